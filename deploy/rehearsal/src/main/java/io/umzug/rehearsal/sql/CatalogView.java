package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlType;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.h2.tools.SimpleResultSet;
import org.jspecify.annotations.Nullable;

/**
 * One catalog view of a database: its columns, in SQL Server's types, and where its rows are from.
 *
 * @param columns in the order in which a row has its values
 */
record CatalogView(List<Column> columns, Rows rows) {

  /** A column; type is that of SQL Server, such as {@code sysname} or {@code char(2)}. */
  record Column(String name, String type) {

    /** The type that H2 is told; text compares without case, as everything does here. */
    String h2() {
      return switch (type) {
        case "int" -> "INT";
        case "bigint" -> "BIGINT";
        case "smallint", "tinyint" -> "SMALLINT";
        case "bit" -> "BOOLEAN";
        case "datetime" -> "TIMESTAMP(3)";
        case "sysname" -> "VARCHAR_IGNORECASE(128)";
        case "number" -> "NUMERIC(38, 0)";
        case "text" -> "VARCHAR_IGNORECASE(900000)";
        case "uniqueidentifier" -> "UUID";
        case "sid" -> "VARBINARY(85)";
        default -> "VARCHAR_IGNORECASE" + type.substring(type.indexOf('('));
      };
    }

    private int jdbc() {
      return switch (type) {
        case "int" -> Types.INTEGER;
        case "bigint" -> Types.BIGINT;
        case "smallint", "tinyint" -> Types.SMALLINT;
        case "bit" -> Types.BOOLEAN;
        case "datetime" -> Types.TIMESTAMP;
        case "number" -> Types.NUMERIC;
        case "sid" -> Types.VARBINARY;
        default -> Types.VARCHAR;
      };
    }

    /** The type under which it travels. */
    SqlType wire() {
      return switch (type) {
        case "int" -> SqlType.of(SqlType.Name.INT);
        case "bigint" -> SqlType.of(SqlType.Name.BIGINT);
        case "smallint" -> SqlType.of(SqlType.Name.SMALLINT);
        case "tinyint" -> SqlType.of(SqlType.Name.TINYINT);
        case "bit" -> SqlType.of(SqlType.Name.BIT);
        case "datetime" -> SqlType.of(SqlType.Name.DATETIME);
        case "sysname" -> SqlType.nvarchar(128);
        case "number" -> new SqlType(SqlType.Name.DECIMAL, 0, 38, 0);
        case "text" -> SqlType.nvarchar(SqlType.MAX);
        case "uniqueidentifier" -> SqlType.of(SqlType.Name.UNIQUEIDENTIFIER);
        case "sid" -> new SqlType(SqlType.Name.VARBINARY, 85, 0, 0);
        default -> {
          int length = Integer.parseInt(type.substring(type.indexOf('(') + 1, type.indexOf(')')));
          yield new SqlType(
              type.startsWith("char") ? SqlType.Name.VARCHAR : SqlType.Name.NVARCHAR, length, 0, 0);
        }
      };
    }
  }

  /** Where the rows come from. */
  @FunctionalInterface
  interface Rows {
    List<@Nullable Object[]> of(Catalog catalog);
  }

  /**
   * A view.
   *
   * @param columns such as {@code "name sysname, object_id int"}
   */
  static CatalogView of(String columns, Rows rows) {
    List<Column> read = new ArrayList<>();
    for (String column : columns.strip().split("\\s*,\\s*(?![0-9])")) {
      String[] parts = column.strip().split("\\s+", 2);
      read.add(new Column(parts[0], parts[1]));
    }
    return new CatalogView(List.copyOf(read), rows);
  }

  @Nullable Column column(String name) {
    return TableDefinition.first(columns, column -> column.name().equalsIgnoreCase(name));
  }

  /** The list behind SELECT; what is live is asked for there and then. */
  String selection() {
    return columns.stream()
        .filter(column -> !column.name().startsWith("umzug_"))
        .map(CatalogView::selected)
        .collect(Collectors.joining(", "));
  }

  private static String selected(Column column) {
    String name = Translator.quote(column.name());
    return "CAST(%s AS %s) AS %s".formatted(name, column.h2(), name);
  }

  SimpleResultSet result(@Nullable Catalog catalog) {
    SimpleResultSet result = new SimpleResultSet();
    for (Column column : columns) {
      result.addColumn(column.name(), column.jdbc(), 0, 0);
    }
    if (catalog != null) {
      for (Object[] row : rows.of(catalog)) {
        if (row.length != columns.size()) {
          throw new IllegalStateException(
              String.format(
                  Locale.ROOT,
                  "%d values for %d columns: %s",
                  row.length,
                  columns.size(),
                  columns));
        }
        result.addRow(row);
      }
    }
    return result;
  }
}
