package io.umzug.domain.evidence;

/**
 * A program that ran to its end.
 *
 * @param program as it was started
 * @param output all that it said, kept as evidence
 */
public record ProgramRun(String program, int exitCode, EvidenceFile output) {}
