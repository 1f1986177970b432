package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.CatalogSecurity.Permission;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** GRANT, DENY and REVOKE inside a database: kept in the catalog, and not asked for. */
final class PermissionCommands {

  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("SELECT", "SL"),
          Map.entry("INSERT", "IN"),
          Map.entry("UPDATE", "UP"),
          Map.entry("DELETE", "DL"),
          Map.entry("EXECUTE", "EX"),
          Map.entry("REFERENCES", "RF"),
          Map.entry("CONTROL", "CL"),
          Map.entry("ALTER", "AL"),
          Map.entry("TAKE OWNERSHIP", "TO"),
          Map.entry("VIEW DEFINITION", "VW"),
          Map.entry("VIEW CHANGE TRACKING", "VWCT"),
          Map.entry("VIEW DATABASE STATE", "VWDS"),
          Map.entry("CONNECT", "CO"),
          Map.entry("IMPERSONATE", "IM"),
          Map.entry("RECEIVE", "RC"),
          Map.entry("CREATE TABLE", "CRTB"),
          Map.entry("CREATE VIEW", "CRVW"),
          Map.entry("CREATE PROCEDURE", "CRPR"),
          Map.entry("CREATE FUNCTION", "CRFN"),
          Map.entry("CREATE SCHEMA", "CRSM"),
          Map.entry("CREATE TYPE", "CRTY"),
          Map.entry("CREATE ROLE", "CRRL"),
          Map.entry("CREATE SYNONYM", "CRSN"),
          Map.entry("CREATE SEQUENCE", "CRSO"),
          Map.entry("CREATE DEFAULT", "CRDF"),
          Map.entry("CREATE RULE", "CRRU"),
          Map.entry("ALTER ANY SCHEMA", "ALSM"),
          Map.entry("ALTER ANY USER", "ALUS"),
          Map.entry("ALTER ANY ROLE", "ALRL"),
          Map.entry("ALTER ANY DATABASE DDL TRIGGER", "ALTG"),
          Map.entry("UNMASK", "UMSK"),
          Map.entry("BACKUP DATABASE", "BADB"),
          Map.entry("BACKUP LOG", "BALO"),
          Map.entry("SHOWPLAN", "SPLN"));

  private final DefinitionScope scope;
  private final Catalog catalog;

  PermissionCommands(DefinitionScope scope) {
    this.scope = scope;
    this.catalog = scope.catalog();
  }

  /** As sys.database_permissions.type has it. */
  static String code(String permission) {
    return CODES.getOrDefault(permission, "");
  }

  /** A permission that is asked for, with the columns it is for. */
  private record Wanted(String name, List<String> columns) {}

  /** What it is on: class, major_id. */
  private record Securable(int kind, int major, @Nullable CatalogObject object) {}

  /** A whole statement. */
  void run(TokenCursor in) throws SqlRefusal, SQLException {
    String verb = in.name().toUpperCase(Locale.ROOT);
    boolean onlyOption = verb.equals("REVOKE") && in.accept("GRANT", "OPTION", "FOR");
    List<Wanted> wanted = wanted(in);
    List<String> columns = new ArrayList<>();
    Securable securable = new Securable(0, 0, null);
    if (in.accept("ON")) {
      securable = securable(in);
      if (in.peek().symbol("(")) {
        columns.addAll(new TableParser(in, catalog).names());
      }
    }
    if (!in.accept("TO")) {
      in.expect("FROM");
    }
    List<Integer> grantees = new ArrayList<>();
    do {
      grantees.add(principal(in.name()));
    } while (in.acceptSymbol(","));
    boolean withOption = in.accept("WITH", "GRANT", "OPTION");
    in.accept("CASCADE");
    int grantor = in.accept("AS") ? principal(in.name()) : 1;
    in.end();
    String state = verb.equals("DENY") ? "D" : withOption ? "W" : "G";
    for (Wanted permission : wanted) {
      List<String> named = permission.columns().isEmpty() ? columns : permission.columns();
      for (int minor : minors(securable, named)) {
        for (int grantee : grantees) {
          Permission said =
              new Permission(
                  securable.kind(),
                  securable.major(),
                  minor,
                  grantee,
                  grantor,
                  permission.name(),
                  state);
          apply(verb, onlyOption, said);
        }
      }
    }
  }

  private void apply(String verb, boolean onlyOption, Permission said) throws SQLException {
    Predicate<Permission> same =
        known ->
            known.kind() == said.kind()
                && known.major() == said.major()
                && known.minor() == said.minor()
                && known.grantee() == said.grantee()
                && known.name().equals(said.name());
    boolean had = catalog.permissions().stream().anyMatch(same);
    catalog.removePermissions(same);
    if (!verb.equals("REVOKE") || (onlyOption && had)) {
      catalog.add(said);
    }
  }

  private List<Wanted> wanted(TokenCursor in) throws SqlRefusal {
    List<Wanted> wanted = new ArrayList<>();
    do {
      Token first = in.peek();
      StringBuilder name = new StringBuilder(in.name().toUpperCase(Locale.ROOT));
      while (in.peek().kind() == Token.Kind.WORD
          && !in.peek().is("ON")
          && !in.peek().is("TO")
          && !in.peek().is("FROM")) {
        name.append(' ').append(in.next().text().toUpperCase(Locale.ROOT));
      }
      String permission = name.toString().equals("EXEC") ? "EXECUTE" : name.toString();
      if (!CODES.containsKey(permission)) {
        throw SqlRefusal.syntax(first);
      }
      wanted.add(
          new Wanted(
              permission,
              in.peek().symbol("(") ? new TableParser(in, catalog).names() : List.of()));
    } while (in.acceptSymbol(","));
    return wanted;
  }

  private Securable securable(TokenCursor in) throws SqlRefusal, SQLException {
    if (in.accept("XML", "SCHEMA", "COLLECTION")) {
      in.expectSymbol("::");
      ObjectName name = ObjectName.read(in);
      Catalog.XmlCollection found = catalog.xmlCollection(name.schema(), name.name());
      if (found == null) {
        throw SqlRefusal.cannot("find", "xml schema collection", name.name());
      }
      return new Securable(10, found.id(), null);
    }
    if (in.peek(1).symbol("::")) {
      String kind = in.name().toUpperCase(Locale.ROOT);
      in.next();
      ObjectName name = ObjectName.read(in);
      return switch (kind) {
        case "OBJECT" -> object(name);
        case "SCHEMA" -> {
          Catalog.Schema schema = catalog.schema(name.name());
          if (schema == null) {
            throw SqlRefusal.cannot("find", "schema", name.name());
          }
          yield new Securable(3, schema.id(), null);
        }
        case "TYPE" -> {
          TypeDefinition type = catalog.type(name.schema(), name.name());
          if (type == null) {
            throw SqlRefusal.cannot("find", "type", name.name());
          }
          yield new Securable(6, type.id(), null);
        }
        case "USER", "ROLE" -> new Securable(4, principal(name.name()), null);
        case "DATABASE" -> new Securable(0, 0, null);
        default -> throw SqlRefusal.syntax(in.peek(-1));
      };
    }
    return object(ObjectName.read(in));
  }

  private Securable object(ObjectName name) throws SqlRefusal {
    CatalogObject object = catalog.object(name.schemaOr("dbo"), name.name());
    if (object == null) {
      throw SqlRefusal.cannot("find", "object", name.name());
    }
    return new Securable(1, object.id(), object);
  }

  private List<Integer> minors(Securable securable, List<String> columns) throws SqlRefusal {
    if (columns.isEmpty()) {
      return List.of(0);
    }
    CatalogObject object = securable.object();
    List<Integer> minors = new ArrayList<>();
    for (String name : columns) {
      ColumnDefinition column = object == null ? null : column(object, name);
      if (column == null) {
        throw SqlRefusal.of(
            1911, 16, 1, "Column name '%s' does not exist in the target table or view.", name);
      }
      minors.add(column.id());
    }
    return minors;
  }

  static @Nullable ColumnDefinition column(CatalogObject object, String name) {
    if (object.table() != null) {
      return object.table().column(name);
    }
    ModuleDefinition module = object.module();
    return module == null
        ? null
        : TableDefinition.first(module.columns(), c -> c.name().equalsIgnoreCase(name));
  }

  private int principal(String name) throws SqlRefusal, SQLException {
    Principals.Principal found = Principals.find(scope.h2(), name);
    if (found == null || Set.of(3, 4).contains(found.id())) {
      throw SqlRefusal.cannot("find", "user", name);
    }
    return found.id();
  }
}
