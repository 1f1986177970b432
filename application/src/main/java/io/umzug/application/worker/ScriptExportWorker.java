package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.script.DatabaseScripts;
import io.umzug.application.script.ScriptProblem;
import io.umzug.application.sqlserver.SqlProgress;
import io.umzug.application.sqlserver.SqlServer.DatabaseSetting;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseScript;
import io.umzug.domain.migration.MigrationEvent.ScriptExportRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.route.SqlServerRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** M2: schema and data of every database as a script for the version of its target. */
public final class ScriptExportWorker implements Worker<ScriptExportRequested> {

  private final Estates estates;
  private final Connections connections;
  private final DatabaseScripts scripts;
  private final ContentsVerification verification;

  public ScriptExportWorker(
      Estates estates,
      SqlServers servers,
      DatabaseScripts scripts,
      ContentsVerification verification) {
    this.verification = verification;
    this.estates = estates;
    this.connections = new Connections(servers);
    this.scripts = scripts;
  }

  @Override
  public Class<ScriptExportRequested> performs() {
    return ScriptExportRequested.class;
  }

  @Override
  public Report perform(ScriptExportRequested request, WorkContext context) {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.of(estates, order);
      List<DatabaseScript> written = new ArrayList<>();
      for (DatabaseMove move : request.databases()) {
        String database = move.database();
        context.progress(database, 0);
        TableContents contents = new TableContents(verification, estate, order, context);
        written.add(
            export(estate, move, order, contents, percent -> context.progress(database, percent)));
        context.progress(database, 100);
      }
      return new Report.ScriptsExported(order, written);
    } catch (ScriptProblem problem) {
      return new Report.ScriptExportFailed(order, problem.diagnosis());
    } catch (WorkProblem problem) {
      return new Report.ScriptExportFailed(order, problem.diagnosis());
    }
  }

  private DatabaseScript export(
      Estate estate,
      DatabaseMove move,
      WorkOrder order,
      TableContents contents,
      SqlProgress progress)
      throws WorkProblem {
    SqlServerRelease release =
        connections.use(
            estate,
            move.target(),
            order,
            "version of " + move.target(),
            "",
            server -> SqlServerRelease.ofVersion(server.facts().version()));
    Optional<DatabaseSetting> source =
        connections.use(
            estate,
            move.source(),
            order,
            "export of " + move.database(),
            "",
            server -> server.setting(move.database()));
    try {
      contents.readBeforeAnyAttempt(move.source(), move.database());
      DatabaseScript script =
          scripts.export(estate, move, release, source.orElse(null), order.workId(1), progress);
      return script.holding(contents.unchanged(move.source(), move.database(), script.sha256()));
    } catch (SqlServerFailure failure) {
      throw new WorkProblem(SqlFailures.diagnose("export of " + move.database(), failure));
    }
  }
}
