package io.umzug.application.host;

import io.umzug.application.estate.Estate;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.migration.MigrationId;
import java.io.IOException;

/** Backup files as the service sees them over the share (B2, B4). */
public interface BackupFiles {

  /** How the name of every probe begins; no backup of a move is called so. */
  String PROBE = "umzug-probe_";

  /** How the name of every manifest ends. */
  String MANIFEST = ".manifest.json";

  /**
   * @param sha256 lower-case hex
   */
  record Contents(long bytes, String sha256) {}

  /**
   * What a person who has nothing but the backups must know of one (R23).
   *
   * @param name of the manifest's file, in the estate's backup folder
   */
  record Manifest(String name, MigrationId migration, DatabaseBackup backup) {}

  /** The file's path as SQL Server is to spell it, in the estate's backup folder. */
  String path(Estate estate, String fileName);

  /**
   * Reads the whole file.
   *
   * @param path as SQL Server spells it
   * @throws IOException where it is missing, unreadable, or no mount is configured for its share
   */
  Contents read(Estate estate, String path) throws IOException;

  /**
   * Lays the manifest beside the backup, as if in one step; nothing where it lies there already.
   *
   * @throws IOException where it cannot be written
   */
  void describe(Estate estate, Manifest manifest) throws IOException;

  /**
   * The room that is left for Umzug behind the estate's backup folder, in bytes.
   *
   * @throws IOException where the folder cannot be reached
   */
  long freeBytes(Estate estate) throws IOException;

  /** The path of a file that only tries whether the share can be used; its name tells it. */
  default String probe(Estate estate, String server) {
    return path(estate, PROBE + server.replaceAll("[^\\p{L}\\p{N}-]", "_") + ".bak");
  }

  /**
   * Removes a probe; nothing where there is none.
   *
   * @param path as {@link #probe} gave it: any other file is refused
   * @throws IOException where it cannot be removed
   */
  void removeProbe(Estate estate, String path) throws IOException;
}
