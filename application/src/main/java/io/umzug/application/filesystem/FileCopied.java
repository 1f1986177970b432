package io.umzug.application.filesystem;

/**
 * A copy that is whole, on disk and under its name.
 *
 * @param sha256 lower-case hex
 * @param resumedAt bytes that an earlier run had written
 * @param before whether all of it was there already
 */
public record FileCopied(long bytes, String sha256, long resumedAt, boolean before) {}
