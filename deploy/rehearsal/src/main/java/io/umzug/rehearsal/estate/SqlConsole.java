package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.tds.SqlBackend;
import io.umzug.rehearsal.tds.SqlServerException;
import io.umzug.rehearsal.tds.SqlServerMessage;
import io.umzug.rehearsal.tds.SqlSession;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session on one of the estate's own SQL Servers, without the way over the wire. */
final class SqlConsole implements AutoCloseable {

  private final SqlSession session;

  private SqlConsole(SqlSession session) {
    this.session = session;
  }

  static SqlConsole open(SqlBackend server, SqlBackend.Login login) throws SqlServerException {
    return new SqlConsole(server.login(login));
  }

  void run(String sql) throws SqlServerException {
    session.execute(sql, List.of(), new Collected());
  }

  /**
   * Runs the batch and hands over what the server says about it, errors too, before they end it.
   */
  void run(String sql, Consumer<SqlServerMessage> said) throws SqlServerException {
    session.execute(sql, List.of(), new Collected(said));
  }

  /** The rows of the batch's result sets. */
  List<List<@Nullable Object>> query(String sql) throws SqlServerException {
    Collected collected = new Collected();
    session.execute(sql, List.of(), collected);
    return collected.rows;
  }

  /** Hands over the rows as they come, without keeping them. */
  void stream(String sql, SqlSession.Results results) throws SqlServerException {
    session.execute(sql, List.of(), results);
  }

  /** The first column as text. */
  List<String> texts(String sql) throws SqlServerException {
    return query(sql).stream().map(row -> String.valueOf(row.getFirst())).toList();
  }

  static String quoted(String name) {
    return "[" + name.replace("]", "]]") + "]";
  }

  static String literal(String text) {
    return "N'" + text.replace("'", "''") + "'";
  }

  @Override
  public void close() {
    session.close();
  }

  private static final class Collected implements SqlSession.Results {

    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private final Consumer<SqlServerMessage> said;

    Collected() {
      this(_ -> {});
    }

    Collected(Consumer<SqlServerMessage> said) {
      this.said = said;
    }

    @Override
    public void columns(List<SqlSession.Column> columns) {}

    @Override
    public void row(@Nullable Object[] values) {
      List<@Nullable Object> row = new ArrayList<>();
      for (Object value : values) {
        row.add(value);
      }
      rows.add(row);
    }

    @Override
    public void done(SqlSession.StatementKind kind, long rowCount) {}

    @Override
    public void message(SqlServerMessage message) {
      said.accept(message);
    }

    @Override
    public void databaseChanged(String from, String to) {}
  }
}
