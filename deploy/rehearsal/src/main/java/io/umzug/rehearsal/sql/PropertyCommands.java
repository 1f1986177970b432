package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.CatalogSecurity.Property;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** sp_addextendedproperty and its two sisters. */
final class PropertyCommands {

  private static final List<String> PARAMETERS =
      List.of(
          "@name",
          "@value",
          "@level0type",
          "@level0name",
          "@level1type",
          "@level1name",
          "@level2type",
          "@level2name");
  private static final List<String> WITHOUT_VALUE =
      PARAMETERS.stream().filter(name -> !name.equals("@value")).toList();

  private final DefinitionScope scope;
  private final Catalog catalog;

  PropertyCommands(DefinitionScope scope) {
    this.scope = scope;
    this.catalog = scope.catalog();
  }

  static boolean knows(String procedure) {
    return switch (procedure) {
      case "sp_addextendedproperty", "sp_updateextendedproperty", "sp_dropextendedproperty" -> true;
      default -> false;
    };
  }

  /** The names of the parameters of one of them. */
  static List<String> parameters(String procedure) {
    return procedure.equals("sp_dropextendedproperty") ? WITHOUT_VALUE : PARAMETERS;
  }

  /** What a property hangs on. */
  private record Place(int kind, int major, int minor) {}

  /**
   * Runs one of the procedures.
   *
   * @param arguments by the parameters' names, in small letters
   */
  void run(String procedure, Map<String, @Nullable String> arguments)
      throws SqlRefusal, SQLException {
    String name = Objects.requireNonNullElse(arguments.get("@name"), "");
    Place place = place(arguments);
    Predicate<Property> same =
        known ->
            known.kind() == place.kind()
                && known.major() == place.major()
                && known.minor() == place.minor()
                && known.name().equalsIgnoreCase(name);
    boolean exists = catalog.properties().stream().anyMatch(same);
    if (procedure.equals("sp_addextendedproperty")) {
      if (exists) {
        throw SqlRefusal.of(
            15233,
            16,
            1,
            "Property cannot be added. Property '%s' already exists for '%s'.",
            name,
            written(arguments));
      }
    } else if (!exists) {
      throw SqlRefusal.of(
          15217,
          16,
          2,
          "Property cannot be updated or deleted. Property '%s' does not exist for '%s'.",
          name,
          written(arguments));
    }
    catalog.forget(same);
    if (!procedure.equals("sp_dropextendedproperty")) {
      catalog.add(
          new Property(place.kind(), place.major(), place.minor(), name, arguments.get("@value")));
    }
  }

  private static String written(Map<String, @Nullable String> arguments) {
    StringBuilder text = new StringBuilder();
    for (String level : List.of("@level0name", "@level1name", "@level2name")) {
      String name = arguments.get(level);
      if (name != null) {
        text.append(text.isEmpty() ? "" : ".").append(name);
      }
    }
    return text.isEmpty() ? "object specified" : text.toString();
  }

  private static String level(Map<String, @Nullable String> arguments, String name) {
    String value = arguments.get(name);
    return value == null ? "" : value.toUpperCase(Locale.ROOT);
  }

  private static SqlRefusal invalid(Map<String, @Nullable String> arguments) {
    return SqlRefusal.of(
        15135,
        16,
        8,
        "Object is invalid. Extended properties are not permitted on '%s', or the object does not"
            + " exist.",
        written(arguments));
  }

  private Place place(Map<String, @Nullable String> arguments) throws SqlRefusal, SQLException {
    String name0 = Objects.requireNonNullElse(arguments.get("@level0name"), "");
    return switch (level(arguments, "@level0type")) {
      case "" -> new Place(0, 0, 0);
      case "USER", "ROLE" -> {
        Principals.Principal principal = Principals.find(scope.h2(), name0);
        if (principal == null) {
          throw invalid(arguments);
        }
        yield new Place(4, principal.id(), 0);
      }
      case "SCHEMA" -> inSchema(name0, arguments);
      case "TRIGGER" -> {
        CatalogObject trigger = DatabaseTriggers.named(catalog, name0);
        if (trigger == null) {
          throw invalid(arguments);
        }
        yield new Place(1, trigger.id(), 0);
      }
      default ->
          throw SqlRefusal.of(
              15600,
              15,
              1,
              "An invalid parameter or option was specified for procedure '%s'.",
              "sp_addextendedproperty");
    };
  }

