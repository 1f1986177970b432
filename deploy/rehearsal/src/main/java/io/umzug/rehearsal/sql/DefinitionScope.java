package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** The database that one statement of DDL works on, in its session. */
final class DefinitionScope {

  private final EngineSession session;
  private final Database database;
  private final Catalog catalog;
  private final Connection h2;

  DefinitionScope(EngineSession session, String databaseName) throws SqlRefusal, SQLException {
    this.session = session;
    this.database = Queries.known(session, databaseName);
    this.h2 = session.h2(database.name());
    this.catalog = session.instance().catalog(database);
  }

  EngineSession session() {
    return session;
  }

  String database() {
    return database.name();
  }

  Catalog catalog() {
    return catalog;
  }

  Connection h2() {
    return h2;
  }

  String now() {
    return session.instance().now().toString();
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = h2.createStatement()) {
      statement.execute(sql);
    }
  }

  /** An expression for H2 that stands in a definition. */
  String expression(String definition) throws SqlRefusal {
    return new Translator(Lexer.tokens(definition), QueryScope.ofDefinition(session))
        .translate()
        .sql();
  }

  /** Whether H2 can make sense of a text. */
  boolean understood(String sql) {
    try (PreparedStatement statement = h2.prepareStatement(sql)) {
      return statement != null;
    } catch (SQLException _) {
      return false;
    }
  }

  Catalog.Schema schema(ObjectName name) throws SqlRefusal {
    String wanted = name.schemaOr("dbo");
    Catalog.Schema schema = catalog.schema(wanted);
    if (schema == null) {
      throw SqlRefusal.of(
          2760,
          16,
          1,
          "The specified schema name \"%s\" either does not exist or you do not have permission to"
              + " use it.",
          wanted);
    }
    return schema;
  }

  /** Refuses a name that an object of the schema has already. */
  void refuseTaken(Catalog.Schema schema, String name) throws SqlRefusal {
    if (catalog.taken(schema.id(), name)) {
      throw SqlRefusal.of(
          2714, 16, 6, "There is already an object named '%s' in the database.", name);
    }
  }

  /** A user's table, for a statement that changes it. */
  CatalogObject table(ObjectName name) throws SqlRefusal {
    CatalogObject found = catalog.object(name.schemaOr("dbo"), name.name());
    if (found == null || !found.userTable()) {
      throw SqlRefusal.of(
          4902,
          16,
          1,
          "Cannot find the object \"%s\" because it does not exist or you do not have permissions.",
          name.written());
    }
    return found;
  }

  String quoted(CatalogObject object) {
    return Translator.quote(catalog.schemaName(object.schema()))
        + "."
        + Translator.quote(object.name());
  }

  void record(String what, String name) {
    session
        .instance()
        .record(
            what,
            Map.of(
                "database",
                database.name(),
                "table",
                name,
                "applicationName",
                session.application()));
  }

  static List<Token> noTokens() {
    return List.of(new Token(Token.Kind.END, "", 1));
  }
}
