package io.umzug.infrastructure.sqlserver;

import io.umzug.application.estate.Estate;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.sqlserver.SqlServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connects to the SQL Servers of the configured estates, each time anew. */
public final class JdbcSqlServers implements SqlServers {

  private final Map<String, List<SqlServerAccess>> accesses;
  private final Duration pollInterval;

  /**
   * @param accesses by the estate's name
   * @param pollInterval how often a running backup or restore is looked after when it is silent
   */
  public JdbcSqlServers(Map<String, List<SqlServerAccess>> accesses, Duration pollInterval) {
    this.accesses = Map.copyOf(accesses);
    this.pollInterval = pollInterval;
  }

  @Override
  public SqlServer connect(Estate estate, String server, String purpose) {
    SqlServerAccess found =
        accessTo(estate, server)
            .orElseThrow(
                () ->
                    new SqlServerFailure(
                        server,
                        "The configuration of the estate '%s' does not say how SQL Server %s is reached."
                            .formatted(estate.name(), server),
                        List.of(),
                        null));
    return new JdbcSqlServer(
        open(found, purpose),
        () -> open(found, purpose),
        pollInterval,
        SqlServerConnector.applicationName(purpose));
  }

  private Optional<SqlServerAccess> accessTo(Estate estate, String server) {
    return accesses.getOrDefault(estate.name(), List.of()).stream()
        .filter(candidate -> candidate.server().equalsIgnoreCase(server))
        .findFirst();
  }

  private static SqlServerSession open(SqlServerAccess access, String purpose) {
    return SqlServerConnector.open(access, purpose, SqlServerConnector.MASTER);
  }
}
