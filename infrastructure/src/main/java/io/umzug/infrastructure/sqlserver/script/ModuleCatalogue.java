package io.umzug.infrastructure.sqlserver.script;

import io.umzug.domain.schema.ObjectName;
import io.umzug.domain.schema.SqlModule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Views, procedures, functions and triggers, and what needs what. */
final class ModuleCatalogue {

  private final Map<Integer, Set<ObjectName>> needs = new HashMap<>();
  private final Map<Integer, List<SqlModule.Firing>> firings = new HashMap<>();
  private final Map<ObjectName, SqlModule> modules = new HashMap<>();

  private ModuleCatalogue() {}

  static ModuleCatalogue read(
      Catalogue catalogue, IndexCatalogue indexes, Map<Integer, ObjectName> objects)
      throws SQLException {
    ModuleCatalogue read = new ModuleCatalogue();
    read.needs(catalogue, objects);
    read.firings(catalogue);
    read.ofSchemas(catalogue, indexes, objects);
    read.ofTheDatabase(catalogue);
    return read;
  }

  List<SqlModule> all() {
    return modules.values().stream()
        .sorted(Comparator.comparing(SqlModule::name).thenComparing(SqlModule::kind))
        .toList();
  }

  /** What an object's text or computed columns name. */
  Set<ObjectName> needs(int object) {
    return needs.getOrDefault(object, Set.of());
  }

  private void needs(Catalogue catalogue, Map<Integer, ObjectName> objects) throws SQLException {
    catalogue.each(
        row -> {
          int referenced = row.getInt(2);
          ObjectName byNumber = objects.get(referenced);
          String schema = row.getString(3);
          String name = row.getString(4);
          ObjectName needed =
              byNumber != null || name == null
                  ? byNumber
                  : new ObjectName(schema == null ? "dbo" : schema, name);
          if (needed != null) {
            needs.computeIfAbsent(row.getInt(1), _ -> new HashSet<>()).add(needed);
          }
        },
        "SELECT referencing_id, referenced_id, referenced_schema_name, referenced_entity_name"
            + " FROM sys.sql_expression_dependencies"
            + " WHERE referenced_class = 1 AND referenced_database_name IS NULL");
  }

  private void firings(Catalogue catalogue) throws SQLException {
    catalogue.each(
        row -> {
          boolean first = row.getBoolean(3);
          if (first || row.getBoolean(4)) {
            firings
                .computeIfAbsent(row.getInt(1), _ -> new ArrayList<>())
                .add(new SqlModule.Firing(first, row.getString(2)));
          }
        },
        "SELECT object_id, type_desc, is_first, is_last FROM sys.trigger_events"
            + " ORDER BY object_id, type_desc");
  }

  private void ofSchemas(
      Catalogue catalogue, IndexCatalogue indexes, Map<Integer, ObjectName> objects)
      throws SQLException {
    catalogue.each(
        row -> {
          Optional<SqlModule.Kind> kind = kind(row.getString("type").strip());
          if (kind.isPresent()) {
            int object = row.getInt("object_id");
            ObjectName parent =
                kind.get() == SqlModule.Kind.TRIGGER
                    ? objects.get(row.getInt("parent_object_id"))
                    : null;
            ObjectName name = new ObjectName(row.getString("schema_name"), row.getString("name"));
            modules.put(name, module(row, name, kind.get(), object, indexes, parent));
          }
        },
        "SELECT o.object_id, s.name AS schema_name, o.name, o.type, o.parent_object_id,"
            + " m.definition, m.uses_ansi_nulls, m.uses_quoted_identifier, m.is_schema_bound,"
            + " tr.is_disabled FROM sys.objects o"
            + " JOIN sys.schemas s ON s.schema_id = o.schema_id"
            + " LEFT JOIN sys.sql_modules m ON m.object_id = o.object_id"
            + " LEFT JOIN sys.triggers tr ON tr.object_id = o.object_id"
            + " WHERE o.is_ms_shipped = 0"
            + " AND o.type IN ('V', 'P', 'FN', 'IF', 'TF', 'TR', 'PC', 'FS', 'FT', 'TA', 'AF')");
  }

  private SqlModule module(
      ResultSet row,
      ObjectName name,
      SqlModule.Kind kind,
      int object,
      IndexCatalogue indexes,
      @Nullable ObjectName parent)
      throws SQLException {
    return new SqlModule(
        name,
        kind,
        row.getString("definition"),
        row.getBoolean("uses_ansi_nulls"),
        row.getBoolean("uses_quoted_identifier"),
        row.getBoolean("is_schema_bound"),
        needs(object),
        parent,
        row.getBoolean("is_disabled"),
        kind == SqlModule.Kind.VIEW ? indexes.of(object) : List.of(),
        firings.getOrDefault(object, List.of()));
  }

  private static Optional<SqlModule.Kind> kind(String type) {
    return switch (type) {
      case "V" -> Optional.of(SqlModule.Kind.VIEW);
      case "P" -> Optional.of(SqlModule.Kind.PROCEDURE);
      case "FN" -> Optional.of(SqlModule.Kind.SCALAR_FUNCTION);
      case "IF" -> Optional.of(SqlModule.Kind.INLINE_FUNCTION);
      case "TF" -> Optional.of(SqlModule.Kind.TABLE_FUNCTION);
      case "TR" -> Optional.of(SqlModule.Kind.TRIGGER);
      case "PC", "FS", "FT", "TA", "AF" -> Optional.of(SqlModule.Kind.ASSEMBLY_MODULE);
      default -> Optional.empty();
    };
  }

  private void ofTheDatabase(Catalogue catalogue) throws SQLException {
    List<SqlModule> triggers = new ArrayList<>();
    catalogue.each(
        row ->
            triggers.add(
                new SqlModule(
                    new ObjectName("", row.getString("name")),
                    SqlModule.Kind.DATABASE_TRIGGER,
                    row.getString("definition"),
                    row.getBoolean("uses_ansi_nulls"),
                    row.getBoolean("uses_quoted_identifier"),
                    false,
                    Set.of(),
                    null,
                    row.getBoolean("is_disabled"),
                    List.of(),
                    firings.getOrDefault(row.getInt("object_id"), List.of()))),
        "SELECT tr.object_id, tr.name, tr.is_disabled, m.definition, m.uses_ansi_nulls,"
            + " m.uses_quoted_identifier FROM sys.triggers tr"
            + " LEFT JOIN sys.sql_modules m ON m.object_id = tr.object_id"
            + " WHERE tr.parent_class = 0 AND tr.is_ms_shipped = 0");
    triggers.forEach(trigger -> modules.put(trigger.name(), trigger));
  }
}
