package io.umzug.infrastructure.sqlserver.script;

import io.umzug.domain.schema.SqlText;
import io.umzug.domain.script.ImportPosition;
import java.util.List;
import java.util.Optional;

/**
 * How far an import has come, as a row in the target: written in the transaction of the batch that
 * it is about, it is there exactly if the batch is.
 */
final class ImportMark {

  private static final int NAME = 64;

  /**
   * @param database the session's database behind the batch
   * @param options {@code @@OPTIONS} behind the batch
   */
  record Standing(ImportPosition position, String database, int options) {}

  /** What the session is like behind a statement of Umzug's. */
  record Session(int transactions, String database, int options) {}

  private static final String SESSION = "SELECT @@TRANCOUNT, DB_NAME(), @@OPTIONS";

  private final ScriptSession session;
  private final String database;
  private final String table;
  private final String script;

  ImportMark(ScriptSession session, String database, String script) {
    this.session = session;
    this.database = SqlText.name(database);
    this.table = this.database + "." + OwnTables.IMPORT.quoted();
    this.script = script.substring(0, Math.min(script.length(), NAME));
  }

  String table() {
    return table;
  }

  private String quotedTable() {
    return "N'" + table.replace("'", "''") + "'";
  }

  private String here() {
    return " WHERE [script] = '%s'".formatted(script);
  }

  private boolean isTableThere() {
    return session.rows("SELECT OBJECT_ID(" + quotedTable() + ")").getFirst().getFirst() != null;
  }

  /** Waits for a transaction that still writes it, whatever the database's isolation is. */
  Optional<Standing> find() {
    if (!isTableThere()) {
      return Optional.empty();
    }
    session.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    List<List<Object>> rows =
        session.rows("SELECT [batch], [times], [database_name], [options] FROM " + table + here());
    session.run("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
    return rows.stream()
        .findFirst()
        .map(
            row ->
                new Standing(
                    new ImportPosition(number(row.get(0)), (int) number(row.get(1))),
                    String.valueOf(row.get(2)),
                    (int) number(row.get(3))));
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  void create() {
    DatabaseTriggers.unseen(
        session,
        "IF OBJECT_ID(%s) IS NULL CREATE TABLE %s ([script] nvarchar(%d) NOT NULL PRIMARY KEY, [batch] bigint NOT NULL, [times] int NOT NULL, [database_name] nvarchar(128) NOT NULL, [options] int NOT NULL)"
            .formatted(quotedTable(), table, NAME));
    session.run(
        "INSERT INTO %s ([script], [batch], [times], [database_name], [options]) VALUES ('%s', 0, 0, DB_NAME(), @@OPTIONS)"
            .formatted(table, script));
  }

  private String set(ImportPosition position) {
    return "UPDATE %s SET [batch] = %d, [times] = %d, [database_name] = DB_NAME(), [options] = @@OPTIONS%s"
        .formatted(table, position.batch(), position.times(), here());
  }

  /** Within the transaction that is open, or by itself. */
  Optional<Session> move(ImportPosition position) {
    return session(set(position) + "; " + SESSION);
  }

  /** Within Umzug's transaction, which ends with it. */
  Optional<Session> moveAndCommit(ImportPosition position) {
    return session(set(position) + "; IF @@TRANCOUNT > 0 COMMIT TRANSACTION; " + SESSION);
  }

  Optional<Session> begin() {
    return session("BEGIN TRANSACTION; " + SESSION);
  }

  Optional<Session> look() {
    return session(SESSION);
  }

  /** Empty where the server answers nothing, because the script has switched execution off. */
  private Optional<Session> session(String sql) {
    return session.rows(sql).stream()
        .findFirst()
        .map(
            row ->
                new Session(
                    (int) number(row.get(0)),
                    String.valueOf(row.get(1)),
                    (int) number(row.get(2))));
  }

  /** What the import of an earlier text of the script has marked is this one's. */
  void takeOver(String earlier) {
    if (isTableThere()) {
      session.run(
          "UPDATE %s SET [script] = '%s' WHERE [script] = '%s'"
              .formatted(table, script, earlier.substring(0, Math.min(earlier.length(), NAME))));
    }
  }

  /** And the table, if no other import needs it. Where a part of that is done, the rest. */
  void remove() {
    if (isTableThere()) {
      session.run("USE " + database);
      session.run("DELETE FROM " + table + here());
      DatabaseTriggers.unseen(
          session, "IF NOT EXISTS (SELECT * FROM %s) DROP TABLE %s".formatted(table, table));
    }
  }
}
