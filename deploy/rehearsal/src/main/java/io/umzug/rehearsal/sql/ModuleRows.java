package io.umzug.rehearsal.sql;

import static io.umzug.rehearsal.sql.ObjectRows.row;

import io.umzug.rehearsal.sql.ModuleDefinition.ParameterDefinition;
import io.umzug.rehearsal.sql.ModuleDefinition.TriggerDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of sys.sql_modules, of parameters, triggers and dependencies. */
final class ModuleRows {

  private static final String MODULE =
      "object_id int, definition text, uses_ansi_nulls bit, uses_quoted_identifier bit,"
          + " is_schema_bound bit, uses_database_collation bit, is_recompiled bit,"
          + " null_on_null_input bit, execute_as_principal_id int, uses_native_compilation bit";

  private ModuleRows() {}

  static Map<String, CatalogView> views() {
    Map<String, CatalogView> views = new LinkedHashMap<>();
    views.put("sql_modules", CatalogView.of(MODULE, ModuleRows::modules));
    views.put("all_sql_modules", CatalogView.of(MODULE, ModuleRows::modules));
    String parameter =
        "object_id int, name sysname, parameter_id int, system_type_id tinyint, user_type_id int,"
            + " max_length smallint, precision tinyint, scale tinyint, is_output bit,"
            + " is_cursor_ref bit, has_default_value bit, is_xml_document bit, default_value"
            + " nvarchar(4000), xml_collection_id int, is_readonly bit";
    views.put("parameters", CatalogView.of(parameter, ModuleRows::parameters));
    views.put("all_parameters", CatalogView.of(parameter, ModuleRows::parameters));
    views.put(
        "triggers",
        CatalogView.of(
            "name sysname, object_id int, parent_class tinyint, parent_class_desc nvarchar(60),"
                + " parent_id int, type char(2), type_desc nvarchar(60), create_date datetime,"
                + " modify_date datetime, is_ms_shipped bit, is_disabled bit,"
                + " is_not_for_replication bit, is_instead_of_trigger bit",
            ModuleRows::triggers));
    views.put(
        "trigger_events",
        CatalogView.of(
            "object_id int, type int, type_desc nvarchar(60), is_first bit, is_last bit,"
                + " event_group_type int, event_group_type_desc nvarchar(60), is_trigger_event bit",
            ModuleRows::events));
    views.put(
        "sql_expression_dependencies",
        CatalogView.of(
            "referencing_id int, referencing_minor_id int, referencing_class tinyint,"
                + " referencing_class_desc nvarchar(60), is_schema_bound_reference bit,"
                + " referenced_class tinyint, referenced_class_desc nvarchar(60),"
                + " referenced_server_name sysname, referenced_database_name sysname,"
                + " referenced_schema_name sysname, referenced_entity_name sysname, referenced_id"
                + " int, referenced_minor_id int, is_caller_dependent bit, is_ambiguous bit",
            Dependencies::rows));
    return views;
  }

  private static List<@Nullable Object[]> modules(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : catalog.objects()) {
      ModuleDefinition module = object.module();
      if (module != null) {
        rows.add(
            row(
                object.id(),
                module.definition(),
                module.ansiNulls(),
                module.quotedIdentifier(),
                module.schemaBound(),
                false,
                false,
                false,
                null,
                false));
      }
    }
    return rows;
  }

  private static List<@Nullable Object[]> parameters(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : catalog.objects()) {
      ModuleDefinition module = object.module();
      if (module == null) {
        continue;
      }
      for (ParameterDefinition parameter : module.parameters()) {
        ColumnType type = parameter.type();
        boolean table = parameter.tableType() != 0;
        rows.add(
            row(
                object.id(),
                parameter.name(),
                parameter.id(),
                table ? 243 : type.system().systemId,
                type.userTypeId(),
                table ? -1 : type.maxLength(),
                table ? 0 : type.shownPrecision(),
                table ? 0 : type.shownScale(),
                parameter.output(),
                false,
                false,
                false,
                null,
                Math.abs(type.schemaBound()),
                parameter.readOnly()));
      }
    }
    return rows;
  }

  private static List<@Nullable Object[]> triggers(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : allTriggers(catalog)) {
      TriggerDefinition trigger = DatabaseTriggers.facts(object);
      boolean ofDatabase = object.kind().equals(DatabaseTriggers.KIND);
      rows.add(
          row(
              object.name(),
              object.id(),
              ofDatabase ? 0 : 1,
              ofDatabase ? "DATABASE" : "OBJECT_OR_COLUMN",
              object.parent(),
              "TR",
              "SQL_TRIGGER",
              ObjectRows.moment(object.created()),
              ObjectRows.moment(object.modified()),
              false,
              trigger.disabled(),
              trigger.notForReplication(),
              trigger.insteadOf()));
    }
    return rows;
  }

  private static List<CatalogObject> allTriggers(Catalog catalog) {
    List<CatalogObject> triggers = new ArrayList<>(catalog.objects("TR"));
    triggers.addAll(catalog.objects(DatabaseTriggers.KIND));
    return triggers;
  }

  private static List<@Nullable Object[]> events(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : allTriggers(catalog)) {
      TriggerDefinition trigger = DatabaseTriggers.facts(object);
      for (String written : trigger.events()) {
        for (DatabaseTriggers.Event event : named(object, written)) {
          rows.add(
              row(
                  object.id(),
                  event.type(),
                  event.name(),
                  trigger.isFirst(event.name()),
                  trigger.isLast(event.name()),
                  null,
                  event.group(),
                  true));
        }
      }
    }
    return rows;
  }

  private static List<DatabaseTriggers.Event> named(CatalogObject trigger, String event) {
    int type = List.of("INSERT", "UPDATE", "DELETE").indexOf(event) + 1;
    return trigger.kind().equals(DatabaseTriggers.KIND)
        ? DatabaseTriggers.expanded(event)
        : List.of(new DatabaseTriggers.Event(event, type, null));
  }
}
