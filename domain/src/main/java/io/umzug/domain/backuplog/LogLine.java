package io.umzug.domain.backuplog;

/**
 * A line of a log file without its end, or a piece of a very long one.
 *
 * @param number of the line in its file, from 1
 * @param goesOn whether the same line goes on in the next piece
 */
public record LogLine(long number, String text, boolean goesOn) {}
