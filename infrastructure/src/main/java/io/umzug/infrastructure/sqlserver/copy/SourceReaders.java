package io.umzug.infrastructure.sqlserver.copy;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.domain.schema.Table;
import io.umzug.infrastructure.sqlserver.SnapshotIsolation;
import io.umzug.infrastructure.sqlserver.SqlServerConnector;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    this.snapshot = SnapshotIsolation.begin(first);
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

  private static void look(SQLServerConnection connection, Table table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT TOP (1) 1 FROM " + table.name().quoted())) {
      row.next();
    }
  }

  /** Opens the others, and lets each look at the rows once: with that its moment is chosen. */
  void openAll(int parallel, List<Table> tables) throws SQLException {
    while (connections.size() < parallel) {
      SQLServerConnection connection = SqlServerConnector.connection(access, purpose, database);
      connections.add(connection);
      if (snapshot) {
        SnapshotIsolation.enter(connection);
      }
    }
    if (snapshot && !tables.isEmpty()) {
      if (connections.size() > 1) {
        // The schema was read within the first one's snapshot, which is older than the others'.
        first().rollback();
      }
      long begun = System.nanoTime();
      for (SQLServerConnection connection : connections) {
        look(connection, tables.getFirst());
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

  /** Whether each reader sees one moment until it is closed. */
  boolean isSnapshot() {
    return snapshot;
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
