package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.TableComparison;
import io.umzug.domain.migration.MigrationEvent.RestoreRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** R24 row 12, R33: restores the backups into the databases that atlas.xml names. */
public final class RestoreWorker implements Worker<RestoreRequested> {

  private final Estates estates;
  private final Connections connections;
  private final AtlasFiles atlas;
  private final XPhoneService service;

  public RestoreWorker(
      Estates estates, SqlServers servers, AtlasFiles atlas, ServiceControl control) {
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
      Estate estate = estates.named(order.estate());
      Map<String, String> targets = targets(estate, request);
      service.stop(estate);
      List<DatabaseRestore> restores = new ArrayList<>();
      for (DatabaseBackup backup : request.backups()) {
        String target = targets.getOrDefault(backup.database(), "");
        restores.add(
            connections.use(
                estate,
                target,
                order,
                "restore of " + backup.database(),
                backup.file(),
                server -> restore(server, target, estate, backup, context)));
      }
      return new Report.RestoreCompleted(order, restores);
    } catch (WorkProblem problem) {
      return new Report.RestoreFailed(order, problem.diagnosis());
    }
  }

  /**
   * R33: where each database goes, for all of them before the first is touched. The server that was
   * backed up, and any that the move was not to go to, is never restored over.
   */
  private Map<String, String> targets(Estate estate, RestoreRequested request) throws WorkProblem {
    List<AtlasFiles.Entry> entries = AtlasTargets.entries(atlas, estate);
    Map<String, String> targets = new LinkedHashMap<>();
    for (DatabaseBackup backup : request.backups()) {
      String database = backup.database();
      String target = AtlasTargets.serverOf(database, estate, entries).name();
      String wanted =
          estate.databases().stream()
              .filter(move -> move.database().equalsIgnoreCase(database))
              .map(DatabaseMove::target)
              .findFirst()
              .orElse(target);
      if (target.equalsIgnoreCase(backup.server()) || !target.equalsIgnoreCase(wanted)) {
        throw new WorkProblem(
            new Diagnosis(
                "atlas.xml names %s for %s, but the move goes from %s to %s. Nothing was restored."
                    .formatted(target, database, backup.server(), wanted),
                List.of("R33", "R29"),
                "Point atlas.xml to the new server again (umzug atlas rewrite), then retry the"
                    + " step.",
                estate.xphone().atlasFile() + ": " + database + " on " + target));
      }
      targets.put(database, target);
    }
    return targets;
  }

  private static DatabaseRestore restore(
      SqlServer server, String target, Estate estate, DatabaseBackup backup, WorkContext context)
      throws WorkProblem {
    String database = backup.database();
    server.endEarlierSessions();
    if (!isRestored(server, backup)) {
      checkBackup(server, target, backup);
      context.progress(database, 0);
      server.restore(database, backup.file(), percent -> context.progress(database, percent));
    }
    server.settle(database);
    server.grantDatabaseOwner(database, estate.xphone().serviceAccount());
    if (server.database(database).filter(SqlServer.DatabaseState::isOnline).isEmpty()) {
      throw new WorkProblem(
          new Diagnosis(
              "SQL Server ended the restore of %s, but the database is not online."
                  .formatted(database),
              List.of("R33"),
              "Look at the database and the error log of %s, then retry the step."
                  .formatted(target),
              String.valueOf(server.database(database))));
    }
    context.progress(database, 100);
    return new DatabaseRestore(database, target, backup.backupSet(), comparison(server, backup));
  }

  private static boolean isRestored(SqlServer server, DatabaseBackup backup) {
    return server.database(backup.database()).filter(SqlServer.DatabaseState::isOnline).isPresent()
        && server
            .lastRestored(backup.database())
            .filter(backup.backupSet()::equalsIgnoreCase)
            .isPresent()
        && comparison(server, backup).stream().allMatch(TableComparison::matches);
  }

  private static List<TableComparison> comparison(SqlServer server, DatabaseBackup backup) {
    return RowCounts.of(server.countRows(backup.database())).against(backup.rows());
  }

  private static void checkBackup(SqlServer server, String target, DatabaseBackup backup)
      throws WorkProblem {
    boolean whole =
        server
            .verifiedBackup(backup.file())
            .filter(header -> header.backupSet().equalsIgnoreCase(backup.backupSet()))
            .isPresent();
    if (!whole) {
      throw new WorkProblem(
          new Diagnosis(
              "%s does not find the backup of %s whole under its path."
                  .formatted(target, backup.database()),
              List.of("R33", "B2"),
              "Make sure that the file is there, unchanged, and reachable for SQL Server under the"
                  + " same UNC path, then retry the step.",
              backup.file()));
    }
  }
}
