package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.domain.migration.WorkOrder;

/** Does something with a SQL Server, and turns whatever it says into a diagnosis. */
final class Connections {

  /** What is done with the server. */
  @FunctionalInterface
  interface Use<T> {
    T with(SqlServer server) throws WorkProblem;
  }

  private final SqlServers servers;

  Connections(SqlServers servers) {
    this.servers = servers;
  }

  /**
   * @param operation for the operator, such as {@code backup of XPDATA}
   * @param file the backup file concerned, or empty
   */
  <T> T use(
      Estate estate, String server, WorkOrder order, String operation, String file, Use<T> use)
      throws WorkProblem {
    SqlServer connection;
    try {
      connection = servers.connect(estate, server, order.workId());
    } catch (SqlServerFailure failure) {
      throw new WorkProblem(SqlFailures.diagnose(operation, failure));
    }
    try (connection) {
      return with(connection, operation, file, use);
    }
  }

  /** The connection is still open when a failure is diagnosed: it may be asked for its accounts. */
  private static <T> T with(SqlServer connection, String operation, String file, Use<T> use)
      throws WorkProblem {
    try {
      return use.with(connection);
    } catch (SqlServerFailure failure) {
      throw new WorkProblem(SqlFailures.diagnose(operation, failure, connection, file));
    }
  }
}
