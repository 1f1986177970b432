package io.umzug.infrastructure.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reading rows of one moment, where the database allows it. */
public final class SnapshotIsolation {

  private static final int ON = 1;

  private SnapshotIsolation() {}

  /**
   * Turns the connection to one transaction over all that it reads in its database; a rollback ends
   * it. Answers false, and changes nothing, where the database does not allow it.
   */
  public static boolean begin(SQLServerConnection connection) throws SQLException {
    boolean allowed = isAllowed(connection);
    if (allowed) {
      enter(connection);
    }
    return allowed;
  }

  /** The same where it is known that the database allows it. */
  public static void enter(SQLServerConnection connection) throws SQLException {
    connection.setTransactionIsolation(SQLServerConnection.TRANSACTION_SNAPSHOT);
    connection.setAutoCommit(false);
  }

  private static boolean isAllowed(SQLServerConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT snapshot_isolation_state FROM sys.databases WHERE name = DB_NAME()")) {
      return row.next() && row.getInt(1) == ON;
    }
  }
}
