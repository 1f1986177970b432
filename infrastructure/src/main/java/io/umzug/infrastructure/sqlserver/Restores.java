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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** R33: restores over whatever is there, a half-restored database included. */
final class Restores {

  private static final Logger LOG = LoggerFactory.getLogger(Restores.class);

  /** The checkpoint cannot be opened; it is of a statement with other words. */
  private static final Integer[] UNUSABLE_CHECKPOINT = {3017, 3019};

  /** Another database is there, its log was not backed up, or files of nobody lie there. */
  private static final Integer[] NEEDS_REPLACE = {3142, 3154, 3159};

  private final SqlServerSession session;
  private final Databases databases;
  private final DefaultFolders folders;
  private final Backups backups;
  private final WatchedStatement watched;

  Restores(
      SqlServerSession session, Databases databases, Backups backups, WatchedStatement watched) {
    this.session = session;
    this.databases = databases;
    this.folders = new DefaultFolders(session);
    this.backups = backups;
    this.watched = watched;
  }

  void restore(String database, List<String> files, boolean restart, SqlProgress progress) {
    Optional<BackupHeader> header = backups.header(files);
    Map<String, String> moves = moves(database, files);
    Optional<DatabaseState> before = databases.state(database);
    boolean isClosed = before.filter(DatabaseState::isOnline).isPresent();
    Restoring restoring =
        new Restoring(
            database,
            files,
            moves,
            before.isPresent(),
            header.map(BackupHeader::bytes).orElse(0L),
            progress);
    try {
      if (isClosed) {
        databases.close(database);
      }
      run(restoring, restart);
    } catch (RuntimeException e) {
      if (isClosed) {
        reopen(database, e);
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

  private record Restoring(
      String database,
      List<String> files,
      Map<String, String> moves,
      boolean isThere,
      long totalBytes,
      SqlProgress progress) {

    String statement(boolean replace, boolean restart) {
      return MediaStatement.restore(database, files, moves, replace, restart);
    }
  }

  /**
   * Where there is no checkpoint to go on from, the server says so (3018, 3028) and begins at the
   * start by itself. Where there is one that it cannot use, it refuses, and is told to.
   */
  private void run(Restoring restoring, boolean restart) {
    boolean isDone =
        restart
            && (restarts(restoring, restoring.isThere())
                // What was interrupted has made the database itself, and then not said REPLACE.
                || restoring.isThere() && restarts(restoring, false));
    if (!isDone) {
      watched.run(
          restoring.statement(restoring.isThere(), false),
          restoring.totalBytes(),
          restoring.progress());
    }
  }

  /** Whether it went on where something with these words was interrupted, to its end. */
  private boolean restarts(Restoring restoring, boolean replace) {
    try {
      watched.run(restoring.statement(replace, true), restoring.totalBytes(), restoring.progress());
      return true;
    } catch (SqlServerFailure e) {
      boolean isRefused = !replace && restoring.isThere() && e.isError(NEEDS_REPLACE);
      if (!isRefused && !e.isError(UNUSABLE_CHECKPOINT)) {
        throw e;
      }
      LOG.info("{}: {} does not go on: {}", session.server(), restoring.database(), e.getMessage());
      return false;
    }
  }

  /** A restore that was refused before it began leaves the database as it was, but closed. */
  private void reopen(String database, RuntimeException failure) {
    try {
      if (databases.state(database).filter(DatabaseState::isOffline).isPresent()) {
        databases.open(database);
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
    record UsedFile(String database, String path) {}
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
    DefaultFolders.Folders place = folders.of(database);
    return new TargetFiles(database, place.data(), place.log(), taken);
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