  private Place inSchema(String schemaName, Map<String, @Nullable String> arguments)
      throws SqlRefusal {
    Catalog.Schema schema = catalog.schema(schemaName);
    if (schema == null) {
      throw invalid(arguments);
    }
    String kind = level(arguments, "@level1type");
    String name = Objects.requireNonNullElse(arguments.get("@level1name"), "");
    if (kind.isEmpty()) {
      return new Place(3, schema.id(), 0);
    }
    if (kind.equals("TYPE")) {
      TypeDefinition type = catalog.type(schemaName, name);
      if (type == null) {
        throw invalid(arguments);
      }
      return new Place(6, type.id(), 0);
    }
    if (kind.equals("XML SCHEMA COLLECTION")) {
      Catalog.XmlCollection collection = catalog.xmlCollection(schemaName, name);
      if (collection == null) {
        throw invalid(arguments);
      }
      return new Place(10, collection.id(), 0);
    }
    CatalogObject object = catalog.object(schemaName, name);
    if (object == null) {
      throw invalid(arguments);
    }
    return ofObject(object, arguments);
  }

  private Place ofObject(CatalogObject object, Map<String, @Nullable String> arguments)
      throws SqlRefusal {
    String name = Objects.requireNonNullElse(arguments.get("@level2name"), "");
    TableDefinition table = object.table();
    Place place =
        switch (level(arguments, "@level2type")) {
          case "" -> new Place(1, object.id(), 0);
          case "COLUMN" -> {
            ColumnDefinition column = PermissionCommands.column(object, name);
            yield column == null ? null : new Place(1, object.id(), column.id());
          }
          case "INDEX" -> {
            IndexDefinition index = table == null ? null : table.index(name);
            yield index == null ? null : new Place(7, object.id(), index.id());
          }
          case "CONSTRAINT" -> table == null ? null : constraint(table, name);
          case "TRIGGER" -> {
            CatalogObject trigger = catalog.object(catalog.schemaName(object.schema()), name);
            yield trigger == null ? null : new Place(1, trigger.id(), 0);
          }
          case "PARAMETER" -> parameter(object, name);
          default -> null;
        };
    if (place == null) {
      throw invalid(arguments);
    }
    return place;
  }

  private static @Nullable Place parameter(CatalogObject object, String name) {
    ModuleDefinition module = object.module();
    if (module == null) {
      return null;
    }
    for (ModuleDefinition.ParameterDefinition parameter : module.parameters()) {
      if (parameter.name().equalsIgnoreCase(name)) {
        return new Place(2, object.id(), parameter.id());
      }
    }
    return null;
  }

  private static @Nullable Place constraint(TableDefinition table, String name) {
    for (IndexDefinition index : table.indexes()) {
      if (index.constraint() != 0 && index.name().equalsIgnoreCase(name)) {
        return new Place(1, index.constraint(), 0);
      }
    }
    for (TableDefinition.DefaultDefinition known : table.defaults()) {
      if (known.name().equalsIgnoreCase(name)) {
        return new Place(1, known.id(), 0);
      }
    }
    for (TableDefinition.CheckDefinition known : table.checks()) {
      if (known.name().equalsIgnoreCase(name)) {
        return new Place(1, known.id(), 0);
      }
    }
    for (TableDefinition.ForeignKeyDefinition known : table.foreignKeys()) {
      if (known.name().equalsIgnoreCase(name)) {
        return new Place(1, known.id(), 0);
      }
    }
    return null;
  }
}
