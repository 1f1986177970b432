package io.umzug.infrastructure.sqlserver.script;

import io.umzug.domain.schema.Check;
import io.umzug.domain.schema.ForeignKey;
import io.umzug.domain.schema.ObjectName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Foreign keys and checks, by the table that they are on, ordered by name. */
final class ConstraintCatalogue {

  private final Map<Integer, List<ForeignKey>> foreignKeys = new HashMap<>();
  private final Map<Integer, List<Check>> checks = new HashMap<>();

  private ConstraintCatalogue() {}

  static ConstraintCatalogue read(
      Catalogue catalogue, ColumnCatalogue columns, Map<Integer, ObjectName> tables)
      throws SQLException {
    ConstraintCatalogue read = new ConstraintCatalogue();
    read.foreignKeys(catalogue, columns, tables);
    read.checks(catalogue);
    return read;
  }

  List<ForeignKey> foreignKeys(int table) {
    return foreignKeys.getOrDefault(table, List.of());
  }

  List<Check> checks(int table) {
    return checks.getOrDefault(table, List.of());
  }

  private void foreignKeys(
      Catalogue catalogue, ColumnCatalogue columns, Map<Integer, ObjectName> tables)
      throws SQLException {
    Map<Integer, List<ForeignKey.Pair>> pairs = new HashMap<>();
    catalogue.each(
        row ->
            pairs
                .computeIfAbsent(row.getInt(1), _ -> new ArrayList<>())
                .add(
                    new ForeignKey.Pair(
                        columns.name(row.getInt(2), row.getInt(3)),
                        columns.name(row.getInt(4), row.getInt(5)))),
        "SELECT constraint_object_id, parent_object_id, parent_column_id, referenced_object_id,"
            + " referenced_column_id FROM sys.foreign_key_columns"
            + " ORDER BY constraint_object_id, constraint_column_id");
    catalogue.each(
        row -> {
          ObjectName referenced = tables.get(row.getInt(4));
          if (referenced != null) {
            foreignKeys
                .computeIfAbsent(row.getInt(3), _ -> new ArrayList<>())
                .add(
                    new ForeignKey(
                        row.getString(2),
                        referenced,
                        pairs.getOrDefault(row.getInt(1), List.of()),
                        row.getString(5),
                        row.getString(6),
                        !row.getBoolean(7),
                        row.getBoolean(8),
                        row.getBoolean(9)));
          }
        },
        "SELECT object_id, name, parent_object_id, referenced_object_id,"
            + " delete_referential_action_desc, update_referential_action_desc, is_not_trusted,"
            + " is_disabled, is_not_for_replication FROM sys.foreign_keys");
    foreignKeys
        .values()
        .forEach(keys -> keys.sort(java.util.Comparator.comparing(ForeignKey::name)));
  }

  private void checks(Catalogue catalogue) throws SQLException {
    catalogue.each(
        row ->
            checks
                .computeIfAbsent(row.getInt(1), _ -> new ArrayList<>())
                .add(
                    new Check(
                        row.getString(2),
                        row.getString(3),
                        !row.getBoolean(4),
                        row.getBoolean(5),
                        row.getBoolean(6))),
        "SELECT parent_object_id, name, definition, is_not_trusted, is_disabled,"
            + " is_not_for_replication FROM sys.check_constraints");
    checks.values().forEach(all -> all.sort(java.util.Comparator.comparing(Check::name)));
  }
}
