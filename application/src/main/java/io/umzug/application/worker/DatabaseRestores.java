package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.sqlserver.MediaOperation;
import io.umzug.application.sqlserver.SqlProgress;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.work.Pace;
import io.umzug.application.work.WorkContext;
import io.umzug.application.worker.SideBySide.Part;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseCondition;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.TableComparison;
import io.umzug.domain.migration.WorkOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The restores of one work, side by side, each compared with what was backed up. */
final class DatabaseRestores {

  /** A backup and the server that it is restored to. */
  record Wanted(DatabaseBackup backup, String server) {
    String database() {
      return backup.database();
    }

    MediaOperation operation() {
      return MediaOperation.restore(database(), backup.files());
    }
  }

  private static final String RESTORING = "RESTORING";

  private final Connections connections;
  private final Estate estate;
  private final WorkOrder order;
  private final SideBySide work;
  private final WorkContext context;
  private final TableContents contents;

  // Never those of an earlier attempt: between two attempts a person may have let the service
  // write to what was restored, and the numbers of rows need not show it.
  private RestoreNotes notes;

  DatabaseRestores(
      Connections connections,
      ContentsVerification verification,
      Estate estate,
      WorkOrder order,
      WorkContext given) {
    this.connections = connections;
    this.estate = estate;
    this.order = order;
    this.work = new SideBySide(given, estate.backup().parallel());
    this.contents = new TableContents(verification, estate, order, work.context());
    this.context = contents.context();
    this.notes = context.recall().map(RestoreNotes::recalled).orElseGet(RestoreNotes::nothing);
  }

  /** Makes this work begin anew with every database, whatever was restored before. */
  synchronized void forget() {
    notes = RestoreNotes.nothing();
    context.remember(notes.note());
  }

  private synchronized RestoreNotes notes() {
    return notes;
  }

  /**
   * @param backupSet from which it is restored, for RESTART; empty where the next try is to begin
   *     at the start
   */
  private synchronized void note(String database, long latest, String backupSet) {
    notes = notes.with(database, latest, backupSet);
    context.remember(notes.note());
  }

  /** Every backup is found whole by its server before the first database is touched. */
  void requireWhole(List<Wanted> all) throws WorkProblem {
    EarlierAttempts.end(
        connections,
        estate,
        order,
        all.stream()
            .map(wanted -> new EarlierAttempts.Left(wanted.server(), wanted.operation()))
            .toList());
    List<Part<Boolean>> parts = new ArrayList<>();
    for (Wanted wanted : all) {
      parts.add(
          new Part<>(
              wanted.database(),
              wanted.server(),
              () -> use(wanted, server -> requireRestoredOrWhole(server, wanted))));
    }
    work.all(parts);
  }

  private boolean requireRestoredOrWhole(SqlServer server, Wanted wanted) throws WorkProblem {
    context.progress(wanted.database(), 0);
    join(server, wanted);
    if (!isRestored(server, wanted.backup())) {
      context.progress(wanted.database(), 0);
      requireWhole(server, wanted);
    }
    return true;
  }

  /** Where an earlier attempt's restore of this very backup still runs, it becomes this work's. */
  private void join(SqlServer server, Wanted wanted) {
    String database = wanted.database();
    DatabaseBackup backup = wanted.backup();
    DatabaseProgress progress = new DatabaseProgress(context, database);
    server.join(
        wanted.operation(),
        new SqlProgress() {
          @Override
          public void reached(int percent) {
            adopt(server, backup);
            progress.reached(percent);
          }

          @Override
          public void reached(int percent, Pace pace) {
            adopt(server, backup);
            progress.reached(percent, pace);
          }
        });
  }

  private void adopt(SqlServer server, DatabaseBackup backup) {
    String database = backup.database();
    if (notes().of(database).isEmpty()) {
      note(database, server.latestRestore(database), backup.backupSet());
    }
  }

  /**
   * Restores over whatever is there (R33), unless this work has done so already; the first failure
   * stops the others.
   *
   * @param owner the account that becomes db_owner (R25); empty where the restored users are right
   */
  List<DatabaseRestore> restore(List<Wanted> all, String owner) throws WorkProblem {
    List<Part<DatabaseRestore>> parts = new ArrayList<>();
    for (Wanted wanted : all) {
      parts.add(
          new Part<>(
              wanted.database(),
              wanted.server(),
              () -> use(wanted, server -> restore(server, wanted, owner))));
    }
    return work.all(parts);
  }

