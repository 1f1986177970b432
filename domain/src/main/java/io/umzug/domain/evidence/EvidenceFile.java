package io.umzug.domain.evidence;

/**
 * A file that proves what a person did or saw: a log, a screenshot.
 *
 * @param name as the person calls it
 * @param bytes its size
 * @param sha256 of its content; lower-case hex; the name under which it is kept
 */
public record EvidenceFile(String name, String sha256, long bytes) {}
