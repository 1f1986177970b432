package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlSession.Results;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** USE, SET, transactions and the other statements about the session itself. */
final class SessionCommands {

  static final Set<String> KNOWN =
      Set.of(
          "USE",
          "SET",
          "BEGIN",
          "COMMIT",
          "ROLLBACK",
          "KILL",
          "RECONFIGURE",
          "PRINT",
          "CHECKPOINT",
          "RAISERROR");

  /** Options that drivers set at login and that change nothing here. */
  private static final Set<String> ACCEPTED =
      Set.of(
          "ANSI_NULLS",
          "ANSI_NULL_DFLT_ON",
          "ANSI_NULL_DFLT_OFF",
          "ANSI_PADDING",
          "ANSI_WARNINGS",
          "ANSI_DEFAULTS",
          "ARITHABORT",
          "ARITHIGNORE",
          "CONCAT_NULL_YIELDS_NULL",
          "CURSOR_CLOSE_ON_COMMIT",
          "DATEFIRST",
          "DATEFORMAT",
          "DEADLOCK_PRIORITY",
          "FMTONLY",
          "LANGUAGE",
          "LOCK_TIMEOUT",
          "NOCOUNT",
          "NOEXEC",
          "NUMERIC_ROUNDABORT",
          "PARSEONLY",
          "QUERY_GOVERNOR_COST_LIMIT",
          "QUOTED_IDENTIFIER",
          "ROWCOUNT",
          "TEXTSIZE",
          "XACT_ABORT",
          "CONTEXT_INFO",
          "STATISTICS");

  private final EngineSession session;
  private final Results results;
  private final Queries queries;

  SessionCommands(EngineSession session, Results results, Queries queries) {
    this.session = session;
    this.results = results;
    this.queries = queries;
  }

  void run(String first, TokenCursor in) throws SqlRefusal, SQLException {
    in.next();
    switch (first) {
      case "USE" -> use(in);
      case "SET" -> set(in);
      case "BEGIN" -> session.transaction().begin();
      case "COMMIT" -> session.transaction().commit();
      case "ROLLBACK" -> session.transaction().rollback();
      case "KILL" -> kill(in);
      case "RECONFIGURE" -> reconfigure();
      case "PRINT" -> print(in);
      case "RAISERROR" -> raise(in);
      case "CHECKPOINT" -> in.end();
      default -> throw SqlRefusal.syntax(in.peek());
    }
  }

  private void use(TokenCursor in) throws SqlRefusal {
    String name = in.name();
    in.end();
    String before = session.database();
    session.use(name);
    results.databaseChanged(before, session.database());
    SingleUser.offerSeats(session.instance());
    results.message(
        session.info(
            5701, 0, 2, "Changed database context to '%s'.".formatted(session.database())));
  }

  private void set(TokenCursor in) throws SqlRefusal, SQLException {
    List<String> switches = new ArrayList<>();
    do {
      String option = in.name().toUpperCase(Locale.ROOT);
      switches.add(option);
      if (option.equals("IMPLICIT_TRANSACTIONS")) {
        boolean on = in.accept("ON");
        if (!on) {
          in.expect("OFF");
        }
        session.transaction().implicit(on);
      } else if (option.equals("TRANSACTION")) {
        isolation(in);
      } else if (option.equals("IDENTITY_INSERT")) {
        identityInsert(in);
      } else if (ACCEPTED.contains(option)) {
        remember(option, in);
        while (!in.atEnd() && !in.peek().symbol(",")) {
          Token value = in.next();
          if (value.is("ON") || value.is("OFF")) {
            switches.forEach(name -> session.switches().set(name, value.is("ON")));
          }
        }
      } else {
        throw SqlRefusal.of(195, 15, 5, "'%s' is not a recognized SET option.", option);
      }
    } while (in.acceptSymbol(","));
    in.end();
  }

