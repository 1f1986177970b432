package io.umzug.domain.evidence;

/**
 * The CSV of the users as it was found to be in order (R7).
 *
 * @param sha256 of the file; lower-case hex
 * @param users how many lines with a user
 */
public record CsvFacts(String file, String sha256, int users) {}
