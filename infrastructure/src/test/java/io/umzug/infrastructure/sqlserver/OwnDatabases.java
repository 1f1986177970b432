package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.SqlServerAccess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Databases that a test makes on a server, whoever that is, and drops in the end. */
final class OwnDatabases implements AutoCloseable {

  private final SqlServerAccess server;
  private final Set<String> names = new LinkedHashSet<>();

  /**
   * @param server as sysadmin
   */
  OwnDatabases(SqlServerAccess server) {
    this.server = server;
  }

  /** A name that no database bears. */
  static String name(String beginning) {
    return beginning + Long.toString(System.nanoTime(), Character.MAX_RADIX);
  }

  String create(String name, String... options) throws SQLException {
    run("master", "CREATE DATABASE " + TransactSql.name(name) + " " + String.join(" ", options));
    return willDrop(name);
  }

  /** Whoever creates it. */
  String willDrop(String name) {
    names.add(name);
    return name;
  }

  void run(String database, String... batches) throws SQLException {
    try (Connection connection = SqlServerConnector.connection(server, "test", database);
        Statement statement = connection.createStatement()) {
      for (String batch : batches) {
        try {
          statement.execute(batch);
        } catch (SQLException e) {
          throw new SQLException(batch, e);
        }
      }
    }
  }

  /** The first column of the rows. */
  List<String> rows(String database, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = SqlServerConnector.connection(server, "test", database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    for (String name : names) {
      if (!rows("master", "SELECT name FROM sys.databases WHERE name = " + TransactSql.text(name))
          .isEmpty()) {
        run(
            "master",
            "ALTER DATABASE " + TransactSql.name(name) + " SET SINGLE_USER WITH ROLLBACK IMMEDIATE",
            "DROP DATABASE " + TransactSql.name(name));
      }
    }
  }
}
