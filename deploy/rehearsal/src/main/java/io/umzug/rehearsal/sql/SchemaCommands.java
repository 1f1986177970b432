package io.umzug.rehearsal.sql;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schemas, types and synonyms. */
final class SchemaCommands {

  private final DefinitionScope scope;
  private final Catalog catalog;

  SchemaCommands(DefinitionScope scope) {
    this.scope = scope;
    this.catalog = scope.catalog();
  }

  /** What follows CREATE SCHEMA. */
  void createSchema(TokenCursor in) throws SqlRefusal, SQLException {
    String name = in.peek().is("AUTHORIZATION") ? in.peek(1).text() : in.name();
    int owner = in.accept("AUTHORIZATION") ? principal(in.name()) : 1;
    in.end();
    if (catalog.schema(name) != null) {
      throw SqlRefusal.of(
              2714, 16, 6, "There is already an object named '%s' in the database.", name)
          .then(SqlRefusal.of(2759, 16, 0, "CREATE SCHEMA failed due to previous errors."));
    }
    scope.execute("CREATE SCHEMA IF NOT EXISTS " + Translator.quote(name));
    catalog.addSchema(name, owner);
  }

  private int principal(String name) throws SqlRefusal, SQLException {
    Principals.Principal principal = Principals.find(scope.h2(), name);
    if (principal == null) {
      throw SqlRefusal.cannot("find", "principal", name);
    }
    return principal.id();
  }

  /** What follows DROP SCHEMA. */
  void dropSchema(TokenCursor in) throws SqlRefusal, SQLException {
    boolean lenient = in.accept("IF", "EXISTS");
    String name = in.name();
    in.end();
    Catalog.Schema schema = catalog.schema(name);
    if (schema == null && lenient) {
      return;
    }
    if (schema == null || schema.id() <= 4) {
      throw SqlRefusal.cannot("drop", "schema", name);
    }
    for (CatalogObject object : catalog.objects()) {
      if (object.schema() == schema.id()) {
        throw SqlRefusal.of(
            3729,
            16,
            1,
            "Cannot drop schema '%s' because it is being referenced by object '%s'.",
            name,
            object.name());
      }
    }
    scope.execute("DROP SCHEMA IF EXISTS " + Translator.quote(schema.name()));
    catalog.removeSchema(schema.id());
  }

  /** ALTER AUTHORIZATION ON SCHEMA::name TO principal. */
  void changeOwner(String name, String principal) throws SqlRefusal, SQLException {
    Catalog.Schema schema = catalog.schema(name);
    if (schema == null) {
      throw SqlRefusal.cannot("find", "schema", name);
    }
    catalog.put(new Catalog.Schema(schema.id(), schema.name(), principal(principal)));
  }

  /** What follows CREATE TYPE. */
  void createType(TokenCursor in) throws SqlRefusal, SQLException {
    ObjectName name = ObjectName.read(in);
    Catalog.Schema schema = scope.schema(name);
    if (catalog.type(schema.name(), name.name()) != null) {
      throw SqlRefusal.of(
          219,
          16,
          1,
          "The type '%s' already exists, or you do not have permission to create it.",
          name.written());
    }
    if (in.accept("FROM")) {
      ColumnType base = TypeParser.read(in, catalog);
      boolean nullable = !in.accept("NOT", "NULL");
      in.accept("NULL");
      in.end();
      catalog.put(
          new TypeDefinition(catalog.nextTypeId(), schema.id(), name.name(), base, nullable, 0));
      return;
    }
    in.expect("AS", "TABLE");
    in.expectSymbol("(");
    List<TableDraft.Element> elements = new TableParser(in, catalog).elements();
    in.end();
    int id = catalog.nextId();
    CatalogObject table =
        new TableCommands(scope).unstored(id, "TT_%s_%08X".formatted(name.name(), id), elements);
    catalog.put(table);
    catalog.put(
        new TypeDefinition(
            catalog.nextTypeId(),
            schema.id(),
            name.name(),
            new ColumnType(SystemType.SQL_VARIANT, 0, 0, 0, 0, null, 0),
            false,
            id));
  }

  /** What follows DROP TYPE. */
  void dropType(TokenCursor in) throws SqlRefusal, SQLException {
    boolean lenient = in.accept("IF", "EXISTS");
    ObjectName name = ObjectName.read(in);
    in.end();
    TypeDefinition type = catalog.type(name.schema(), name.name());
    if (type == null) {
      if (lenient) {
        return;
      }
      throw SqlRefusal.of(
          3701,
          11,
          5,
          "Cannot drop the type '%s', because it does not exist or you do not have permission.",
          name.written());
    }
    String user = user(type);
    if (user != null) {
      throw SqlRefusal.of(
          3732,
          16,
          1,
          "Cannot drop type '%s' because it is being referenced by object '%s'. There may be other"
              + " objects that reference this type.",
          name.written(),
          user);
    }
    catalog.removeType(type);
  }

  private @Nullable String user(TypeDefinition type) {
    for (CatalogObject object : catalog.objects()) {
      TableDefinition table = object.table();
      ModuleDefinition module = object.module();
      boolean inTable =
          table != null && table.columns().stream().anyMatch(c -> c.type().userType() == type.id());
      boolean inModule =
          module != null
              && module.parameters().stream().anyMatch(p -> p.type().userType() == type.id());
      if (inTable || inModule) {
        return object.name();
      }
    }
    return null;
  }

  /** What follows CREATE SYNONYM. */
  void createSynonym(TokenCursor in) throws SqlRefusal, SQLException {
    ObjectName name = ObjectName.read(in);
    in.expect("FOR");
    StringBuilder base = new StringBuilder();
    do {
      String part = in.peek().symbol(".") ? "" : in.name();
      base.append(base.isEmpty() ? "" : ".");
      base.append(part.isEmpty() ? "" : "[" + part.replace("]", "]]") + "]");
    } while (in.acceptSymbol("."));
    in.end();
    Catalog.Schema schema = scope.schema(name);
    scope.refuseTaken(schema, name.name());
    CatalogObject synonym =
        new CatalogObject(
            catalog.nextId(),
            schema.id(),
            name.name(),
            "SN",
            0,
            0,
            scope.now(),
            scope.now(),
            null,
            null,
            null,
            base.toString());
    new QueryViews(scope).createSynonym(synonym);
    catalog.put(synonym);
  }

  /** What follows DROP SYNONYM. */
  void dropSynonym(TokenCursor in) throws SqlRefusal, SQLException {
    boolean lenient = in.accept("IF", "EXISTS");
    ObjectName name = ObjectName.read(in);
    in.end();
    CatalogObject found = catalog.object(name.schemaOr("dbo"), name.name());
    if (found == null || !found.kind().equals("SN")) {
      if (lenient) {
        return;
      }
      throw SqlRefusal.of(
          3701,
          11,
          5,
          "Cannot drop the synonym '%s', because it does not exist or you do not have permission.",
          name.written());
    }
    scope.execute("DROP SYNONYM IF EXISTS " + scope.quoted(found));
    catalog.removeObject(found.id());
  }
}
