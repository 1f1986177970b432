package io.umzug.rehearsal.estate;

/**
 * What came of a hand's work.
 *
 * @param changed false where everything was already so
 */
public record HandResult(String hand, boolean changed, String text) {}
