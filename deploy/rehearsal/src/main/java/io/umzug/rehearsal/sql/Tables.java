package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.ColumnDefinition.Identity;
import io.umzug.rehearsal.sql.IndexDefinition.IndexColumn;
import io.umzug.rehearsal.sql.IndexDefinition.IndexOptions;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings the catalog in step with the tables that H2 has, whoever made them. */
final class Tables {

  private final Connection h2;
  private final Catalog catalog;
  private final String now;

  private record Found(String schema, String name) {}

  private Tables(Connection h2, Catalog catalog, String now) {
    this.h2 = h2;
    this.catalog = catalog;
    this.now = now;
  }

  /** After a database was opened, or filled at H2's own speed. */
  static void reconcile(Connection h2, Catalog catalog, String now) throws SQLException {
    new Tables(h2, catalog, now).reconcile();
  }

  private void reconcile() throws SQLException {
    for (String schema : schemas()) {
      if (catalog.schema(schema) == null) {
        catalog.addSchema(schema, 1);
      }
    }
    List<Found> found = found();
    for (CatalogObject object : catalog.tables()) {
      boolean there =
          found.stream()
              .anyMatch(
                  table ->
                      table.name().equalsIgnoreCase(object.name())
                          && table.schema().equalsIgnoreCase(catalog.schemaName(object.schema())));
      if (!there) {
        catalog.removeObject(object.id());
      }
    }
    for (Found table : found) {
      if (catalog.object(table.schema(), table.name()) == null) {
        catalog.put(derived(table));
      }
    }
  }

  private List<String> schemas() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = h2.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME NOT IN"
                    + " ('umzug', 'PUBLIC', 'INFORMATION_SCHEMA', 'sys')")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private List<Found> found() throws SQLException {
    List<Found> tables = new ArrayList<>();
    try (Statement statement = h2.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE ="
                    + " 'BASE TABLE' AND TABLE_SCHEMA NOT IN ('umzug', 'sys', 'INFORMATION_SCHEMA',"
                    + " 'PUBLIC') ORDER BY TABLE_NAME")) {
      while (rows.next()) {
        tables.add(new Found(rows.getString(1), rows.getString(2)));
      }
    }
    return tables;
  }

  /** The definition of a table that H2's own dialect made. */
  private CatalogObject derived(Found found) throws SQLException {
    TableDefinition table = TableDefinition.of(columns(found));
    int id = catalog.nextId();
    IndexDefinition key = primaryKey(found, table);
    return new CatalogObject(
        id,
        Objects.requireNonNull(catalog.schema(found.schema())).id(),
        found.name(),
        "U",
        0,
        0,
        now,
        now,
        key == null ? table : table.withIndexes(List.of(key)),
        null,
        null,
        null);
  }

  private List<ColumnDefinition> columns(Found found) throws SQLException {
    List<ColumnDefinition> columns = new ArrayList<>();
    String sql = "SELECT * FROM " + quoted(found.schema(), found.name());
    try (PreparedStatement statement = h2.prepareStatement(sql)) {
      ResultSetMetaData description = Objects.requireNonNull(statement.getMetaData());
      for (int i = 1; i <= description.getColumnCount(); i++) {
        Identity identity =
            description.isAutoIncrement(i)
                ? new Identity(java.math.BigDecimal.ONE, java.math.BigDecimal.ONE, false)
                : null;
        columns.add(
            new ColumnDefinition(
                i,
                description.getColumnName(i),
                ResultTypes.of(Types.of(description, i)),
                description.isNullable(i) != ResultSetMetaData.columnNoNulls,
                false,
                false,
                identity,
                null,
                null));
      }
    }
    return columns;
  }

  private @Nullable IndexDefinition primaryKey(Found found, TableDefinition table)
      throws SQLException {
    DatabaseMetaData description = h2.getMetaData();
    List<IndexColumn> columns = new ArrayList<>();
    String name = "";
    try (ResultSet rows = description.getPrimaryKeys(null, found.schema(), found.name())) {
      while (rows.next()) {
        ColumnDefinition column = table.column(rows.getString("COLUMN_NAME"));
        columns.add(new IndexColumn(Objects.requireNonNull(column).id(), false, false));
        name = rows.getString("PK_NAME");
      }
    }
    return columns.isEmpty()
        ? null
        : new IndexDefinition(
            1,
            name,
            "CLUSTERED",
            true,
            catalog.nextId(),
            true,
            true,
            columns,
            null,
            IndexOptions.USUAL,
            false,
            null);
  }

  private static String quoted(String schema, String table) {
    return Translator.quote(schema) + "." + Translator.quote(table);
  }

  /** How many rows a table has. */
  static long rows(Connection h2, String schema, String table) throws SQLException {
    try (PreparedStatement count =
            h2.prepareStatement("SELECT COUNT(*) FROM " + quoted(schema, table));
        ResultSet row = count.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
