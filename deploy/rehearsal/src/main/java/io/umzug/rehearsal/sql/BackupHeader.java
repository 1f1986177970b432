package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.DataFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    long dataPages,
    @Nullable Media written) {

  /**
   * How the backup was written.
   *
   * @param stripe which of its files this is, from 1
   * @param algorithm by which it counts as encrypted; empty where it does not
   * @param thumbprint of the certificate, hexadecimal
   */
  record Media(int stripe, int stripes, boolean compressed, String algorithm, String thumbprint) {}

  private static final Media OF_OLD = new Media(1, 1, true, "", "");

  /** Absent in what the first releases wrote. */
  Media media() {
    return written == null ? OF_OLD : written;
  }

  /** The same for another of the backup's files. */
  BackupHeader ofStripe(int stripe) {
    Media media = media();
    return new BackupHeader(
        backupSet,
        mediaSet,
        family,
        name,
        description,
        databaseName,
        serverName,
        machineName,
        userName,
        softwareMajor,
        softwareMinor,
        softwareBuild,
        databaseVersion,
        compatibilityLevel,
        recoveryModel,
        databaseCreated,
        started,
        checksums,
        copyOnly,
        files,
        rows,
        dataPages,
        new Media(
            stripe, media.stripes(), media.compressed(), media.algorithm(), media.thumbprint()));
  }

  /**
   * What stands behind the rows, known only when they are written.
   *
   * @param size of the file before this trailer; of all files together where it speaks for all
   * @param sha256 of everything before this trailer, hexadecimal
   * @param content bytes before any compression; absent in what the first releases wrote
   */
  record Trailer(String finished, long rows, long size, String sha256, @Nullable Long content) {
    long contentSize() {
      return content == null ? size : content;
    }
  }

  long pages() {
    return Math.max(dataPages, 1);
  }
}
