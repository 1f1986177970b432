package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.SqlProgress;
import io.umzug.application.sqlserver.SqlServer.BackupHeader;
import io.umzug.application.sqlserver.SqlServer.DatabaseState;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.infrastructure.sqlserver.TargetFiles.BackedUpFile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** R33: restores over whatever is there, a half-restored database included. */
final class Restores {

  private static final Logger LOG = LoggerFactory.getLogger(Restores.class);

  /** The checkpoint cannot be opened; it is of a statement with other words. */
  private static final Set<Integer> UNUSABLE_CHECKPOINT = Set.of(3017, 3019);

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

  void restore(String database, List<String> files, boolean restart, SqlProgress progress) {
    Optional<BackupHeader> header = backups.header(files);
    Map<String, String> moves = moves(database, files);
    boolean isEvicted = databases.state(database).filter(DatabaseState::isOnline).isPresent();
    if (isEvicted) {
      databases.evictUsers(database);
    }
    try {
      run(database, files, moves, restart, header.map(BackupHeader::bytes).orElse(0L), progress);
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
              .formatted(database, restored.orElse("nothing"), String.join("', '", files)));
    }
  }

  /**
   * Where there is no checkpoint to go on from, the server says so (3018, 3028) and begins at the
   * start by itself. Where there is one that it cannot use, it refuses, and is told to.
   */
  private void run(
      String database,
      List<String> files,
      Map<String, String> moves,
      boolean restart,
      long total,
      SqlProgress progress) {
    if (restart) {
      try {
        watched.run(MediaStatement.restore(database, files, moves, true), total, progress);
        return;
      } catch (SqlServerFailure e) {
        if (e.errors().stream().noneMatch(error -> UNUSABLE_CHECKPOINT.contains(error.number()))) {
          throw e;
        }
        LOG.info(
            "{}: the restore of {} begins at the start: {}",
            session.server(),
            database,
            e.getMessage());
      }
    }
    watched.run(MediaStatement.restore(database, files, moves, false), total, progress);
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

  private Map<String, String> moves(String database, List<String> files) {
    return targetFiles(database)
        .of(
            session.query(
                row -> new BackedUpFile(row.getString("LogicalName"), row.getString("Type")),
                "RESTORE FILELISTONLY FROM " + MediaStatement.disks(files)));
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
