package io.umzug.infrastructure.sqlserver.copy;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.domain.schema.Table;
import io.umzug.infrastructure.sqlserver.SqlServerConnector;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections that read the source, each of one moment where the database allows it. */
final class SourceReaders implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SourceReaders.class);

  private final SqlServerAccess access;
  private final String purpose;
  private final String database;
  private final List<SQLServerConnection> connections = new ArrayList<>();
  private final boolean snapshot;
  private Duration apart = Duration.ZERO;

  private SourceReaders(
      SqlServerAccess access, String purpose, String database, SQLServerConnection first)
      throws SQLException {
    this.access = access;
    this.purpose = purpose;
    this.database = database;
    connections.add(first);
    this.snapshot =
        number(first, "SELECT snapshot_isolation_state FROM sys.databases WHERE name = DB_NAME()")
            == 1;
    begin(first);
  }

  static SourceReaders open(SqlServerAccess access, String purpose, String database)
      throws SQLException {
    SQLServerConnection first = SqlServerConnector.connection(access, purpose, database);
    try {
      return new SourceReaders(access, purpose, database, first);
    } catch (SQLException | RuntimeException e) {
      first.close();
      throw e;
    }
  }

  private void begin(SQLServerConnection connection) throws SQLException {
    if (snapshot) {
      connection.setTransactionIsolation(SQLServerConnection.TRANSACTION_SNAPSHOT);
      connection.setAutoCommit(false);
    }
  }

  private static long number(SQLServerConnection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Opens the others, and lets each look at the rows once: with that its moment is chosen. */
  void openAll(int parallel, List<Table> tables) throws SQLException {
    while (connections.size() < parallel) {
      SQLServerConnection connection = SqlServerConnector.connection(access, purpose, database);
      connections.add(connection);
      begin(connection);
    }
    if (snapshot && !tables.isEmpty()) {
      String look = "SELECT TOP (1) 1 FROM " + tables.getFirst().name().quoted();
      long begun = System.nanoTime();
      for (SQLServerConnection connection : connections) {
        number(connection, look);
      }
      apart = Duration.ofNanos(System.nanoTime() - begun);
    }
  }

  SQLServerConnection first() {
    return connections.getFirst();
  }

  SQLServerConnection reader(int index) {
    return connections.get(index);
  }

  int size() {
    return connections.size();
  }

  /** Of which moment the rows are, for a person. */
  String consistency(boolean resumed) {
    if (resumed) {
      return "The copy was cut off and gone on with later: rows are of one moment only if nobody"
          + " wrote meanwhile.";
    }
    if (!snapshot) {
      return "The tables were read one after the other, without snapshot isolation: rows are of one"
          + " moment only if nobody wrote meanwhile.";
    }
    return connections.size() == 1
        ? "All rows are of one moment (snapshot isolation)."
        : ("Each of %d readers saw one moment (snapshot isolation), all within %d ms: rows are of one"
                + " moment unless somebody wrote within these.")
            .formatted(connections.size(), Math.max(1, apart.toMillis()));
  }

  /** How many rows the source believes that its tables have, by their names. */
  Map<String, Long> estimates() throws SQLException {
    Map<String, Long> estimates = new HashMap<>();
    try (Statement statement = first().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT s.name, t.name, SUM(p.rows) FROM sys.tables t"
                    + " JOIN sys.schemas s ON s.schema_id = t.schema_id"
                    + " JOIN sys.partitions p ON p.object_id = t.object_id"
                    + " WHERE p.index_id IN (0, 1) GROUP BY s.name, t.name")) {
      while (rows.next()) {
        estimates.put(rows.getString(1) + "." + rows.getString(2), rows.getLong(3));
      }
    }
    return estimates;
  }

  @Override
  public void close() {
    for (SQLServerConnection connection : connections) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("{}: closing a reader", access.server(), e);
      }
    }
  }
}
