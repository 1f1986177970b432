package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.BackupMedia;
import io.umzug.application.sqlserver.SqlProgress;
import io.umzug.application.sqlserver.SqlServer.BackupHeader;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.diagnosis.BackupDamage;
import io.umzug.domain.diagnosis.OperatingSystemError;
import io.umzug.domain.diagnosis.SqlServerError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes backups and reads them back. */
final class Backups {

  private static final int CANNOT_OPEN_DEVICE = 3201;
  private static final int FILE_NOT_FOUND = 2;
  private static final int FULL_DATABASE = 1;

  private final SqlServerSession session;
  private final WatchedStatement watched;

  Backups(SqlServerSession session, WatchedStatement watched) {
    this.session = session;
    this.watched = watched;
  }

  void make(String database, BackupMedia media, long totalBytes, SqlProgress progress) {
    String name = media.name();
    Optional<String> before = lastInHistory(database, name);
    watched.run(MediaStatement.backup(database, media), totalBytes, progress);
    Optional<String> after = lastInHistory(database, name);
    if (after.isEmpty() || after.equals(before)) {
      throw session.lookSaysOtherwise(
          "BACKUP DATABASE", "its history does not know the backup '%s'.".formatted(name));
    }
  }

  private Optional<String> lastInHistory(String database, String name) {
    return session
        .query(
            row -> row.getString(1),
            "SELECT TOP (1) bs.backup_set_uuid FROM msdb.dbo.backupset bs"
                + " JOIN msdb.dbo.backupmediafamily mf ON mf.media_set_id = bs.media_set_id"
                + " WHERE bs.database_name = ? AND bs.name = ?"
                + " ORDER BY bs.backup_finish_date DESC, bs.backup_set_id DESC",
            database,
            name)
        .stream()
        .findFirst();
  }

  /** Hours may go by over it: it is watched, and stopped, as what it reads back was. */
  Optional<BackupHeader> verified(List<String> files, SqlProgress progress) {
    try {
      Optional<BackupHeader> header = header(files);
      if (header.isPresent()) {
        watched.run(
            "RESTORE VERIFYONLY FROM " + MediaStatement.disks(files) + " WITH CHECKSUM",
            0,
            progress);
      }
      return header;
    } catch (SqlServerFailure e) {
      if (e.errors().stream().anyMatch(error -> isMissingOrNotWhole(error, files))) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isMissingOrNotWhole(SqlServerError error, List<String> files) {
    return files.stream()
        .filter(file -> files.size() == 1 || error.text().contains(file))
        .anyMatch(file -> isMissing(error, file) || BackupDamage.provenBy(error, file));
  }

  private static boolean isMissing(SqlServerError error, String file) {
    return error.number() == CANNOT_OPEN_DEVICE
        && OperatingSystemError.in(error, file)
            .filter(os -> os.code() == FILE_NOT_FOUND)
            .isPresent();
  }

  /** The first backup set's header, unless the set is incomplete or of another kind. */
  Optional<BackupHeader> header(List<String> files) {
    return session
        .query(Backups::read, "RESTORE HEADERONLY FROM " + MediaStatement.disks(files))
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<BackupHeader> read(ResultSet row) throws SQLException {
    String backupSet = row.getString("BackupSetGUID");
    // An incomplete set is listed too, with NULL for almost everything.
    if (backupSet == null
        || row.getInt("BackupType") != FULL_DATABASE
        || row.getInt("Position") != 1) {
      return Optional.empty();
    }
    String name = row.getString("BackupName");
    return Optional.of(
        new BackupHeader(
            backupSet.toUpperCase(Locale.ROOT),
            name == null ? "" : name,
            row.getString("DatabaseName"),
            row.getString("ServerName"),
            row.getLong("BackupSize")));
  }
}
