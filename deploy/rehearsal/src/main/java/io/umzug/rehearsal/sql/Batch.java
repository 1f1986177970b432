package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlSession.Parameter;
import io.umzug.rehearsal.tds.SqlSession.Results;
import io.umzug.rehearsal.tds.SqlSession.StatementKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs the statements of one batch, each where it belongs. */
final class Batch {

  /** What does something under FMTONLY: tells its columns, or is what ends it. */
  private static final Set<String> DESCRIBED =
      Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "SET", "EXEC", "EXECUTE");

  private final EngineSession session;
  private final Results results;
  private final Running running;
  private final List<Parameter> variables;
  private final Queries queries;
  private int line = 1;

  Batch(EngineSession session, List<Parameter> parameters, Results results, Running running) {
    this.session = session;
    this.results = results;
    this.running = running;
    this.variables = new ArrayList<>(parameters);
    this.queries = new Queries(session, variables, results, running);
  }

  int line() {
    return line;
  }

  void run(String sql) throws SqlRefusal {
    List<Token> tokens = Lexer.tokens(sql);
    if (ModuleHeader.begins(tokens)) {
      module(sql, tokens);
      return;
    }
    if (BulkStatement.begins(tokens)) {
      bulk(sql, tokens);
      return;
    }
    for (Statement statement : BatchParser.parse(sql)) {
      run(statement);
    }
  }

  /** Announces rows; it stands alone in its batch, because they come behind it. */
  private void bulk(String sql, List<Token> tokens) throws SqlRefusal {
    line = tokens.getFirst().line();
    if (BatchParser.parse(sql).size() > 1) {
      throw SqlRefusal.of(428, 16, 1, "INSERT bulk cannot be used in a multi-statement batch.");
    }
    try {
      session.awaitBulkLoad(BulkStatement.read(session, tokens));
    } catch (SQLException e) {
      throw H2Errors.translated(e, tokens);
    }
    done();
  }

  /** The definition of a view, procedure, function or trigger takes the whole batch. */
  private void module(String sql, List<Token> tokens) throws SqlRefusal {
    line = tokens.getFirst().line();
    running.command("CREATE");
    try {
      session.transaction().beginImplicitly();
      DatabaseTriggers.refuseFiring(session.catalog(session.database()), tokens);
      new DefinitionCommands(session).module(sql, tokens);
    } catch (SQLException e) {
      throw H2Errors.translated(e, tokens);
    }
    done();
  }

  private void run(Statement statement) throws SqlRefusal {
    switch (statement) {
      case Statement.Plain plain -> plain(plain.tokens());
      case Statement.Block block -> {
        for (Statement inner : block.statements()) {
          run(inner);
        }
      }
      case Statement.Conditional conditional -> {
        line = conditional.condition().getFirst().line();
        Statement chosen = holds(conditional) ? conditional.then() : conditional.otherwise();
        if (chosen != null) {
          run(chosen);
        }
      }
    }
  }

  private boolean holds(Statement.Conditional conditional) throws SqlRefusal {
    try {
      return queries.holds(conditional.condition());
    } catch (SQLException e) {
      throw H2Errors.translated(e, conditional.condition());
    }
  }

  private void plain(List<Token> tokens) throws SqlRefusal {
    line = tokens.getFirst().line();
    running.line(line);
    if (session.ended() || running.stopped()) {
      throw Running.cancelled();
    }
    String first = tokens.getFirst().text().toUpperCase(Locale.ROOT);
    running.command(first);
    if (session.options().formatOnly() && !DESCRIBED.contains(first)) {
      done();
      return;
    }
    if (session.instance().settings().isBefore(InstanceSettings.SQL_2012)) {
      Since2012.refuse(tokens);
    }
    try {
      dispatch(first, tokens);
    } catch (SQLException e) {
      throw H2Errors.translated(e, tokens);
    }
  }

  private void dispatch(String first, List<Token> tokens) throws SqlRefusal, SQLException {
    Token second = tokens.get(Math.min(1, tokens.size() - 1));
    switch (first) {
      case "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "TRUNCATE" -> {
        session.transaction().beginImplicitly();
        queries.run(tokens);
      }
      case "CREATE", "DROP", "ALTER" -> definition(tokens, second);
      case "BACKUP" -> {
        if (second.is("CERTIFICATE")) {
          new CertificateCommands(session).run(cursor(tokens));
          done();
          return;
        }
        new BackupCommand(session, results, running).run(cursor(tokens));
        done();
      }
      case "RESTORE" -> {
        new RestoreCommand(session, results, running).run(cursor(tokens));
        done();
      }
      case "DECLARE" -> {
        new Variables(session, queries, variables).declare(new TokenCursor(tokens));
        done();
      }
      case "DBCC" -> {
        if (second.is("CHECKDB")) {
          new ConsistencyCheck(session, results, running)
              .run(cursor(tokens.subList(1, tokens.size())));
        } else {
          new IdentityCheck(new DefinitionScope(session, session.database())).run(cursor(tokens));
        }
        done();
      }
      case "GRANT", "DENY", "REVOKE" -> {
        new PermissionCommands(new DefinitionScope(session, session.database()))
            .run(cursor(tokens));
        done();
      }
      case "ENABLE", "DISABLE" -> trigger(tokens, second);
      case "EXEC", "EXECUTE" -> procedure(tokens.subList(1, tokens.size()));
      default -> {
        if (first.equals("SET") && second.kind() == Token.Kind.VARIABLE) {
          new Variables(session, queries, variables).assign(new TokenCursor(tokens));
          done();
        } else if (SessionCommands.KNOWN.contains(first)) {
          new SessionCommands(session, results, queries).run(first, cursor(tokens));
          done();
        } else {
          unknown(tokens, second);
        }
      }
    }
  }

  private void trigger(List<Token> tokens, Token second) throws SqlRefusal, SQLException {
    if (!second.is("TRIGGER")) {
      unknown(tokens, second);
      return;
    }
    TokenCursor in = cursor(tokens);
    boolean disabled = in.next().is("DISABLE");
    in.next();
    new TriggerCommands(new DefinitionScope(session, session.database())).run(in, disabled);
    done();
  }

  private void done() {
    results.done(StatementKind.OTHER, -1);
  }

  private void definition(List<Token> tokens, Token second) throws SqlRefusal, SQLException {
    switch (second.text().toUpperCase(Locale.ROOT)) {
      case "CERTIFICATE", "MASTER" -> {
        new CertificateCommands(session).run(cursor(tokens));
        done();
      }
      case "DATABASE" -> {
        new DatabaseCommands(session).run(cursor(tokens));
        done();
      }
      case "LOGIN" -> {
        new LoginCommands(session).run(cursor(tokens));
        done();
      }
      case "USER", "ROLE", "SERVER" -> {
        new SecurityCommands(session).run(cursor(tokens));
        done();
      }
      case "AUTHORIZATION" -> {
        if (tokens.get(Math.min(3, tokens.size() - 1)).is("DATABASE")) {
          new DatabaseCommands(session).run(cursor(tokens));
        } else {
          new DefinitionCommands(session).run(tokens);
        }
        done();
      }
      default -> {
        session.transaction().beginImplicitly();
        if (DefinitionCommands.temporary(tokens)) {
          queries.define(tokens);
        } else {
          DatabaseTriggers.refuseFiring(session.catalog(session.database()), tokens);
          new DefinitionCommands(session).run(second.is("XML") ? written(tokens) : tokens);
        }
        done();
      }
    }
  }

  private void procedure(List<Token> tokens) throws SqlRefusal, SQLException {
    boolean before = session.options().formatOnly();
    new Procedures(session, results, this::run).run(cursor(tokens));
    // What is SET within a call ends with it.
    session.options(session.options().withFormatOnly(before));
    done();
  }

  /** A batch that begins with a bare name calls the procedure of that name. */
  private void unknown(List<Token> tokens, Token second) throws SqlRefusal, SQLException {
    Token first = tokens.getFirst();
    boolean call =
        switch (second.kind()) {
          case END, STRING, NUMBER, VARIABLE -> true;
          case SYMBOL -> second.symbol(".");
          case WORD, QUOTED -> false;
        };
    if (!first.isName()) {
      throw SqlRefusal.syntax(first);
    }
    if (!call) {
      throw SqlRefusal.syntax(second);
    }
    procedure(tokens);
  }

  /** The statement with the values of its parameters written in: BACKUP DATABASE @P0 … */
  private TokenCursor cursor(List<Token> tokens) throws SqlRefusal {
    return new TokenCursor(written(tokens));
  }

  private List<Token> written(List<Token> tokens) throws SqlRefusal {
    List<Token> written = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean argument = tokens.get(Math.min(i + 1, tokens.size() - 1)).symbol("=");
      written.add(
          token.kind() == Token.Kind.VARIABLE && !token.text().startsWith("@@") && !argument
              ? literal(token)
              : token);
    }
    return written;
  }

  private Token literal(Token variable) throws SqlRefusal {
    @Nullable Parameter parameter = queries.parameter(variable.text());
    if (parameter == null) {
      return variable;
    }
    Object value = parameter.value();
    if (value instanceof byte[] bytes && Variant.is(bytes)) {
      value = Variant.read(bytes).value();
    }
    if (value == null) {
      return new Token(Token.Kind.WORD, "NULL", variable.line());
    }
    Token.Kind kind = value instanceof Number ? Token.Kind.NUMBER : Token.Kind.STRING;
    return new Token(kind, value.toString(), variable.line());
  }
}
