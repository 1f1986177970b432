package io.umzug.rehearsal.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** CREATE, ALTER and DROP of what lies inside a database. */
final class DefinitionCommands {

  private final EngineSession session;

  DefinitionCommands(EngineSession session) {
    this.session = session;
  }

  private DefinitionScope scope() throws SqlRefusal, SQLException {
    return new DefinitionScope(session, session.database());
  }

  /** The database that a table's name gives, or the current one. */
  private DefinitionScope scope(TokenCursor in, int ahead) throws SqlRefusal, SQLException {
    boolean three =
        in.peek(ahead + 1).symbol(".")
            && (in.peek(ahead + 2).symbol(".") || in.peek(ahead + 3).symbol("."));
    return three ? new DefinitionScope(session, in.peek(ahead).text()) : scope();
  }

  /** A statement about a table that is temporary is H2's own. */
  static boolean temporary(List<Token> tokens) {
    return tokens.size() > 2
        && tokens.get(1).is("TABLE")
        && tokens.stream().limit(6).anyMatch(token -> token.text().startsWith("#"));
  }

  /** A batch that is one module. */
  void module(String text, List<Token> tokens) throws SqlRefusal, SQLException {
    new ModuleCommands(scope()).define(text, tokens);
  }

  /** Any other statement that begins with one of the three verbs. */
  void run(List<Token> tokens) throws SqlRefusal, SQLException {
    if (ModuleHeader.begins(tokens)) {
      throw SqlRefusal.of(
          111,
          15,
          1,
          "'CREATE/ALTER %s' must be the first statement in a query batch.",
          tokens.get(tokens.get(1).is("OR") ? 3 : 1).text().toUpperCase(Locale.ROOT));
    }
    TokenCursor in = new TokenCursor(tokens);
    String verb = in.next().text().toUpperCase(Locale.ROOT);
    String what = in.peek().text().toUpperCase(Locale.ROOT);
    switch (verb) {
      case "CREATE" -> create(what, in);
      case "ALTER" -> alter(what, in);
      default -> drop(what, in);
    }
  }

  private void create(String what, TokenCursor in) throws SqlRefusal, SQLException {
    switch (what) {
      case "TABLE" -> {
        in.next();
        new TableCommands(scope(in, 0)).create(in);
      }
      case "UNIQUE", "CLUSTERED", "NONCLUSTERED", "COLUMNSTORE", "INDEX" ->
          new IndexCommands(scope()).create(in);
      case "XML", "PRIMARY" -> new XmlCommands(scope()).create(in);
      case "STATISTICS" -> {
        in.next();
        new IndexCommands(scope()).createStatistics(in);
      }
      case "SCHEMA" -> {
        in.next();
        new SchemaCommands(scope()).createSchema(in);
      }
      case "TYPE" -> {
        in.next();
        new SchemaCommands(scope()).createType(in);
      }
      case "SYNONYM" -> {
        in.next();
        new SchemaCommands(scope()).createSynonym(in);
      }
      case "SEQUENCE" -> {
        in.next();
        new SequenceCommands(scope()).create(in);
      }
      default -> throw SqlRefusal.syntax(in.peek());
    }
  }

  private void alter(String what, TokenCursor in) throws SqlRefusal, SQLException {
    switch (what) {
      case "TABLE" -> {
        in.next();
        new TableChanges(scope(in, 0)).run(in);
      }
      case "INDEX" -> {
        in.next();
        new IndexCommands(scope()).alter(in);
      }
      case "SEQUENCE" -> {
        in.next();
        new SequenceCommands(scope()).alter(in);
      }
      case "AUTHORIZATION" -> {
        in.expect("AUTHORIZATION", "ON", "SCHEMA");
        in.expectSymbol("::");
        String schema = in.name();
        in.expect("TO");
        new SchemaCommands(scope()).changeOwner(schema, in.name());
        in.end();
      }
      default -> throw SqlRefusal.syntax(in.peek());
    }
  }

  private void drop(String what, TokenCursor in) throws SqlRefusal, SQLException {
    switch (what) {
      case "TABLE" -> {
        in.next();
        new TableCommands(scope(in, in.peek().is("IF") ? 2 : 0)).drop(in);
      }
      case "INDEX" -> {
        in.next();
        new IndexCommands(scope()).drop(in);
      }
      case "XML" -> new XmlCommands(scope()).drop(in);
      case "STATISTICS" -> {
        in.next();
        new IndexCommands(scope()).dropStatistics(in);
      }
      case "SCHEMA" -> {
        in.next();
        new SchemaCommands(scope()).dropSchema(in);
      }
      case "TYPE" -> {
        in.next();
        new SchemaCommands(scope()).dropType(in);
      }
      case "SYNONYM" -> {
        in.next();
        new SchemaCommands(scope()).dropSynonym(in);
      }
      case "SEQUENCE" -> {
        in.next();
        new SequenceCommands(scope()).drop(in);
      }
      case "VIEW", "PROC", "PROCEDURE", "FUNCTION", "TRIGGER" ->
          new ModuleCommands(scope()).drop(in);
      default -> throw SqlRefusal.syntax(in.peek());
    }
  }
}
