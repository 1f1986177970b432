package io.umzug.rehearsal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A session's transaction over the databases it has touched. */
final class Transaction {

  /** Opens a connection. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  private final Map<String, Connection> connections = new LinkedHashMap<>();

  /** What every session begins with; H2 reads nothing that is not committed. */
  static final String USUAL = "READ COMMITTED";

  private volatile boolean implicit;
  private String isolation = USUAL;
  private volatile int count;

  int count() {
    return count;
  }

  void implicit(boolean on) {
    implicit = on;
  }

  Connection connection(String store, Opening opening) throws SQLException {
    Connection known = connections.get(store);
    if (known != null && !known.isClosed()) {
      return known;
    }
    Connection fresh = opening.open();
    if (!isolation.equals(USUAL)) {
      isolate(fresh);
    }
    fresh.setAutoCommit(count == 0);
    connections.put(store, fresh);
    return fresh;
  }

  boolean isSnapshot() {
    return isolation.equals("SNAPSHOT");
  }

  /** For what comes; H2 ends an open transaction of a connection with it. */
  void isolation(String level) throws SQLException {
    boolean changed = !level.equals(isolation);
    isolation = level;
    for (Connection connection : connections.values()) {
      if (changed && !connection.isClosed()) {
        isolate(connection);
      }
    }
  }

  private void isolate(Connection connection) throws SQLException {
    Principals.execute(
        connection, "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL " + isolation);
  }

  void beginImplicitly() throws SqlRefusal {
    if (implicit && count == 0) {
      begin();
    }
  }

  void begin() throws SqlRefusal {
    int open = count;
    count = open + 1;
    if (open == 0) {
      autocommit(false);
    }
  }

  void commit() throws SqlRefusal {
    int open = count;
    if (open == 0) {
      throw SqlRefusal.of(
          3902, 16, 1, "The COMMIT TRANSACTION request has no corresponding BEGIN TRANSACTION.");
    }
    count = open - 1;
    if (open == 1) {
      autocommit(true);
    }
  }

  void rollback() throws SqlRefusal {
    if (count == 0) {
      throw SqlRefusal.of(
          3903, 16, 1, "The ROLLBACK TRANSACTION request has no corresponding BEGIN TRANSACTION.");
    }
    count = 0;
    try {
      for (Connection connection : connections.values()) {
        if (!connection.isClosed()) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    autocommit(true);
  }

  /** H2 commits what is open when autocommit is switched on. */
  private void autocommit(boolean on) throws SqlRefusal {
    try {
      for (Connection connection : connections.values()) {
        if (!connection.isClosed()) {
          connection.setAutoCommit(on);
        }
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static SqlRefusal failed(SQLException e) {
    return H2Errors.translated(e, List.of(new Token(Token.Kind.END, "", 1)));
  }

  /** The session is over: what is not committed is undone. */
  void abandon() {
    for (Connection connection : List.copyOf(connections.values())) {
      try {
        if (!connection.isClosed() && !connection.getAutoCommit()) {
          connection.rollback();
        }
        connection.close();
      } catch (SQLException _) {
        // Its database was closed first: nothing of the session is left in it.
      }
    }
  }
}
