package io.umzug.application.host;

import java.io.IOException;
import java.nio.file.Path;

/** Reads the CSV of the users (R6, R7). */
public interface CsvFiles {

  /**
   * @param text decoded; what could not be is U+FFFD
   * @param sha256 of the file's bytes; lower-case hex
   */
  record Content(String text, String sha256) {}

  /**
   * Reads the whole file.
   *
   * @throws IOException where it is missing, unreadable, or too large to be one
   */
  Content read(Path file) throws IOException;
}
