package io.umzug.domain.evidence;

/**
 * A file as a snapshot keeps it.
 *
 * @param path where it lies, and where it is put back
 * @param copy where its content is kept
 * @param bytes its size
 * @param sha256 of its content; lower-case hex
 */
public record KeptFile(String path, String copy, long bytes, String sha256) {}
