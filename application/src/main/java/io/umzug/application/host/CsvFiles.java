package io.umzug.application.host;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.HostPath;
import java.io.IOException;

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
  Content read(Estate estate, HostPath file) throws IOException;
}
