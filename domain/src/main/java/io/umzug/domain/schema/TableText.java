package io.umzug.domain.schema;

import io.umzug.domain.route.SqlServerRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables and table types, with what stands on their columns. */
final class TableText {

  private final SqlServerRelease target;
  private final IndexText indexes;

  TableText(SqlServerRelease target) {
    this.target = target;
    this.indexes = new IndexText(target);
  }

  /**
   * The table as its rows need it: columns, and the key that keeps them in order.
   *
   * @param later computed columns that come when what they need is there
   */
  String create(Table table, Set<String> later) {
    List<String> lines = new ArrayList<>();
    table.columns().stream()
        .filter(column -> !later.contains(column.name()))
        .map(this::column)
        .forEach(lines::add);
    table.clustered().filter(Index::isConstraint).map(indexes::constraint).ifPresent(lines::add);
    boolean heap = table.clustered().isEmpty();
    String compression =
        heap && table.compression() != Compression.NONE && Editions.compresses(target)
            ? " WITH (DATA_COMPRESSION = " + table.compression() + ")"
            : "";
    return "CREATE TABLE "
        + table.name().quoted()
        + " (\n  "
        + String.join(",\n  ", lines)
        + "\n)"
        + compression
        + ";";
  }

  String addColumn(Table table, Column column) {
    return "ALTER TABLE " + table.name().quoted() + " ADD " + column(column) + ";";
  }

  private String column(Column column) {
    Column.Computed computed = column.computed();
    StringBuilder text = new StringBuilder(SqlText.name(column.name()));
    if (computed != null) {
      text.append(" AS ").append(computed.definition());
      if (computed.persisted()) {
        text.append(" PERSISTED").append(column.nullable() ? "" : " NOT NULL");
      }
      return text.toString();
    }
    Column.Traits traits = column.traits();
    text.append(' ').append(column.type().text());
    if (traits.columnSet()) {
      return text.append(" COLUMN_SET FOR ALL_SPARSE_COLUMNS").toString();
    }
    if (column.collation() != null && column.type().alias() == null) {
      text.append(" COLLATE ").append(column.collation());
    }
    if (traits.masking() != null && !target.isOlderThan(SqlServerRelease.SQL_2016)) {
      text.append(" MASKED WITH (FUNCTION = '")
          .append(traits.masking().replace("'", "''"))
          .append("')");
    }
    text.append(traits.sparse() ? " SPARSE" : "");
    identity(column, text);
    text.append(column.nullable() ? " NULL" : " NOT NULL");
    return text.append(traits.rowGuid() ? " ROWGUIDCOL" : "").toString();
  }

  private static void identity(Column column, StringBuilder text) {
    Column.Identity identity = column.identity();
    if (identity != null) {
      text.append(" IDENTITY(")
          .append(identity.seed())
          .append(", ")
          .append(identity.increment())
          .append(')');
      text.append(identity.notForReplication() ? " NOT FOR REPLICATION" : "");
    }
  }

  String tableType(TableType type) {
    List<String> lines = new ArrayList<>();
    for (Column column : type.columns()) {
      Column.DefaultValue value = column.defaultValue();
      lines.add(column(column) + (value == null ? "" : " DEFAULT " + value.definition()));
    }
    for (Index index : type.indexes()) {
      lines.add(
          index.isConstraint()
              ? indexes.unnamed(index)
              : "INDEX "
                  + SqlText.name(index.name())
                  + (index.unique() ? " UNIQUE" : "")
                  + (index.isClustered() ? " CLUSTERED " : " NONCLUSTERED ")
                  + index.columns().stream()
                      .map(Index.Part::text)
                      .collect(Collectors.joining(", ", "(", ")")));
    }
    type.checks().forEach(check -> lines.add("CHECK " + check.definition()));
    return "CREATE TYPE "
        + type.name().quoted()
        + " AS TABLE (\n  "
        + String.join(",\n  ", lines)
        + "\n);";
  }

  static String defaultValue(Table table, Column column, Column.DefaultValue value) {
    return "ALTER TABLE %s ADD CONSTRAINT %s DEFAULT %s FOR %s;"
        .formatted(
            table.name().quoted(),
            SqlText.name(value.constraint()),
            value.definition(),
            SqlText.name(column.name()));
  }

  static List<String> check(Table table, Check check) {
    String add =
        "ALTER TABLE %s WITH %s ADD CONSTRAINT %s CHECK %s%s;"
            .formatted(
                table.name().quoted(),
                check.trusted() ? "CHECK" : "NOCHECK",
                SqlText.name(check.name()),
                check.notForReplication() ? "NOT FOR REPLICATION " : "",
                check.definition());
    return withDisabling(table, add, check.name(), check.disabled());
  }

  static List<String> foreignKey(Table table, ForeignKey key) {
    String add =
        "ALTER TABLE %s WITH %s ADD CONSTRAINT %s FOREIGN KEY (%s)\nREFERENCES %s (%s)%s%s%s;"
            .formatted(
                table.name().quoted(),
                key.trusted() ? "CHECK" : "NOCHECK",
                SqlText.name(key.name()),
                names(key.columns().stream().map(ForeignKey.Pair::column).toList()),
                key.referenced().quoted(),
                names(key.columns().stream().map(ForeignKey.Pair::referenced).toList()),
                action("DELETE", key.onDelete()),
                action("UPDATE", key.onUpdate()),
                key.notForReplication() ? " NOT FOR REPLICATION" : "");
    return withDisabling(table, add, key.name(), key.disabled());
  }

  private static List<String> withDisabling(
      Table table, String add, String constraint, boolean disabled) {
    return disabled
        ? List.of(
            add,
            "ALTER TABLE %s NOCHECK CONSTRAINT %s;"
                .formatted(table.name().quoted(), SqlText.name(constraint)))
        : List.of(add);
  }

  private static String action(String on, String action) {
    return action.equals("NO_ACTION") ? "" : " ON " + on + " " + action.replace('_', ' ');
  }

  private static String names(List<String> columns) {
    return columns.stream().map(SqlText::name).collect(Collectors.joining(", "));
  }

  /** Periods, and who keeps former rows, once all rows are there (SQL Server 2016). */
  List<String> temporal(Table table, Table.Temporal temporal) {
    String alter = "ALTER TABLE " + table.name().quoted();
    List<String> statements = new ArrayList<>();
    statements.add(
        alter
            + " ADD PERIOD FOR SYSTEM_TIME (%s, %s);"
                .formatted(SqlText.name(temporal.start()), SqlText.name(temporal.end())));
    table.columns().stream()
        .filter(column -> column.traits().hidden())
        .map(column -> alter + " ALTER COLUMN " + SqlText.name(column.name()) + " ADD HIDDEN;")
        .forEach(statements::add);
    ObjectName history = temporal.history();
    if (history != null) {
      boolean kept = temporal.retention() == null || target.isOlderThan(SqlServerRelease.SQL_2017);
      statements.add(
          alter
              + " SET (SYSTEM_VERSIONING = ON (HISTORY_TABLE = %s%s));"
                  .formatted(
                      history.quoted(),
                      kept ? "" : ", HISTORY_RETENTION_PERIOD = " + temporal.retention()));
    }
    return statements;
  }
}
