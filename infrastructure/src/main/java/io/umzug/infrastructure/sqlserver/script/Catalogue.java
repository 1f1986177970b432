package io.umzug.infrastructure.sqlserver.script;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Questions to the catalogue of one database, by a connection that is in it. */
final class Catalogue {

  /** Reads one row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Does something with one row. */
  @FunctionalInterface
  interface RowVisitor {
    void visit(ResultSet row) throws SQLException;
  }

  static final int SQL_2008_R2 = 10;
  static final int SQL_2012 = 11;
  static final int SQL_2014 = 12;
  static final int SQL_2016 = 13;
  static final int SQL_2017 = 14;
  static final int SQL_2022 = 16;

  private final Connection connection;
  private final int major;

  private Catalogue(Connection connection, int major) {
    this.connection = connection;
    this.major = major;
  }

  static Catalogue of(Connection connection) throws SQLException {
    String version =
        new Catalogue(connection, 0)
            .rows(
                row -> row.getString(1),
                "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128))")
            .getFirst();
    return new Catalogue(connection, Integer.parseInt(version.substring(0, version.indexOf('.'))));
  }

  /** Whether the server is of this major version or a later one. */
  boolean isSince(int version) {
    return major >= version;
  }

  /** A column that came with a version, or what stands for it before. */
  String since(int version, String column, String otherwise) {
    return isSince(version) ? column : otherwise;
  }

  <T> List<T> rows(RowReader<T> reader, String sql) throws SQLException {
    List<T> rows = new ArrayList<>();
    each(row -> rows.add(reader.read(row)), sql);
    return rows;
  }

  void each(RowVisitor visitor, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        visitor.visit(rows);
      }
    }
  }
}
