package io.umzug.rehearsal.sql;

import static io.umzug.rehearsal.sql.ObjectRows.constraint;
import static io.umzug.rehearsal.sql.ObjectRows.joined;
import static io.umzug.rehearsal.sql.ObjectRows.row;

import io.umzug.rehearsal.sql.TableDefinition.CheckDefinition;
import io.umzug.rehearsal.sql.TableDefinition.DefaultDefinition;
import io.umzug.rehearsal.sql.TableDefinition.ForeignKeyDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of the views of constraints. */
final class ConstraintRows {

  private static final List<String> ACTIONS =
      List.of("NO_ACTION", "CASCADE", "SET_NULL", "SET_DEFAULT");

  private ConstraintRows() {}

  static Map<String, CatalogView> views() {
    Map<String, CatalogView> views = new LinkedHashMap<>();
    views.put(
        "default_constraints",
        CatalogView.of(
            CatalogViews.OBJECT + ", parent_column_id int, definition text, is_system_named bit",
            ConstraintRows::defaults));
    views.put(
        "check_constraints",
        CatalogView.of(
            CatalogViews.OBJECT
                + ", is_disabled bit, is_not_for_replication bit, is_not_trusted bit,"
                + " parent_column_id int, definition text, uses_database_collation bit,"
                + " is_system_named bit",
            ConstraintRows::checks));
    views.put(
        "key_constraints",
        CatalogView.of(
            CatalogViews.OBJECT + ", unique_index_id int, is_system_named bit, is_enforced bit",
            ConstraintRows::keys));
    views.put(
        "foreign_keys",
        CatalogView.of(
            CatalogViews.OBJECT
                + ", referenced_object_id int, key_index_id int, is_disabled bit,"
                + " is_not_for_replication bit, is_not_trusted bit, delete_referential_action"
                + " tinyint, delete_referential_action_desc nvarchar(60),"
                + " update_referential_action tinyint, update_referential_action_desc"
                + " nvarchar(60), is_system_named bit",
            ConstraintRows::foreignKeys));
    views.put(
        "foreign_key_columns",
        CatalogView.of(
            "constraint_object_id int, constraint_column_id int, parent_object_id int,"
                + " parent_column_id int, referenced_object_id int, referenced_column_id int",
            ConstraintRows::foreignKeyColumns));
    return views;
  }

  private static List<CatalogObject> tables(Catalog catalog) {
    return catalog.objects().stream().filter(object -> object.table() != null).toList();
  }

  private static List<@Nullable Object[]> defaults(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject table : tables(catalog)) {
      for (DefaultDefinition known : table.asTable().defaults()) {
        rows.add(
            joined(
                constraint(table, known.id(), known.name(), "D"),
                known.column(),
                known.definition(),
                known.systemNamed()));
      }
    }
    return rows;
  }

  private static List<@Nullable Object[]> checks(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject table : tables(catalog)) {
      for (CheckDefinition known : table.asTable().checks()) {
        rows.add(
            joined(
                constraint(table, known.id(), known.name(), "C"),
                known.disabled(),
                known.notForReplication(),
                known.notTrusted(),
                known.column(),
                known.definition(),
                true,
                known.systemNamed()));
      }
    }
    return rows;
  }

  private static List<@Nullable Object[]> keys(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject table : tables(catalog)) {
      for (IndexDefinition index : table.asTable().indexes()) {
        if (index.constraint() != 0) {
          String kind = index.primary() ? "PK" : "UQ";
          rows.add(
              joined(
                  constraint(table, index.constraint(), index.name(), kind),
                  index.id(),
                  index.systemNamed(),
                  true));
        }
      }
    }
    return rows;
  }

  private static int keyIndex(Catalog catalog, ForeignKeyDefinition key) {
    CatalogObject target = catalog.object(key.referenced());
    if (target == null) {
      return 0;
    }
    return target.asTable().indexes().stream()
        .filter(
            index ->
                index.unique()
                    && index.keys().size() == key.referencedColumns().size()
                    && index.keys().containsAll(key.referencedColumns()))
        .mapToInt(IndexDefinition::id)
        .findFirst()
        .orElse(0);
  }

  private static List<@Nullable Object[]> foreignKeys(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject table : tables(catalog)) {
      for (ForeignKeyDefinition key : table.asTable().foreignKeys()) {
        rows.add(
            joined(
                constraint(table, key.id(), key.name(), "F"),
                key.referenced(),
                keyIndex(catalog, key),
                key.disabled(),
                key.notForReplication(),
                key.notTrusted(),
                ACTIONS.indexOf(key.onDelete()),
                key.onDelete(),
                ACTIONS.indexOf(key.onUpdate()),
                key.onUpdate(),
                key.systemNamed()));
      }
    }
    return rows;
  }

  private static List<@Nullable Object[]> foreignKeyColumns(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject table : tables(catalog)) {
      for (ForeignKeyDefinition key : table.asTable().foreignKeys()) {
        for (int i = 0; i < key.columns().size(); i++) {
          rows.add(
              row(
                  key.id(),
                  i + 1,
                  table.id(),
                  key.columns().get(i),
                  key.referenced(),
                  key.referencedColumns().get(i)));
        }
      }
    }
    return rows;
  }
}
