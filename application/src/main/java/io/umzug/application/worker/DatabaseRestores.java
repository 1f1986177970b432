package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.TableComparison;
import io.umzug.domain.migration.WorkOrder;
import java.util.List;
import java.util.OptionalLong;

/** The restores of one work, each compared with what was backed up. */
final class DatabaseRestores {

  /** A backup and the server that it is restored to. */
  record Wanted(DatabaseBackup backup, String server) {
    String database() {
      return backup.database();
    }
  }

  private final Connections connections;
  private final Estate estate;
  private final WorkOrder order;
  private final WorkContext context;
  private final TableContents contents;

  DatabaseRestores(
      Connections connections, Estate estate, WorkOrder order, TableContents contents) {
    this.connections = connections;
    this.estate = estate;
    this.order = order;
    this.context = contents.context();
    this.contents = contents;
  }

  /** Makes this work begin anew with every database, whatever was restored before. */
  void forget() {
    context.remember(RestoreNotes.nothing().note());
  }

  private RestoreNotes notes() {
    // Never those of an earlier attempt: between two attempts a person may have let the service
    // write to what was restored, and the numbers of rows need not show it.
    return context.recall().map(RestoreNotes::recalled).orElseGet(RestoreNotes::nothing);
  }

  /** Every backup is found whole by its server before the first database is touched. */
  void requireWhole(List<Wanted> all) throws WorkProblem {
    for (Wanted wanted : all) {
      use(
          wanted,
          server -> {
            context.progress(wanted.database(), 0);
            server.endEarlierSessions();
            if (!isRestored(server, wanted.backup())) {
              context.progress(wanted.database(), 0);
              requireWhole(server, wanted);
            }
            return true;
          });
    }
  }

  /**
   * Restores over whatever is there (R33), unless this work has done so already.
   *
   * @param owner the account that becomes db_owner (R25); empty where the restored users are right
   */
  DatabaseRestore restore(Wanted wanted, String owner) throws WorkProblem {
    return use(wanted, server -> restore(server, wanted, owner));
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
    server.endEarlierSessions();
    if (!isRestored(server, backup)) {
      context.remember(notes().with(database, server.latestRestore(database)).note());
      context.progress(database, 0);
      server.restore(database, backup.file(), percent -> context.progress(database, percent));
    }
    server.settle(database);
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
            String.valueOf(server.latestRestore(database))));
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

  private static void requireWhole(SqlServer server, Wanted wanted) throws WorkProblem {
    DatabaseBackup backup = wanted.backup();
    boolean whole =
        server
            .verifiedBackup(backup.file())
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
              backup.file()));
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