  /**
   * Some of the options become facts of the modules that are created while they hold, or matter.
   */
  private void remember(String option, TokenCursor in) {
    int ahead = 0;
    boolean both = option.equals("ANSI_DEFAULTS");
    while (in.peek(ahead).symbol(",")) {
      both |= in.peek(ahead + 1).is("QUOTED_IDENTIFIER") || in.peek(ahead + 1).is("ANSI_NULLS");
      ahead += 2;
    }
    boolean on = in.peek(ahead).is("ON");
    if (option.equals("ANSI_NULLS") || both) {
      session.options(session.options().withAnsiNulls(on));
    }
    if (option.equals("FMTONLY")) {
      session.options(session.options().withFormatOnly(on));
    }
    if (option.equals("QUOTED_IDENTIFIER") || both) {
      session.options(session.options().withQuotedIdentifier(on));
    }
  }

  private void isolation(TokenCursor in) throws SqlRefusal, SQLException {
    in.expect("ISOLATION", "LEVEL");
    if (in.accept("SNAPSHOT")) {
      session.transaction().isolation("SNAPSHOT");
    } else if (in.accept("SERIALIZABLE")) {
      session.transaction().isolation("SERIALIZABLE");
    } else if (in.accept("REPEATABLE", "READ")) {
      session.transaction().isolation("REPEATABLE READ");
    } else {
      in.expect("READ");
      if (!in.accept("UNCOMMITTED")) {
        in.expect("COMMITTED");
      }
      session.transaction().isolation(Transaction.USUAL);
    }
  }

  private void identityInsert(TokenCursor in) throws SqlRefusal, SQLException {
    ObjectName name = ObjectName.read(in);
    String database = name.database().isEmpty() ? session.database() : name.database();
    CatalogObject table = session.catalog(database).object(name.schemaOr("dbo"), name.name());
    if (table == null || !table.userTable()) {
      throw SqlRefusal.of(
          1088,
          16,
          11,
          "Cannot find the object \"%s\" because it does not exist or you do not have permissions.",
          name.written());
    }
    if (table.asTable().columns().stream().noneMatch(column -> column.identity() != null)) {
      throw SqlRefusal.of(
          8106,
          16,
          1,
          "Table '%s' does not have the identity property. Cannot perform SET operation.",
          name.written());
    }
    Integer before = session.options().identityInsert();
    if (in.accept("ON")) {
      if (before != null && before != table.id()) {
        throw SqlRefusal.of(
            8107,
            16,
            1,
            "IDENTITY_INSERT is already ON for another table. Cannot perform SET operation for"
                + " table '%s'.",
            name.written());
      }
      session.options(session.options().withIdentityInsert(table.id()));
    } else {
      in.expect("OFF");
      if (before != null && before == table.id()) {
        session.options(session.options().withIdentityInsert(null));
      }
    }
  }

  private void kill(TokenCursor in) throws SqlRefusal {
    int spid = in.number();
    in.end();
    if (!session.login().has("sysadmin") && !session.login().has("processadmin")) {
      throw SqlRefusal.of(6102, 14, 1, "User does not have permission to use the KILL statement.");
    }
    if (spid == session.spid()) {
      throw SqlRefusal.of(6104, 16, 1, "Cannot use KILL to kill your own process.");
    }
    EngineSession victim =
        session.instance().sessions().stream()
            .filter(candidate -> candidate.spid() == spid)
            .findFirst()
            .orElseThrow(
                () ->
                    SqlRefusal.of(6106, 16, 1, "Process ID %d is not an active process ID.", spid));
    victim.close();
    SingleUser.offerSeats(session.instance());
    session.instance().record("session-killed", Map.of("applicationName", victim.application()));
  }

  private void reconfigure() throws SqlRefusal {
    Procedures.requireServerAdmin(session);
    session.instance().update(InstanceState::reconfigured);
  }

  private void print(TokenCursor in) throws SqlRefusal, SQLException {
    List<Token> expression = new ArrayList<>();
    do {
      expression.add(in.next());
    } while (!in.atEnd());
    expression.add(in.peek());
    String text = queries.text(expression);
    results.message(session.info(0, 0, 1, Objects.requireNonNullElse(text, "")));
  }

  private void raise(TokenCursor in) throws SqlRefusal {
    in.expectSymbol("(");
    String text = in.string();
    in.expectSymbol(",");
    int severity = in.number();
    in.expectSymbol(",");
    int state = in.number();
    in.expectSymbol(")");
    if (severity > 10) {
      throw SqlRefusal.of(50000, severity, state, "%s", text);
    }
    results.message(session.info(50000, severity, state, text));
  }
}
