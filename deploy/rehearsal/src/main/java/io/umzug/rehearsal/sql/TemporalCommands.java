package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.TableDefinition.Retention;
import io.umzug.rehearsal.sql.TableDefinition.Temporal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tables with a period, and those whose former rows the server keeps: in the catalog only. */
final class TemporalCommands {

  /** Of the refusal to write into a history. */
  private static final Map<String, Integer> NUMBERS =
      Map.of("INSERT", 13559, "DELETE", 13560, "UPDATE", 13561);

  private final DefinitionScope scope;

  TemporalCommands(DefinitionScope scope) {
    this.scope = scope;
  }

  private void keep(CatalogObject table, @Nullable Temporal temporal) throws SQLException {
    scope.catalog().put(table.with(table.asTable().withTemporal(temporal), scope.now()));
  }

  /** What follows ADD PERIOD FOR SYSTEM_TIME. */
  void addPeriod(CatalogObject table, TokenCursor in) throws SqlRefusal, SQLException {
    List<String> names = new TableParser(in, scope.catalog()).names();
    if (names.size() != 2) {
      throw SqlRefusal.syntax(in.peek());
    }
    ColumnDefinition start = periodColumn(table, names.getFirst());
    ColumnDefinition end = periodColumn(table, names.getLast());
    try (PreparedStatement count =
            scope
                .h2()
                .prepareStatement(
                    "SELECT COUNT(*) FROM %s WHERE %s < TIMESTAMP '9999-12-31 23:59:59'"
                        .formatted(scope.quoted(table), Translator.quote(end.name())));
        ResultSet row = count.executeQuery()) {
      row.next();
      if (row.getLong(1) > 0) {
        throw SqlRefusal.of(
            13575,
            16,
            0,
            "ADD PERIOD FOR SYSTEM_TIME failed because table '%s' contains records where end of"
                + " period is not equal to MAX datetime.",
            table.name());
      }
    }
    keep(table, new Temporal(start.id(), end.id(), 0, null, List.of()));
  }

  private static ColumnDefinition periodColumn(CatalogObject table, String name) throws SqlRefusal {
    ColumnDefinition column = table.asTable().column(name);
    if (column == null) {
      throw SqlRefusal.of(
          1911, 16, 1, "Column name '%s' does not exist in the target table or view.", name);
    }
    if (column.type().system() != SystemType.DATETIME2) {
      throw SqlRefusal.of(
          13501, 16, 1, "Temporal generated always column '%s' has invalid data type.", name);
    }
    if (column.nullable()) {
      throw SqlRefusal.of(
          13587,
          16,
          1,
          "Period column '%s' in a system-versioned temporal table cannot be nullable.",
          name);
    }
    return column;
  }

  /** ALTER COLUMN … ADD HIDDEN and DROP HIDDEN. */
  void hide(CatalogObject table, ColumnDefinition column, boolean on)
      throws SqlRefusal, SQLException {
    Temporal temporal = table.asTable().temporal();
    if (temporal == null || (column.id() != temporal.start() && column.id() != temporal.end())) {
      throw SqlRefusal.of(
          50000,
          16,
          1,
          "Only a column of a period can be hidden, which '%s' is not.",
          column.name());
    }
    List<Integer> hidden = new ArrayList<>(temporal.hidden());
    hidden.remove(Integer.valueOf(column.id()));
    if (on) {
      hidden.add(column.id());
    }
    keep(
        table,
        new Temporal(
            temporal.start(),
            temporal.end(),
            temporal.history(),
            temporal.retention(),
            List.copyOf(hidden)));
  }

  /** What follows SET (SYSTEM_VERSIONING =, without the last parenthesis. */
  void version(CatalogObject table, TokenCursor in) throws SqlRefusal, SQLException {
    Temporal before = table.asTable().temporal();
    if (in.accept("OFF")) {
      if (before != null) {
        keep(table, new Temporal(before.start(), before.end(), 0, null, before.hidden()));
      }
      return;
    }
    in.expect("ON");
    if (before == null) {
      throw SqlRefusal.of(
          13510,
          16,
          1,
          "Cannot set SYSTEM_VERSIONING to ON when SYSTEM_TIME period is not defined.");
    }
    if (table.asTable().indexes().stream().noneMatch(IndexDefinition::primary)) {
      throw SqlRefusal.of(
          13553,
          16,
          1,
          "System versioned temporal table '%s' must have primary key defined.",
          scope.database() + "." + table.name());
    }
    CatalogObject history = null;
    Retention retention = null;
    if (in.acceptSymbol("(")) {
      do {
        String option = in.name().toUpperCase(Locale.ROOT);
        in.expectSymbol("=");
        switch (option) {
          case "HISTORY_TABLE" -> history = scope.table(ObjectName.read(in));
          case "DATA_CONSISTENCY_CHECK" -> in.name();
          case "HISTORY_RETENTION_PERIOD" -> retention = retention(in);
          default -> throw SqlRefusal.syntax(in.peek(-2));
        }
      } while (in.acceptSymbol(","));
      in.expectSymbol(")");
    }
    if (history == null) {
      throw SqlRefusal.of(
          50000,
          16,
          1,
          "This stand-in makes no history tables: name one that is there by HISTORY_TABLE.");
    }
    keep(
        table,
        new Temporal(before.start(), before.end(), history.id(), retention, before.hidden()));
  }

  private static @Nullable Retention retention(TokenCursor in) throws SqlRefusal {
    if (in.accept("INFINITE")) {
      return null;
    }
    int number = in.number();
    String unit = in.name().toUpperCase(Locale.ROOT);
    String single = unit.endsWith("S") ? unit.substring(0, unit.length() - 1) : unit;
    if (!List.of("DAY", "WEEK", "MONTH", "YEAR").contains(single)) {
      throw SqlRefusal.syntax(in.peek(-1));
    }
    return new Retention(number, single);
  }

  static void refuseDropping(Catalog catalog, CatalogObject table) throws SqlRefusal {
    Temporal temporal = table.asTable().temporal();
    if ((temporal != null && temporal.history() != 0) || ObjectRows.isHistory(catalog, table)) {
      throw SqlRefusal.of(
          13552,
          16,
          1,
          "Drop table operation failed on table '%s' because it is not a supported operation on"
              + " system-versioned temporal tables.",
          table.name());
    }
  }

  /** Former rows are not kept here, and rows of a history are nobody's to write. */
  static void refuseWriting(Catalog catalog, CatalogObject table, String verb) throws SqlRefusal {
    if (table.asTable().temporal() != null) {
      throw SqlRefusal.of(
          50000,
          16,
          1,
          "%s on '%s' would write its period, which this stand-in does not.",
          verb,
          table.name());
    }
    if (ObjectRows.isHistory(catalog, table)) {
      int number = Objects.requireNonNull(NUMBERS.get(verb));
      throw SqlRefusal.of(
          number,
          16,
          1,
          "Cannot %s rows in a temporal history table '%s'.",
          verb.toLowerCase(Locale.ROOT),
          table.name());
    }
  }
}
