package io.umzug.application.host;

import java.io.IOException;
import java.nio.file.Path;

/** Reads the CSV of the users (R6, R7). */
public interface CsvFiles {

  /**
   * @param sha256 lower-case hex
   */
  record Content(byte[] bytes, String sha256) {}

  /**
   * Reads the whole file.
   *
   * @throws IOException where it is missing, unreadable, or too large to be one
   */
  Content read(Path file) throws IOException;
}
