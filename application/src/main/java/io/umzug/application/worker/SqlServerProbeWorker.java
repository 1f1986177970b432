package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.estate.SqlServerAddress;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.migration.MigrationEvent.SqlServerProbeRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * R27: reaches every SQL Server that atlas.xml names, before the account may be changed, and those
 * that it does not name yet (E5).
 */
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
      Estate estate = Sites.of(estates, order);
      List<SqlServerFacts> reached = new ArrayList<>();
      for (String server : servers(estate, request)) {
        context.progress(server, 0);
        reached.add(
            connections.use(estate, server, order, "reaching " + server, "", SqlServer::facts));
        context.progress(server, 100);
      }
      return new Report.SqlServersReached(order, reached);
    } catch (WorkProblem problem) {
      return new Report.SqlServersUnreachable(order, heedingR27(problem.diagnosis()));
    }
  }

  private Set<String> servers(Estate estate, SqlServerProbeRequested request) throws WorkProblem {
    Set<String> servers = new LinkedHashSet<>();
    for (AtlasFiles.Entry entry : AtlasTargets.entries(atlas, estate)) {
      servers.add(AtlasTargets.server(estate, entry).name());
    }
    for (String wanted : Objects.requireNonNullElse(request.servers(), List.<String>of())) {
      servers.add(
          estate
              .sqlServer(wanted)
              .map(SqlServerAddress::name)
              .orElseThrow(() -> unknown(wanted, estate)));
    }
    return servers;
  }

  private static WorkProblem unknown(String server, Estate estate) {
    return new WorkProblem(
        new Diagnosis(
            "The estate's configuration does not say how %s is reached.".formatted(server),
            List.of("E5", "U2"),
            "Add it to the estate's SQL Servers, restart Umzug, then retry the step.",
            "%s is none of %s"
                .formatted(
                    server, estate.sqlServers().stream().map(SqlServerAddress::name).toList())));
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
