package io.umzug.rehearsal.sql;

import static io.umzug.rehearsal.sql.ObjectRows.joined;
import static io.umzug.rehearsal.sql.ObjectRows.row;

import io.umzug.rehearsal.sql.ColumnDefinition.Computed;
import io.umzug.rehearsal.sql.ColumnDefinition.Identity;
import io.umzug.rehearsal.sql.TableDefinition.DefaultDefinition;
import io.umzug.rehearsal.sql.TableDefinition.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of sys.columns, of what extends it, and of sys.types. */
final class ColumnRows {

  private static final String COLUMN =
      "object_id int, name sysname, column_id int, system_type_id tinyint, user_type_id int,"
          + " max_length smallint, precision tinyint, scale tinyint, collation_name sysname,"
          + " is_nullable bit, is_ansi_padded bit, is_rowguidcol bit, is_identity bit, is_filestream"
          + " bit, is_replicated bit, is_non_sql_subscribed bit, is_merge_published bit,"
          + " is_dts_replicated bit, is_xml_document bit, xml_collection_id int, default_object_id"
          + " int, rule_object_id int";
  private static final String MORE =
      ", is_sparse bit, is_column_set bit, generated_always_type tinyint,"
          + " generated_always_type_desc nvarchar(60), encryption_type int, encryption_type_desc"
          + " nvarchar(64), encryption_algorithm_name sysname, column_encryption_key_id int,"
          + " is_hidden bit, is_masked bit";
  private static final String TYPE =
      "name sysname, system_type_id tinyint, user_type_id int, schema_id int, principal_id int,"
          + " max_length smallint, precision tinyint, scale tinyint, collation_name sysname,"
          + " is_nullable bit, is_user_defined bit, is_assembly_type bit, default_object_id int,"
          + " rule_object_id int, is_table_type bit";

  private static final List<String> GENERATED =
      List.of("NOT_APPLICABLE", "AS_ROW_START", "AS_ROW_END");

  private ColumnRows() {}

  static Map<String, CatalogView> views() {
    Map<String, CatalogView> views = new LinkedHashMap<>();
    String columns = COLUMN + ", is_computed bit" + MORE;
    views.put("columns", CatalogView.of(columns, ColumnRows::columns));
    views.put("all_columns", CatalogView.of(columns, ColumnRows::columns));
    views.put(
        "computed_columns",
        CatalogView.of(
            COLUMN
                + ", definition text, uses_database_collation bit, is_persisted bit, is_computed"
                + " bit"
                + MORE,
            ColumnRows::computed));
    views.put(
        "identity_columns",
        CatalogView.of(
            COLUMN
                + ", seed_value number, increment_value number, last_value number,"
                + " is_not_for_replication bit, is_computed bit"
                + MORE
                + ", umzug_schema sysname, umzug_table sysname",
            ColumnRows::identities));
    views.put("types", CatalogView.of(TYPE, ColumnRows::types));
    views.put(
        "table_types",
        CatalogView.of(
            TYPE + ", type_table_object_id int, is_memory_optimized bit", ColumnRows::tableTypes));
    return views;
  }

  private static @Nullable Object[] column(CatalogObject object, ColumnDefinition column) {
    ColumnType type = column.type();
    TableDefinition table = object.table();
    DefaultDefinition known = table == null ? null : table.defaultOf(column.id());
    return row(
        object.id(),
        column.name(),
        column.id(),
        type.system().systemId,
        type.userTypeId(),
        type.maxLength(),
        type.shownPrecision(),
        type.shownScale(),
        type.shownCollation(),
        column.nullable(),
        type.system().sized() || type.system() == SystemType.SQL_VARIANT,
        column.rowGuid(),
        column.identity() != null,
        false,
        false,
        false,
        false,
        false,
        type.schemaBound() < 0,
        Math.abs(type.schemaBound()),
        known == null ? 0 : known.id(),
        0);
  }

  private static @Nullable Object[] more(CatalogObject object, ColumnDefinition column) {
    TableDefinition table = object.table();
    Temporal temporal = table == null ? null : table.temporal();
    int generated =
        temporal == null
            ? 0
            : column.id() == temporal.start() ? 1 : column.id() == temporal.end() ? 2 : 0;
    return row(
        column.sparse(),
        column.isColumnSet(),
        generated,
        GENERATED.get(generated),
        null,
        null,
        null,
        null,
        temporal != null && temporal.hidden().contains(column.id()),
        false);
  }

  private static List<@Nullable Object[]> columns(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : catalog.objects()) {
      for (ColumnDefinition column : of(object)) {
        rows.add(
            joined(
                joined(column(object, column), column.computed() != null), more(object, column)));
      }
    }
    return rows;
  }

  private static List<ColumnDefinition> of(CatalogObject object) {
    TableDefinition table = object.table();
    ModuleDefinition module = object.module();
    return table != null ? table.columns() : module != null ? module.columns() : List.of();
  }

  private static List<@Nullable Object[]> computed(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : catalog.objects()) {
      for (ColumnDefinition column : of(object)) {
        Computed computed = column.computed();
        if (computed != null) {
          rows.add(
              joined(
                  joined(
                      column(object, column),
                      computed.definition(),
                      true,
                      computed.persisted(),
                      true),
                  more(object, column)));
        }
      }
    }
    return rows;
  }

  private static List<@Nullable Object[]> identities(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : catalog.objects()) {
      for (ColumnDefinition column : of(object)) {
        Identity identity = column.identity();
        if (identity != null) {
          rows.add(
              joined(
                  joined(
                      joined(
                          column(object, column),
                          identity.seed(),
                          identity.increment(),
                          null,
                          identity.notForReplication(),
                          false),
                      more(object, column)),
                  catalog.schemaName(object.schema()),
                  object.name()));
        }
      }
    }
    return rows;
  }

  private static @Nullable Object[] type(SystemType type) {
    return row(
        type.spelling(),
        type.systemId,
        type.userId,
        4,
        null,
        type.maxLength,
        type.precision,
        type.scale,
        type.collated() ? ServerProperties.COLLATION : null,
        type != SystemType.TIMESTAMP && type != SystemType.SYSNAME,
        false,
        type.clr(),
        0,
        0,
        false);
  }

  private static @Nullable Object[] type(TypeDefinition type) {
    boolean table = type.tableObject() != 0;
    ColumnType base = type.base();
    return row(
        type.name(),
        table ? 243 : base.system().systemId,
        type.id(),
        type.schema(),
        null,
        table ? -1 : base.maxLength(),
        table ? 0 : base.shownPrecision(),
        table ? 0 : base.shownScale(),
        table ? null : base.shownCollation(),
        type.nullable(),
        true,
        false,
        0,
        0,
        table);
  }

  private static List<@Nullable Object[]> types(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (SystemType type : SystemType.values()) {
      rows.add(type(type));
    }
    for (TypeDefinition type : catalog.types()) {
      rows.add(type(type));
    }
    return rows;
  }

  private static List<@Nullable Object[]> tableTypes(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (TypeDefinition type : catalog.types()) {
      if (type.tableObject() != 0) {
        rows.add(joined(type(type), type.tableObject(), false));
      }
    }
    return rows;
  }
}