  private <T> T use(Wanted wanted, Connections.Use<T> use) throws WorkProblem {
    return connections.use(
        estate,
        wanted.server(),
        order,
        "restore of " + wanted.database(),
        wanted.backup().file(),
        use);
  }

  private DatabaseRestore restore(SqlServer server, Wanted wanted, String owner)
      throws WorkProblem {
    DatabaseBackup backup = wanted.backup();
    String database = backup.database();
    context.progress(database, 0);
    if (!isRestored(server, backup)) {
      overwrite(server, backup);
    }
    DatabaseCondition condition =
        server.settle(database, estate.backup().check(), new DatabaseProgress(context, database));
    if (!owner.isBlank()) {
      server.grantDatabaseOwner(database, owner);
    }
    requireOnline(server, wanted);
    context.progress(database, 100);
    return new DatabaseRestore(
        database,
        wanted.server(),
        backup.backupSet(),
        contents.compared(
            comparison(server, backup),
            backup.contents(),
            wanted.server(),
            database,
            String.valueOf(server.latestRestore(database))),
        condition);
  }

  /** Goes on where an interrupted restore has stopped; once only, should the server refuse it. */
  private void overwrite(SqlServer server, DatabaseBackup backup) {
    String database = backup.database();
    boolean restart = isInterrupted(server, backup);
    long latest = server.latestRestore(database);
    note(database, latest, backup.backupSet());
    context.progress(database, 0);
    try {
      server.restore(database, backup.files(), restart, new DatabaseProgress(context, database));
    } catch (SqlServerFailure failure) {
      if (restart && !failure.errors().isEmpty()) {
        note(database, latest, "");
      }
      throw failure;
    }
  }

  /** Whether the move has begun to restore this backup, and nothing was restored since. */
  private boolean isInterrupted(SqlServer server, DatabaseBackup backup) {
    String database = backup.database();
    if (server.database(database).filter(state -> state.state().equals(RESTORING)).isEmpty()) {
      return false;
    }
    long latest = server.latestRestore(database);
    return Stream.of(
            Optional.of(notes()), context.recallEarlierAttempt().map(RestoreNotes::recalled))
        .flatMap(Optional::stream)
        .filter(known -> known.of(database).isPresent())
        .findFirst()
        .filter(known -> known.isOf(database, latest, backup.backupSet()))
        .isPresent();
  }

  private boolean isRestored(SqlServer server, DatabaseBackup backup) {
    String database = backup.database();
    OptionalLong before = notes().of(database);
    return before.isPresent()
        && server.latestRestore(database) > before.getAsLong()
        && server.database(database).filter(SqlServer.DatabaseState::isOnline).isPresent()
        && server.lastRestored(database).filter(backup.backupSet()::equalsIgnoreCase).isPresent()
        && comparison(server, backup).stream().allMatch(TableComparison::matches);
  }

  static List<TableComparison> comparison(SqlServer server, DatabaseBackup backup) {
    return RowCounts.of(server.countRows(backup.database())).against(backup.rows());
  }

  private void requireWhole(SqlServer server, Wanted wanted) throws WorkProblem {
    DatabaseBackup backup = wanted.backup();
    boolean whole =
        server
            .verifiedBackup(backup.files(), _ -> context.progress(wanted.database(), 0))
            .filter(header -> header.backupSet().equalsIgnoreCase(backup.backupSet()))
            .isPresent();
    if (!whole) {
      throw new WorkProblem(
          new Diagnosis(
              "%s does not find the backup of %s whole under its path."
                  .formatted(wanted.server(), backup.database()),
              List.of("R33", "B2"),
              "Make sure that the file is there, unchanged, and reachable for SQL Server under the"
                  + " same UNC path, then retry the step.",
              String.join("\n", backup.files())));
    }
  }

  private static void requireOnline(SqlServer server, Wanted wanted) throws WorkProblem {
    String database = wanted.database();
    if (server.database(database).filter(SqlServer.DatabaseState::isOnline).isEmpty()) {
      throw new WorkProblem(
          new Diagnosis(
              "SQL Server ended the restore of %s, but the database is not online."
                  .formatted(database),
              List.of("R33"),
              "Look at the database and the error log of %s, then retry the step."
                  .formatted(wanted.server()),
              String.valueOf(server.database(database))));
    }
  }
}
