package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.ServerTls;
import io.umzug.rehearsal.tds.TdsServer;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/** Microsoft's driver on a database of the rig's newer instance. */
final class Wire implements AutoCloseable {

  final Rig rig;
  private final TdsServer server;
  final Connection connection;

  Wire(Path folder) throws Exception {
    rig = new Rig(folder);
    server = TdsServer.start(InetAddress.getLoopbackAddress(), 0, rig.target, ServerTls.off());
    rig.target.run("master", "CREATE DATABASE schemata");
    connection = connect("schemata");
  }

  Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "sa");
    properties.setProperty("password", "Geheim1!");
    properties.setProperty("encrypt", "false");
    properties.setProperty("databaseName", database);
    return DriverManager.getConnection("jdbc:sqlserver://localhost:" + server.port(), properties);
  }

  int port() {
    return server.port();
  }

  /** Runs batches, cut at lines that say GO. */
  void run(String script) throws SQLException {
    for (String batch : script.split("(?m)^GO$")) {
      try (java.sql.Statement statement = connection.createStatement()) {
        boolean rows = statement.execute(batch);
        while (rows || statement.getUpdateCount() != -1) {
          rows = statement.getMoreResults();
        }
      }
    }
  }

  /** Each row as its values, joined by a bar. */
  List<String> rows(String query) throws SQLException {
    return rows(connection, query);
  }

  static List<String> rows(Connection connection, String query) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(text(rows.getObject(i)));
        }
        lines.add(String.join("|", values));
      }
    }
    return lines;
  }

  private static String text(Object value) {
    return switch (value) {
      case null -> "-";
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      case Boolean bit -> bit ? "1" : "0";
      case String text -> text.stripTrailing();
      default -> value.toString();
    };
  }

  int refused(String batch) {
    try {
      run(batch);
    } catch (SQLException e) {
      return e.getErrorCode();
    }
    throw new AssertionError("Not refused: " + batch);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    server.close();
    rig.close();
  }
}
