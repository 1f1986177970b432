package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.estate.Fault;
import io.umzug.rehearsal.sql.InstanceState.Database;
import io.umzug.rehearsal.tds.SqlSession.Results;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** DBCC CHECKDB: reads every row of the database, and says what it cannot read. */
final class ConsistencyCheck {

  private static final Set<String> OPTIONS =
      Set.of("NO_INFOMSGS", "ALL_ERRORMSGS", "PHYSICAL_ONLY", "TABLOCK", "DATA_PURITY");

  private final EngineSession session;
  private final SqlInstance instance;
  private final Results results;
  private final Running running;

  ConsistencyCheck(EngineSession session, Results results, Running running) {
    this.session = session;
    this.instance = session.instance();
    this.results = results;
    this.running = running;
  }

  /** What follows DBCC. */
  void run(TokenCursor in) throws SqlRefusal, SQLException {
    in.expect("CHECKDB");
    String name = session.database();
    if (in.acceptSymbol("(")) {
      name = in.peek().isName() ? in.name() : in.string();
      in.expectSymbol(")");
    }
    boolean tells = true;
    if (in.accept("WITH")) {
      do {
        Token option = in.next();
        String word = option.text().toUpperCase(java.util.Locale.ROOT);
        if (!OPTIONS.contains(word)) {
          throw SqlRefusal.syntax(option);
        }
        tells &= !word.equals("NO_INFOMSGS");
      } while (in.acceptSymbol(","));
    }
    in.end();
    Database database = Queries.known(session, name);
    if (!Logins.owns(session.login(), database)) {
      throw SqlRefusal.of(
          7983,
          14,
          36,
          "User '%s' does not have permission to run DBCC checkdb for database '%s'.",
          session.login().name(),
          database.name());
    }
    check(database);
    if (tells) {
      results.message(session.info(8989, 0, 1, summary(0, "database '%s'", database.name())));
    }
  }

  private static String summary(int errors, String of, Object... names) {
    return "CHECKDB found 0 allocation errors and %d consistency errors in %s."
        .formatted(errors, of.formatted(names));
  }

  private void check(Database database) throws SqlRefusal, SQLException {
    running.command("DBCC CHECKDB");
    if (!database.system() && instance.estate().faults().strike(Fault.DAMAGED_PAGE, "check")) {
      throw damage(database);
    }
    try (Connection h2 = instance.connection(database, 0);
        DataOutputStream nowhere = new DataOutputStream(OutputStream.nullOutputStream())) {
      Content.freeze(h2);
      long rows = Content.rows(h2);
      Progress progress = new Progress(running, rows, 0, false, () -> {}, _ -> {});
      Content.write(h2, nowhere, progress::rows);
    } catch (IOException e) {
      throw new SQLException("What was read cannot be let go", e);
    }
  }

  /** A page that the disk does not give back, as SQL Server tells it. */
  private SqlRefusal damage(Database database) {
    int object = 245575913;
    String unit =
        "Object ID %d, index ID 1, partition ID 72057594040549376, alloc unit ID 72057594045857792"
                .formatted(object)
            + " (type In-row data)";
    return SqlRefusal.of(
            8928,
            16,
            1,
            "%s: Page (1:312) could not be processed. See other errors for details.",
            unit)
        .then(
            SqlRefusal.of(
                8939,
                16,
                98,
                "Table error: %s, page (1:312). Test (IS_OFF (BUF_IOERR, pBUF->bstat)) failed."
                    + " Values are 133129 and -4.",
                unit))
        .then(SqlRefusal.of(8989, 10, 1, "%s", summary(2, "database '%s'", database.name())));
  }
}
