package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.migration.MigrationEvent.RestoreRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** R24 row 12, R33: restores the backups into the databases that atlas.xml names. */
public final class RestoreWorker implements Worker<RestoreRequested> {

  private final Estates estates;
  private final Connections connections;
  private final AtlasFiles atlas;
  private final XPhoneService service;
  private final ContentsVerification verification;

  public RestoreWorker(
      Estates estates,
      SqlServers servers,
      AtlasFiles atlas,
      ServiceControl control,
      ContentsVerification verification) {
    this.verification = verification;
    this.estates = estates;
    this.connections = new Connections(servers);
    this.atlas = atlas;
    this.service = new XPhoneService(control);
  }

  @Override
  public Class<RestoreRequested> performs() {
    return RestoreRequested.class;
  }

  @Override
  public Report perform(RestoreRequested request, WorkContext context) throws InterruptedException {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.of(estates, order);
      Map<DatabaseBackup, String> targets = targets(estate, request);
      DatabaseRestores work =
          new DatabaseRestores(connections, verification, estate, order, context);
      if (service.query(estate).state() != ServiceControl.State.STOPPED) {
        // It may have written to what an earlier attempt restored.
        work.forget();
      }
      service.stop(estate);
      List<DatabaseRestores.Wanted> all = new ArrayList<>();
      targets.forEach((backup, target) -> all.add(new DatabaseRestores.Wanted(backup, target)));
      work.requireWhole(all);
      return new Report.RestoreCompleted(
          order, work.restore(all, estate.xphone().serviceAccount()));
    } catch (WorkProblem problem) {
      return new Report.RestoreFailed(order, problem.diagnosis());
    }
  }

  /**
   * R33: where each database goes, for all of them before the first is touched. The server that was
   * backed up, and any that the move was not to go to, is never restored over.
   */
  private Map<DatabaseBackup, String> targets(Estate estate, RestoreRequested request)
      throws WorkProblem {
    // Absent in what the first release stored.
    List<DatabaseMove> moves =
        Objects.requireNonNullElseGet(request.databases(), estate::databases);
    List<AtlasFiles.Entry> entries = AtlasTargets.entries(atlas, estate);
    Map<DatabaseBackup, String> targets = new LinkedHashMap<>();
    for (DatabaseBackup backup : request.backups()) {
      String database = backup.database();
      String target =
          AtlasTargets.ofMove(
              database,
              backup.server(),
              moves.stream()
                  .filter(move -> move.database().equalsIgnoreCase(database))
                  .map(DatabaseMove::target)
                  .findFirst(),
              estate,
              entries);
      targets.put(backup, target);
    }
    return targets;
  }
}
