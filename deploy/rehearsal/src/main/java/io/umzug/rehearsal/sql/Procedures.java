package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlSession.Results;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The system procedures there are. */
final class Procedures {

  /** Runs a text as a batch of its own. */
  @FunctionalInterface
  interface Nested {
    void run(String sql) throws SqlRefusal;
  }

  private final EngineSession session;
  private final Results results;
  private final Nested nested;

  Procedures(EngineSession session, Results results, Nested nested) {
    this.session = session;
    this.results = results;
    this.nested = nested;
  }

  static void requireServerAdmin(EngineSession session) throws SqlRefusal {
    if (!session.login().has("sysadmin") && !session.login().has("serveradmin")) {
      throw SqlRefusal.of(15247, 16, 1, "User does not have permission to perform this action.");
    }
  }

  /** What follows EXEC. */
  void run(TokenCursor in) throws SqlRefusal, SQLException {
    if (in.acceptSymbol("(")) {
      String text = in.string();
      in.expectSymbol(")");
      in.end();
      nested.run(text);
      return;
    }
    StringBuilder written = new StringBuilder(in.name());
    String name = written.toString();
    while (in.acceptSymbol(".")) {
      if (in.peek().symbol(".")) {
        written.append('.');
      } else {
        name = in.name();
        written.append('.').append(name);
      }
    }
    String procedure = name.toLowerCase(Locale.ROOT);
    if (PropertyCommands.knows(procedure)) {
      new PropertyCommands(new DefinitionScope(session, session.database()))
          .run(procedure, named(in, PropertyCommands.parameters(procedure)));
      return;
    }
    if (procedure.equals("sp_settriggerorder")) {
      new TriggerCommands(new DefinitionScope(session, session.database()))
          .order(named(in, TriggerCommands.ORDER));
      return;
    }
    List<String> arguments = arguments(in);
    switch (procedure) {
      case "sp_configure" -> configure(arguments);
      case "sp_executesql" -> nested.run(argument(arguments, 0));
      case "xp_fixeddrives" -> Volumes.fixedDrives(session, results);
      case "sp_addsrvrolemember" ->
          new SecurityCommands(session)
              .addToServerRole(argument(arguments, 1), argument(arguments, 0));
      case "sp_addrolemember" -> {
        requireNoTransaction(written.toString());
        new SecurityCommands(session).addToRole(argument(arguments, 0), argument(arguments, 1));
      }
      default -> {
        refuseKnown(written.toString());
        throw SqlRefusal.of(2812, 16, 62, "Could not find stored procedure '%s'.", written);
      }
    }
  }

  private void requireNoTransaction(String procedure) throws SqlRefusal {
    if (session.transactionCount() > 0) {
      throw SqlRefusal.of(
          15002, 16, 1, "The procedure '%s' cannot be executed within a transaction.", procedure);
    }
  }

  /** A procedure of the user's is kept here and not run, and that has to be said. */
  private void refuseKnown(String written) throws SqlRefusal, SQLException {
    TokenCursor in = new TokenCursor(Lexer.tokens(written));
    ObjectName name = ObjectName.read(in);
    String database = name.database().isEmpty() ? session.database() : name.database();
    CatalogObject found =
        session.instance().state().database(database).isEmpty()
            ? null
            : session.catalog(database).object(name.schemaOr("dbo"), name.name());
    if (found != null && found.kind().equals("P")) {
      throw SqlRefusal.of(
          50000,
          16,
          1,
          "The procedure '%s' is in the catalog of this stand-in, which runs no T-SQL of"
              + " procedures. Nothing was done.",
          written);
    }
  }

  private static Map<String, @Nullable String> named(TokenCursor in, List<String> parameters)
      throws SqlRefusal {
    Map<String, @Nullable String> values = new HashMap<>();
    int place = 0;
    while (!in.atEnd()) {
      String name = place < parameters.size() ? parameters.get(place) : "";
      if (in.peek().kind() == Token.Kind.VARIABLE && in.peek(1).symbol("=")) {
        name = in.next().text().toLowerCase(Locale.ROOT);
        in.next();
      }
      if (!parameters.contains(name)) {
        throw SqlRefusal.of(
            8145, 16, 2, "%s is not a parameter for procedure.", name.isEmpty() ? "This" : name);
      }
      boolean negative = in.acceptSymbol("-");
      Token value = in.next();
      switch (value.kind()) {
        case STRING, NUMBER, WORD, QUOTED ->
            values.put(name, value.is("NULL") ? null : (negative ? "-" : "") + value.text());
        case VARIABLE, SYMBOL, END -> throw SqlRefusal.syntax(value);
      }
      place++;
      if (!in.acceptSymbol(",")) {
        in.end();
      }
    }
    return values;
  }

  private static String argument(List<String> arguments, int index) throws SqlRefusal {
    if (index >= arguments.size()) {
      throw SqlRefusal.of(
          201, 16, 4, "Procedure or function expects a parameter which was not supplied.");
    }
    return arguments.get(index);
  }

  private static List<String> arguments(TokenCursor in) throws SqlRefusal {
    List<String> values = new ArrayList<>();
    while (!in.atEnd()) {
      if (in.peek().kind() == Token.Kind.VARIABLE && in.peek(1).symbol("=")) {
        in.next();
        in.next();
      }
      boolean negative = in.acceptSymbol("-");
      switch (in.peek().kind()) {
        case STRING, NUMBER, WORD, QUOTED -> values.add((negative ? "-" : "") + in.next().text());
        case VARIABLE, SYMBOL, END -> throw SqlRefusal.syntax(in.peek());
      }
      if (!in.acceptSymbol(",")) {
        in.end();
      }
    }
    return values;
  }

  private void configure(List<String> arguments) throws SqlRefusal {
    String wanted = argument(arguments, 0);
    InstanceState state = session.instance().state();
    String option =
        state.configured().keySet().stream()
            .filter(wanted::equalsIgnoreCase)
            .findFirst()
            .orElseThrow(() -> unknownOption(wanted));
    if (arguments.size() < 2) {
      return;
    }
    requireServerAdmin(session);
    int value;
    try {
      value = Integer.parseInt(arguments.get(1));
    } catch (NumberFormatException _) {
      throw unknownOption(wanted);
    }
    if (option.equals(Installation.FILESTREAM) && (value < 0 || value > 2)) {
      throw SqlRefusal.of(
          15129, 16, 1, "'%d' is not a valid value for configuration option '%s'.", value, option);
    }
    session.instance().update(before -> before.withConfigured(option, value));
    results.message(
        session.info(
            15457,
            0,
            1,
            "Configuration option '%s' changed from %d to %d. Run the RECONFIGURE statement to install."
                .formatted(option, state.configured().getOrDefault(option, 0), value)));
  }

  private static SqlRefusal unknownOption(String name) {
    return SqlRefusal.of(
        15123,
        16,
        1,
        "The configuration option '%s' does not exist, or it may be an advanced option.",
        name);
  }
}
