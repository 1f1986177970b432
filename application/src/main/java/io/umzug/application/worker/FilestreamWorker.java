package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.FilestreamLevel;
import io.umzug.domain.migration.MigrationEvent.FilestreamRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import java.util.ArrayList;
import java.util.List;

/** R24 row 2b, R26: FILESTREAM in effect on every target server, not only configured. */
public final class FilestreamWorker implements Worker<FilestreamRequested> {

  private final Estates estates;
  private final Connections connections;

  public FilestreamWorker(Estates estates, SqlServers servers) {
    this.estates = estates;
    this.connections = new Connections(servers);
  }

  @Override
  public Class<FilestreamRequested> performs() {
    return FilestreamRequested.class;
  }

  @Override
  public Report perform(FilestreamRequested request, WorkContext context) {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.whole(estates, order);
      List<FilestreamLevel> levels = new ArrayList<>();
      for (String server :
          request.databases().stream().map(DatabaseMove::target).distinct().toList()) {
        context.progress(server, 0);
        levels.add(
            connections.use(
                estate, server, order, "FILESTREAM on " + server, "", FilestreamWorker::enable));
        context.progress(server, 100);
      }
      return new Report.FilestreamEnabled(order, levels);
    } catch (WorkProblem problem) {
      return new Report.FilestreamFailed(order, problem.diagnosis());
    }
  }

  private static FilestreamLevel enable(SqlServer server) throws WorkProblem {
    FilestreamLevel level = server.filestreamLevel();
    if (level.effective() == 0) {
      level = server.enableFilestream();
    }
    if (level.effective() == 0) {
      throw new WorkProblem(
          new Diagnosis(
              "FILESTREAM is configured on %s (level %d) but not in effect."
                  .formatted(level.server(), level.configured()),
              List.of("R26"),
              "Enable FILESTREAM for the instance in the SQL Server Configuration Manager if it is"
                  + " not, restart the SQL Server service, then retry the step.",
              "FilestreamConfiguredLevel = %d, FilestreamEffectiveLevel = %d"
                  .formatted(level.configured(), level.effective())));
    }
    return level;
  }
}
