package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.DataFile;
import java.util.List;

/**
 * What stands at the front of a backup file.
 *
 * @param family the same in a database and all its backups
 * @param rows how many rows follow, for progress
 * @param dataPages size of the data file in pages of 8 KiB
 */
record BackupHeader(
    String backupSet,
    String mediaSet,
    String family,
    String name,
    String description,
    String databaseName,
    String serverName,
    String machineName,
    String userName,
    int softwareMajor,
    int softwareMinor,
    int softwareBuild,
    int databaseVersion,
    int compatibilityLevel,
    String recoveryModel,
    String databaseCreated,
    String started,
    boolean checksums,
    boolean copyOnly,
    List<DataFile> files,
    long rows,
    long dataPages) {

  /**
   * What stands behind the rows, known only when they are written.
   *
   * @param sha256 of everything before this trailer, hexadecimal
   */
  record Trailer(String finished, long rows, long size, String sha256) {}

  long pages() {
    return Math.max(dataPages, 1);
  }
}
