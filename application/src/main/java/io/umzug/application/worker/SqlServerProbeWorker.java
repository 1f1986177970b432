package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.migration.MigrationEvent.SqlServerProbeRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** R27: reaches every SQL Server that atlas.xml names, before the account may be changed. */
public final class SqlServerProbeWorker implements Worker<SqlServerProbeRequested> {

  private final Estates estates;
  private final Connections connections;
  private final AtlasFiles atlas;

  public SqlServerProbeWorker(Estates estates, SqlServers servers, AtlasFiles atlas) {
    this.estates = estates;
    this.connections = new Connections(servers);
    this.atlas = atlas;
  }

  @Override
  public Class<SqlServerProbeRequested> performs() {
    return SqlServerProbeRequested.class;
  }

  @Override
  public Report perform(SqlServerProbeRequested request, WorkContext context) {
    WorkOrder order = request.order();
    try {
      Estate estate = estates.named(order.estate());
      Map<String, SqlServerFacts> reached = new LinkedHashMap<>();
      for (AtlasFiles.Entry entry : AtlasTargets.entries(atlas, estate)) {
        String server = AtlasTargets.server(estate, entry).name();
        if (!reached.containsKey(server)) {
          context.progress(server, 0);
          reached.put(
              server,
              connections.use(estate, server, order, "reaching " + server, "", SqlServer::facts));
          context.progress(server, 100);
        }
      }
      return new Report.SqlServersReached(order, List.copyOf(reached.values()));
    } catch (WorkProblem problem) {
      return new Report.SqlServersUnreachable(order, heedingR27(problem.diagnosis()));
    }
  }

  private static Diagnosis heedingR27(Diagnosis diagnosis) {
    return new Diagnosis(
        diagnosis.cause()
            + " The Server Manager would fall into an endless loop if the account were changed"
            + " now.",
        Stream.concat(Stream.of("R27"), diagnosis.rules().stream()).distinct().toList(),
        diagnosis.remedy(),
        diagnosis.exactText());
  }
}
