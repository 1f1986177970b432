package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.DatabaseState;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.migration.MigrationEvent.VerificationRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** R33, M4: compares what others brought to the databases with what was backed up. */
public final class VerificationWorker implements Worker<VerificationRequested> {

  private final Estates estates;
  private final Connections connections;

  public VerificationWorker(Estates estates, SqlServers servers) {
    this.estates = estates;
    this.connections = new Connections(servers);
  }

  @Override
  public Class<VerificationRequested> performs() {
    return VerificationRequested.class;
  }

  @Override
  public Report perform(VerificationRequested request, WorkContext context) {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.whole(estates, order);
      List<DatabaseRestore> compared = new ArrayList<>();
      for (DatabaseMove move : request.databases()) {
        DatabaseBackup backup = backupOf(move, request);
        context.progress(move.database(), 0);
        compared.add(
            connections.use(
                estate,
                move.target(),
                order,
                "comparison of " + move.database(),
                "",
                server -> compare(server, move, backup)));
        context.progress(move.database(), 100);
      }
      return new Report.DatabasesVerified(order, compared);
    } catch (WorkProblem problem) {
      return new Report.VerificationFailed(order, problem.diagnosis());
    }
  }

  private static DatabaseBackup backupOf(DatabaseMove move, VerificationRequested request)
      throws WorkProblem {
    return request.backups().stream()
        .filter(backup -> backup.database().equalsIgnoreCase(move.database()))
        .findFirst()
        .orElseThrow(
            () ->
                new WorkProblem(
                    new Diagnosis(
                        "There is no backup of %s to compare it with.".formatted(move.database()),
                        List.of("R23"),
                        "Go back to before the backup, and let the move make one.",
                        move.database())));
  }

  private static DatabaseRestore compare(SqlServer server, DatabaseMove move, DatabaseBackup backup)
      throws WorkProblem {
    Optional<DatabaseState> state = server.database(move.database());
    if (state.filter(DatabaseState::isOnline).isEmpty()) {
      throw new WorkProblem(
          new Diagnosis(
              state.isEmpty()
                  ? "%s has no database %s.".formatted(move.target(), move.database())
                  : "%s on %s is not online.".formatted(move.database(), move.target()),
              List.of("R33", "M4"),
              "Look at the log of what was to bring it, do that again, then retry the step.",
              state.map(DatabaseState::toString).orElse(move.database() + " is not there")));
    }
    return new DatabaseRestore(
        move.database(),
        move.target(),
        backup.backupSet(),
        DatabaseRestores.comparison(server, backup));
  }
}
