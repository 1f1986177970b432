package io.umzug.infrastructure.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import com.microsoft.sqlserver.jdbc.SQLServerDataSource;
import io.umzug.application.estate.Estate;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.sqlserver.SqlServers;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connects to the SQL Servers of the configured estates, each time anew. */
public final class JdbcSqlServers implements SqlServers {

  static final String APPLICATION = "umzug/";

  private static final int LONGEST_APPLICATION_NAME = 128;

  private final Map<String, List<SqlServerSettings>> settings;
  private final Duration pollInterval;

  /**
   * @param settings by the estate's name
   * @param pollInterval how often a running backup or restore is looked after when it is silent
   */
  public JdbcSqlServers(Map<String, List<SqlServerSettings>> settings, Duration pollInterval) {
    this.settings = Map.copyOf(settings);
    this.pollInterval = pollInterval;
  }

  @Override
  public SqlServer connect(Estate estate, String server, String purpose) {
    SqlServerSettings found =
        settingsOf(estate, server)
            .orElseThrow(
                () ->
                    new SqlServerFailure(
                        server,
                        "The configuration of the estate '%s' does not say how SQL Server %s is reached."
                            .formatted(estate.name(), server),
                        List.of(),
                        null));
    return new JdbcSqlServer(
        open(found, purpose), () -> open(found, purpose), pollInterval, applicationName(purpose));
  }

  private Optional<SqlServerSettings> settingsOf(Estate estate, String server) {
    return settings.getOrDefault(estate.name(), List.of()).stream()
        .filter(candidate -> candidate.server().equalsIgnoreCase(server))
        .findFirst();
  }

  static String applicationName(String purpose) {
    String name = APPLICATION + purpose;
    return name.substring(0, Math.min(name.length(), LONGEST_APPLICATION_NAME));
  }

  private static SqlServerSession open(SqlServerSettings settings, String purpose) {
    try {
      return new SqlServerSession(
          settings.server(),
          dataSource(settings, purpose).getConnection().unwrap(SQLServerConnection.class));
    } catch (SQLException e) {
      throw SqlServerErrors.failure(settings.server(), SqlServerErrors.of(e), e);
    } catch (UncheckedIOException e) {
      throw new SqlServerFailure(settings.server(), e.getMessage() + ".", List.of(), e);
    }
  }

  private static SQLServerDataSource dataSource(SqlServerSettings settings, String purpose) {
    SQLServerDataSource source = new SQLServerDataSource();
    source.setServerName(settings.host());
    source.setPortNumber(settings.port());
    source.setUser(settings.user());
    source.setPassword(settings.password().get());
    // A login's default database could be one that is to be restored, and would be held by us.
    source.setDatabaseName("master");
    source.setApplicationName(applicationName(purpose));
    source.setEncrypt(settings.encryption().value());
    source.setTrustServerCertificate(settings.trustServerCertificate());
    source.setLoginTimeout(Math.toIntExact(settings.loginTimeout().toSeconds()));
    // The driver would silently replace a broken connection by a new session; a worker must know.
    source.setConnectRetryCount(0);
    return source;
  }
}
