package io.umzug.application.host;

import io.umzug.application.estate.Estate;
import java.io.IOException;

/** Backup files as the service sees them over the share (B2, B4). */
public interface BackupFiles {

  /**
   * @param sha256 lower-case hex
   */
  record Contents(long bytes, String sha256) {}

  /** The file's path as SQL Server is to spell it, in the estate's backup folder. */
  String path(Estate estate, String fileName);

  /**
   * Reads the whole file.
   *
   * @param path as SQL Server spells it
   * @throws IOException where it is missing, unreadable, or no mount is configured for its share
   */
  Contents read(Estate estate, String path) throws IOException;
}
