package io.umzug.infrastructure.sqlserver.script;

import io.umzug.domain.schema.SqlText;
import java.util.List;
import java.util.stream.Collectors;

/** Triggers of a database, which fire on whatever makes or drops a table in it. */
public final class DatabaseTriggers {

  private DatabaseTriggers() {}

  /**
   * Runs a statement about a table of Umzug's own so that no trigger of the session's database
   * forbids it, or writes it down as a change of the database's. All of it is done or nothing,
   * whoever is killed when: it is one request, and one transaction. Leaves XACT_ABORT off where
   * there are such triggers.
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
    session.run(
        "SET XACT_ABORT ON;\nBEGIN TRANSACTION;\n%s\n%s;\n%s\nCOMMIT TRANSACTION;\nSET XACT_ABORT OFF;"
            .formatted(switched("DISABLE", triggers), statement, switched("ENABLE", triggers)));
  }

  private static String switched(String verb, List<String> triggers) {
    return triggers.stream()
        .map(trigger -> "%s TRIGGER %s ON DATABASE;".formatted(verb, SqlText.name(trigger)))
        .collect(Collectors.joining("\n"));
  }
}
