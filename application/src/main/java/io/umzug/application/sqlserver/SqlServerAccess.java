package io.umzug.application.sqlserver;

/**
 * How one SQL Server is reached, as the configuration or a person at the command line says it.
 * Holds no secret itself, and shows none.
 *
 * @param server its name in the estate, or what the person called it
 * @param browserPort the UDP port of SQL Server Browser on that machine; 1434 unless it is a
 *     rehearsal
 */
public record SqlServerAccess(
    String server,
    SqlServerEndpoint endpoint,
    int browserPort,
    SqlServerAuthentication authentication,
    SqlServerEncryption encryption,
    SqlServerTimeouts timeouts) {

  /** Where every SQL Server Browser listens. */
  public static final int BROWSER_PORT = 1434;

  /** With the usual time-outs. */
  public SqlServerAccess(
      String server,
      SqlServerEndpoint endpoint,
      SqlServerAuthentication authentication,
      SqlServerEncryption encryption) {
    this(server, endpoint, BROWSER_PORT, authentication, encryption, SqlServerTimeouts.USUAL);
  }

  /** The same with other time-outs. */
  public SqlServerAccess with(SqlServerTimeouts others) {
    return new SqlServerAccess(server, endpoint, browserPort, authentication, encryption, others);
  }

  @Override
  public String toString() {
    return "%s at %s as %s (%s)".formatted(server, endpoint, authentication, encryption);
  }
}
