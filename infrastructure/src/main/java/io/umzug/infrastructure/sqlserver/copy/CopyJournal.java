package io.umzug.infrastructure.sqlserver.copy;

import io.umzug.domain.schema.ObjectName;
import io.umzug.domain.schema.SqlText;
import io.umzug.infrastructure.sqlserver.script.DatabaseTriggers;
import io.umzug.infrastructure.sqlserver.script.OwnTables;
import io.umzug.infrastructure.sqlserver.script.ScriptSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a copy has come, as rows in the target database: what is said here of a statement of the
 * schema is written in that statement's transaction; a table that is begun and not done is emptied
 * and copied again; one whose values were found the same is not compared again.
 */
final class CopyJournal {

  static final ObjectName TABLE = OwnTables.COPY;

  /** How many statements in front of the rows, and behind them, have been run. */
  enum Part {
    BEFORE,
    AFTER
  }

  /**
   * A table that is.
   *
   * @param sum of its values, where they were compared and the same
   */
  record Whole(long rows, @Nullable String sum) {}

  private static final String COPY = "copy";
  private static final String ROWS = "rows of ";
  private static final int ITEM = 450;
  private static final long BEGUN = -1;

  private final ScriptSession session;

  /**
   * @param session in the target database
   */
  CopyJournal(ScriptSession session) {
    this.session = session;
  }

  boolean isThere() {
    return session
            .rows("SELECT OBJECT_ID(%s)".formatted(SqlText.text(TABLE.quoted())))
            .getFirst()
            .getFirst()
        != null;
  }

  /** The fingerprint of the copy that is under way. */
  Optional<String> fingerprint() {
    return session
        .rows("SELECT [word] FROM %s WHERE [item] = N'%s'".formatted(TABLE.quoted(), COPY))
        .stream()
        .map(row -> String.valueOf(row.getFirst()))
        .findFirst();
  }

  /** Created and written to at once, or not at all. */
  void begin(String fingerprint) {
    session.run("BEGIN TRANSACTION");
    session.run(
        "CREATE TABLE %s ([item] nvarchar(%d) NOT NULL PRIMARY KEY, [number] bigint NOT NULL, [word] nvarchar(100) NULL)"
            .formatted(TABLE.quoted(), ITEM));
    add(COPY, 0, fingerprint);
    add(Part.BEFORE.name(), 0, null);
    add(Part.AFTER.name(), 0, null);
    session.run("COMMIT TRANSACTION");
  }

  private void add(String item, long number, @Nullable String word) {
    session.run(
        "INSERT INTO %s ([item], [number], [word]) VALUES (%s, %d, %s)"
            .formatted(
                TABLE.quoted(),
                SqlText.text(item),
                number,
                word == null ? "NULL" : SqlText.text(word)));
  }

  int done(Part part) {
    return number(part.name()).map(Long::intValue).orElse(0);
  }

  private Optional<Long> number(String item) {
    return session
        .rows(
            "SELECT [number] FROM %s WHERE [item] = %s"
                .formatted(TABLE.quoted(), SqlText.text(item)))
        .stream()
        .map(row -> ((Number) row.getFirst()).longValue())
        .findFirst();
  }

  /** Within the transaction that is open. */
  void done(Part part, int statements) {
    set(part.name(), statements);
  }

  private void set(String item, long number) {
    session.run(
        "UPDATE %s SET [number] = %d WHERE [item] = %s"
            .formatted(TABLE.quoted(), number, SqlText.text(item)));
  }

  /** The tables that are whole. */
  Map<String, Whole> whole() {
    Map<String, Whole> whole = new HashMap<>();
    List<List<@Nullable Object>> rows =
        session.rows(
            "SELECT [item], [number], [word] FROM %s WHERE [number] >= 0"
                .formatted(TABLE.quoted()));
    for (List<@Nullable Object> row : rows) {
      String item = String.valueOf(row.get(0));
      if (item.startsWith(ROWS) && row.get(1) instanceof Number number) {
        whole.put(
            item.substring(ROWS.length()), new Whole(number.longValue(), (String) row.get(2)));
      }
    }
    return whole;
  }

  /** Whether rows of the table may be there, from an earlier run. */
  boolean isBegun(ObjectName table) {
    return number(ROWS + table).isPresent();
  }

  void begin(ObjectName table) {
    add(ROWS + table, BEGUN, null);
  }

  void done(ObjectName table, long rows) {
    set(ROWS + table, rows);
  }

  /** The table was compared value by value. */
  void same(ObjectName table, String sum) {
    session.run(
        "UPDATE %s SET [word] = %s WHERE [item] = %s"
            .formatted(TABLE.quoted(), SqlText.text(sum), SqlText.text(ROWS + table)));
  }

  /** Triggers of the database are there by now, and know nothing of it. */
  void remove() {
    DatabaseTriggers.unseen(session, "DROP TABLE " + TABLE.quoted());
  }
}
