package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A database as a stream: its definitions, then the rows of every table, in constant memory. */
final class Content {

  private static final int BATCH = 500;

  private Content() {}

  /** Told after every row. */
  @FunctionalInterface
  interface RowListener {
    void rows(long done) throws SqlRefusal;
  }

  private record Table(String schema, String name) {
    String quoted() {
      return Translator.quote(schema) + "." + Translator.quote(name);
    }
  }

  /** From here on the connection sees the database as it is now. */
  static void freeze(Connection h2) throws SQLException {
    try (Statement statement = h2.createStatement()) {
      h2.setAutoCommit(false);
      statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
      statement.execute("SET LAZY_QUERY_EXECUTION 1");
    }
  }

  static long rows(Connection h2) throws SQLException {
    long rows = 0;
    for (Table table : tables(h2)) {
      rows += Tables.rows(h2, table.schema(), table.name());
    }
    return rows;
  }

  private static List<String> strings(Connection h2, String query) throws SQLException {
    List<String> strings = new ArrayList<>();
    try (Statement statement = h2.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }

  private static List<Table> tables(Connection h2) throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (Statement statement = h2.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE ="
                    + " 'BASE TABLE' AND TABLE_SCHEMA NOT IN ('INFORMATION_SCHEMA', 'sys')"
                    + " ORDER BY 1, 2")) {
      while (rows.next()) {
        tables.add(new Table(rows.getString(1), rows.getString(2)));
      }
    }
    return tables;
  }

  static long write(Connection h2, DataOutputStream out, RowListener listener)
      throws SQLException, IOException, SqlRefusal {
    String schemas =
        strings(
                h2,
                "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA"
                    + " WHERE SCHEMA_NAME NOT IN ('INFORMATION_SCHEMA', 'sys')")
            .stream()
            .map(Translator::quote)
            .collect(Collectors.joining(", "));
    List<String> definitions =
        strings(h2, "SCRIPT NODATA NOPASSWORDS NOSETTINGS SCHEMA " + schemas).stream()
            .filter(sql -> !sql.startsWith("--") && !sql.startsWith("CREATE USER"))
            .toList();
    out.writeInt(definitions.size());
    for (String sql : definitions) {
      RowCodec.string(out, sql);
    }
    long done = 0;
    for (Table table : tables(h2)) {
      out.writeBoolean(true);
      done = write(h2, table, out, done, listener);
    }
    out.writeBoolean(false);
    return done;
  }

  /** The columns that hold a value of their own; the others are calculated again. */
  private static String stored(Connection h2, Table table) throws SQLException {
    try (PreparedStatement query =
        h2.prepareStatement(
            "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ? AND"
                + " TABLE_NAME = ? AND IS_GENERATED = 'NEVER' ORDER BY ORDINAL_POSITION")) {
      query.setString(1, table.schema());
      query.setString(2, table.name());
      List<String> names = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          names.add(Translator.quote(rows.getString(1)));
        }
      }
      return names.isEmpty() ? "*" : String.join(", ", names);
    }
  }

  private static long write(
      Connection h2, Table table, DataOutputStream out, long before, RowListener listener)
      throws SQLException, IOException, SqlRefusal {
    long done = before;
    try (Statement statement = h2.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT " + stored(h2, table) + " FROM " + table.quoted())) {
      ResultSetMetaData description = rows.getMetaData();
      int columns = description.getColumnCount();
      RowCodec.string(out, table.schema());
      RowCodec.string(out, table.name());
      out.writeInt(columns);
      SqlType[] types = new SqlType[columns];
      for (int i = 0; i < columns; i++) {
        types[i] = Types.of(description, i + 1);
        RowCodec.string(out, description.getColumnLabel(i + 1));
        RowCodec.string(out, types[i].name().name());
      }
      while (rows.next()) {
        out.writeBoolean(true);
        for (int i = 0; i < columns; i++) {
          RowCodec.write(out, types[i].name(), Types.value(rows, i + 1, types[i]));
        }
        listener.rows(++done);
      }
      out.writeBoolean(false);
    }
    return done;
  }

  /**
   * Builds the database up in one that is empty, or goes on behind the rows that are in it from an
   * interrupted restore of the same; answers how many those were.
   */
  static long read(Connection h2, DataInputStream in, RowListener listener)
      throws SQLException, IOException, SqlRefusal {
    try (Statement statement = h2.createStatement()) {
      long there = rows(h2);
      if (there == 0) {
        statement.execute("DROP ALL OBJECTS");
      }
      int definitions = in.readInt();
      DatabaseViews.installFunctions(h2);
      for (int i = 0; i < definitions; i++) {
        String definition = RowCodec.string(in);
        if (there == 0) {
          statement.execute(definition);
        }
      }
      statement.execute("SET REFERENTIAL_INTEGRITY FALSE");
      h2.setAutoCommit(false);
      long done = 0;
      while (in.readBoolean()) {
        done = readTable(h2, in, done, there, listener);
      }
      h2.commit();
      h2.setAutoCommit(true);
      statement.execute("SET REFERENTIAL_INTEGRITY TRUE");
      return there;
    }
  }

  private static long readTable(
      Connection h2, DataInputStream in, long before, long there, RowListener listener)
      throws SQLException, IOException, SqlRefusal {
    long done = before;
    Table table = new Table(RowCodec.string(in), RowCodec.string(in));
    int columns = in.readInt();
    List<String> names = new ArrayList<>();
    List<SqlType.Name> types = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      names.add(Translator.quote(RowCodec.string(in)));
      types.add(SqlType.Name.valueOf(RowCodec.string(in)));
    }
    String insert =
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(
                table.quoted(),
                String.join(", ", names),
                names.stream().map(_ -> "?").collect(Collectors.joining(", ")));
    try (PreparedStatement statement = h2.prepareStatement(insert)) {
      int pending = 0;
      while (in.readBoolean()) {
        for (int i = 0; i < columns; i++) {
          @Nullable Object value = RowCodec.read(in, types.get(i));
          Types.bind(statement, i + 1, value);
        }
        if (done < there) {
          statement.clearParameters();
          listener.rows(++done);
          continue;
        }
        statement.addBatch();
        if (++pending == BATCH) {
          statement.executeBatch();
          h2.commit();
          pending = 0;
        }
        listener.rows(++done);
      }
      statement.executeBatch();
      h2.commit();
    }
    return done;
  }
}
