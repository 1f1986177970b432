package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.TransactSql.name;
import static io.umzug.infrastructure.sqlserver.TransactSql.text;

import io.umzug.application.sqlserver.SqlProgress;
import io.umzug.application.sqlserver.SqlServer.BackupHeader;
import io.umzug.application.sqlserver.SqlServer.DatabaseState;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.infrastructure.sqlserver.TargetFiles.BackedUpFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** R33: restores over whatever is there, a half-restored database included. */
final class Restores {

  private final SqlServerSession session;
  private final Databases databases;
  private final Backups backups;
  private final WatchedStatement watched;

  Restores(
      SqlServerSession session, Databases databases, Backups backups, WatchedStatement watched) {
    this.session = session;
    this.databases = databases;
    this.backups = backups;
    this.watched = watched;
  }

  void restore(String database, String file, SqlProgress progress) {
    Optional<BackupHeader> header = backups.header(file);
    String statement = statement(database, file);
    boolean isEvicted = databases.state(database).filter(DatabaseState::isOnline).isPresent();
    if (isEvicted) {
      databases.evictUsers(database);
    }
    try {
      watched.run(statement, progress);
    } catch (RuntimeException e) {
      if (isEvicted) {
        readmitUsers(database, e);
      }
      throw e;
    }
    databases.requireOnline(database, "RESTORE DATABASE");
    Optional<String> restored = last(database);
    if (header.isEmpty() || !restored.equals(header.map(BackupHeader::backupSet))) {
      throw session.lookSaysOtherwise(
          "RESTORE DATABASE",
          "its history says that '%s' was last restored from %s, not from the backup in '%s'."
              .formatted(database, restored.orElse("nothing"), file));
    }
  }

  /** A restore that was refused before it began leaves the database as it was, but locked. */
  private void readmitUsers(String database, RuntimeException failure) {
    try {
      if (databases.state(database).filter(DatabaseState::isOnline).isPresent()) {
        databases.admitUsers(database);
      }
    } catch (SqlServerFailure e) {
      failure.addSuppressed(e);
    }
  }

  private String statement(String database, String file) {
    List<BackedUpFile> files =
        session.query(
            row -> new BackedUpFile(row.getString("LogicalName"), row.getString("Type")),
            "RESTORE FILELISTONLY FROM DISK = " + text(file));
    String moves =
        targetFiles(database).of(files).entrySet().stream()
            .map(move -> ", MOVE " + text(move.getKey()) + " TO " + text(move.getValue()))
            .collect(Collectors.joining());
    return "RESTORE DATABASE %s FROM DISK = %s WITH REPLACE, CHECKSUM, STATS = 5%s"
        .formatted(name(database), text(file), moves);
  }

  private TargetFiles targetFiles(String database) {
    record Folders(String data, String log) {}
    record UsedFile(String database, String path) {}
    Folders folders =
        session
            .query(
                row -> new Folders(row.getString(1), row.getString(2)),
                "SELECT CAST(SERVERPROPERTY('InstanceDefaultDataPath') AS nvarchar(260)),"
                    + " CAST(SERVERPROPERTY('InstanceDefaultLogPath') AS nvarchar(260))")
            .getFirst();
    List<String> taken =
        session
            .query(
                row -> new UsedFile(row.getString(1), row.getString(2)),
                "SELECT d.name, f.physical_name FROM sys.master_files f"
                    + " JOIN sys.databases d ON d.database_id = f.database_id")
            .stream()
            .filter(used -> !used.database().equalsIgnoreCase(database))
            .map(UsedFile::path)
            .toList();
    return new TargetFiles(database, folders.data(), folders.log(), taken);
  }

  /** History outlives a database: it counts only while the database is there. */
  Optional<String> last(String database) {
    if (databases.state(database).isEmpty()) {
      return Optional.empty();
    }
    return session
        .query(
            row -> row.getString(1),
            "SELECT TOP (1) bs.backup_set_uuid FROM msdb.dbo.restorehistory rh"
                + " JOIN msdb.dbo.backupset bs ON bs.backup_set_id = rh.backup_set_id"
                + " WHERE rh.destination_database_name = ?"
                + " ORDER BY rh.restore_date DESC, rh.restore_history_id DESC",
            database)
        .stream()
        .map(backupSet -> backupSet.toUpperCase(Locale.ROOT))
        .findFirst();
  }

  long latest(String database) {
    return session
        .query(
            row -> row.getLong(1),
            "SELECT TOP (1) rh.restore_history_id FROM msdb.dbo.restorehistory rh"
                + " WHERE rh.destination_database_name = ? ORDER BY rh.restore_history_id DESC",
            database)
        .stream()
        .findFirst()
        .orElse(0L);
  }
}
