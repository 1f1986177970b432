package io.umzug.infrastructure.sqlserver.script;

import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.schema.SqlText;
import java.util.List;
import java.util.stream.Collectors;

/** Triggers of a database, which fire on whatever makes or drops a table in it. */
public final class DatabaseTriggers {

  private DatabaseTriggers() {}

  /**
   * Runs a statement about a table of Umzug's own so that no trigger of the session's database
   * forbids it, or writes it down as a change of the database's. Killed in between, all of it is
   * done or nothing.
   */
  public static void unseen(ScriptSession session, String statement) {
    List<String> triggers =
        session
            .rows(
                "SELECT name FROM sys.triggers WHERE parent_class = 0 AND is_disabled = 0"
                    + " AND is_ms_shipped = 0 ORDER BY name")
            .stream()
            .map(row -> String.valueOf(row.getFirst()))
            .toList();
    if (triggers.isEmpty()) {
      session.run(statement);
      return;
    }
    try {
      session.run("BEGIN TRANSACTION");
      session.run(switched("DISABLE", triggers));
      session.run(statement);
      session.run(switched("ENABLE", triggers));
      session.run("COMMIT TRANSACTION");
    } catch (SqlServerFailure e) {
      try {
        session.rollBack();
      } catch (SqlServerFailure gone) {
        // With its connection the server has undone it as well.
        e.addSuppressed(gone);
      }
      throw e;
    }
  }

  private static String switched(String verb, List<String> triggers) {
    return triggers.stream()
        .map(trigger -> "%s TRIGGER %s ON DATABASE;".formatted(verb, SqlText.name(trigger)))
        .collect(Collectors.joining("\n"));
  }
}
