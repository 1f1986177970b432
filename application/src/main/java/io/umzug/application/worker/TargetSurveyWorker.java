package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.DatabaseState;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseContents;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.OverwriteEntry;
import io.umzug.domain.migration.MigrationEvent.TargetSurveyRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** R33: what the databases hold that a restore would destroy; changes nothing. */
public final class TargetSurveyWorker implements Worker<TargetSurveyRequested> {

  private final Estates estates;
  private final Connections connections;
  private final AtlasFiles atlas;

  public TargetSurveyWorker(Estates estates, SqlServers servers, AtlasFiles atlas) {
    this.estates = estates;
    this.atlas = atlas;
    this.connections = new Connections(servers);
  }

  @Override
  public Class<TargetSurveyRequested> performs() {
    return TargetSurveyRequested.class;
  }

  @Override
  public Report perform(TargetSurveyRequested request, WorkContext context) {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.whole(estates, order);
      requireTargets(request);
      List<OverwriteEntry> entries = new ArrayList<>();
      for (DatabaseMove move : request.databases()) {
        context.progress(move.database(), 0);
        entries.add(
            connections.use(
                estate,
                move.target(),
                order,
                "survey of " + move.database(),
                "",
                server -> survey(server, move)));
        context.progress(move.database(), 100);
      }
      return new Report.TargetsSurveyed(order, entries);
    } catch (WorkProblem problem) {
      return new Report.TargetSurveyFailed(order, problem.diagnosis());
    }
  }

  /** R33: a restore goes where atlas.xml points, so what is looked at here has to be there. */
  private void requireTargets(TargetSurveyRequested request) throws WorkProblem {
    if (request.order().step() != Step.RESTORE) {
      return;
    }
    Estate there = Sites.of(estates, request.order());
    List<AtlasFiles.Entry> entries = AtlasTargets.entries(atlas, there);
    for (DatabaseMove move : request.databases()) {
      var unused =
          AtlasTargets.ofMove(
              move.database(), move.source(), Optional.of(move.target()), there, entries);
    }
  }

  private static OverwriteEntry survey(SqlServer server, DatabaseMove move) throws WorkProblem {
    String database = move.database();
    Optional<DatabaseState> state = server.database(database);
    if (state.isEmpty()) {
      return new OverwriteEntry(database, move.target(), false, 0, 0, 0, "");
    }
    if (!state.get().isOnline()) {
      // Its rows cannot be seen: to call them none would let them be destroyed unasked.
      throw new WorkProblem(
          new Diagnosis(
              "%s on %s is not online, so nobody can say what a restore would destroy."
                  .formatted(database, move.target()),
              List.of("R33"),
              "Bring the database online, and drop it then if it may go (dropped offline, it leaves its files), then retry the step.",
              state.get().toString()));
    }
    DatabaseContents contents = server.contents(database);
    String lastWrite = contents.lastWrite();
    return new OverwriteEntry(
        database,
        move.target(),
        true,
        contents.bytes(),
        contents.tables(),
        contents.rows(),
        lastWrite == null ? "" : lastWrite);
  }
}
