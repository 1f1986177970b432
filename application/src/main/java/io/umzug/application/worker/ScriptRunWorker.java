package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.script.DatabaseScripts;
import io.umzug.application.script.ScriptProblem;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.DatabaseScript;
import io.umzug.domain.migration.MigrationEvent.ScriptRunRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * M4: runs every script at its target, in a database made anew (R33) where that server has its
 * files (M3), and counts what arrived.
 */
public final class ScriptRunWorker implements Worker<ScriptRunRequested> {

  private final Estates estates;
  private final Connections connections;
  private final DatabaseScripts scripts;
  private final XPhoneService service;
  private final ContentsVerification verification;

  public ScriptRunWorker(
      Estates estates,
      SqlServers servers,
      DatabaseScripts scripts,
      ServiceControl control,
      ContentsVerification verification) {
    this.verification = verification;
    this.estates = estates;
    this.connections = new Connections(servers);
    this.scripts = scripts;
    this.service = new XPhoneService(control);
  }

  @Override
  public Class<ScriptRunRequested> performs() {
    return ScriptRunRequested.class;
  }

  @Override
  public Report perform(ScriptRunRequested request, WorkContext given) throws InterruptedException {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.of(estates, order);
      TableContents contents = new TableContents(verification, estate, order, given);
      WorkContext context = contents.context();
      if (service.query(estate).state() != ServiceControl.State.STOPPED) {
        // It may have written to what an earlier attempt brought.
        context.remember(ScriptNotes.nothing().note());
      }
      Map<DatabaseMove, DatabaseScript> all = new LinkedHashMap<>();
      for (DatabaseMove move : request.databases()) {
        DatabaseScript script = scriptOf(move, request);
        scripts.requireWhole(script);
        all.put(move, script);
      }
      service.stop(estate);
      List<DatabaseRestore> arrived = new ArrayList<>();
      for (Map.Entry<DatabaseMove, DatabaseScript> each : all.entrySet()) {
        arrived.add(run(estate, each.getValue(), each.getKey().target(), order, contents));
      }
      return new Report.ScriptsRun(order, arrived);
    } catch (ScriptProblem problem) {
      return new Report.ScriptRunFailed(order, problem.diagnosis());
    } catch (WorkProblem problem) {
      return new Report.ScriptRunFailed(order, problem.diagnosis());
    }
  }

  private static DatabaseScript scriptOf(DatabaseMove move, ScriptRunRequested request)
      throws WorkProblem {
    return request.scripts().stream()
        .filter(script -> script.database().equalsIgnoreCase(move.database()))
        .filter(script -> !script.server().equalsIgnoreCase(move.target()))
        .findFirst()
        .orElseThrow(
            () ->
                new WorkProblem(
                    new Diagnosis(
                        "There is no script of %s that could run on %s."
                            .formatted(move.database(), move.target()),
                        List.of("M2", "R33"),
                        "Go back to before the export, and let the move write its scripts.",
                        request.scripts().toString())));
  }

  private DatabaseRestore run(
      Estate estate, DatabaseScript script, String server, WorkOrder order, TableContents contents)
      throws WorkProblem {
    WorkContext context = contents.context();
    String database = script.database();
    context.progress(database, 0);
    if (!notes(context).runsIn(script)) {
      scripts.forget(estate, script, server);
      use(estate, server, order, script, target -> makeAnew(target, script));
      contents.forgetArrival(database);
      context.remember(notes(context).with(script).note());
    }
    try {
      scripts.run(
          estate, script, server, order.workId(1), percent -> context.progress(database, percent));
    } catch (SqlServerFailure failure) {
      throw new WorkProblem(SqlFailures.diagnose("script of " + database, failure));
    }
    DatabaseRestore arrived =
        use(
            estate,
            server,
            order,
            script,
            target -> settled(target, script, server, estate, contents));
    context.progress(database, 100);
    return arrived;
  }

  private static ScriptNotes notes(WorkContext context) {
    // Never those of an earlier attempt: a person may have let the service write in between.
    return context.recall().map(ScriptNotes::recalled).orElseGet(ScriptNotes::nothing);
  }

  private <T> T use(
      Estate estate, String server, WorkOrder order, DatabaseScript script, Connections.Use<T> use)
      throws WorkProblem {
    return connections.use(
        estate, server, order, "script of " + script.database(), script.file(), use);
  }

  private static boolean makeAnew(SqlServer target, DatabaseScript script) {
    target.endEarlierSessions();
    target.dropDatabase(script.database());
    return target.createDatabase(script.database(), script.settings());
  }

  private static DatabaseRestore settled(
      SqlServer target,
      DatabaseScript script,
      String server,
      Estate estate,
      TableContents contents) {
    String database = script.database();
    String account = estate.xphone().serviceAccount();
    target.settle(database);
    if (!account.isBlank()) {
      target.grantDatabaseOwner(database, account);
    }
    return new DatabaseRestore(
        database,
        server,
        script.sha256(),
        contents.compared(
            RowCounts.of(target.countRows(database)).against(script.rows()),
            script.contents(),
            server,
            database,
            script.sha256()));
  }
}
