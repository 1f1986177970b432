package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlServerMessage;
import io.umzug.rehearsal.tds.SqlSession;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything a session answered, in order. */
final class Collected implements SqlSession.Results {

  final List<List<SqlSession.Column>> columns = new ArrayList<>();
  final List<List<@Nullable Object>> rows = new ArrayList<>();
  final List<SqlServerMessage> messages = new ArrayList<>();
  final List<String> done = new ArrayList<>();
  final List<String> databases = new ArrayList<>();
  private final Consumer<SqlServerMessage> listener;

  Collected() {
    this(_ -> {});
  }

  Collected(Consumer<SqlServerMessage> listener) {
    this.listener = listener;
  }

  @Override
  public void columns(List<SqlSession.Column> described) {
    columns.add(described);
  }

  @Override
  public void row(@Nullable Object[] values) {
    List<@Nullable Object> row = new ArrayList<>();
    for (Object value : values) {
      row.add(value instanceof byte[] bytes ? java.util.HexFormat.of().formatHex(bytes) : value);
    }
    rows.add(row);
  }

  @Override
  public void done(SqlSession.StatementKind kind, long rowCount) {
    done.add(kind + ":" + rowCount);
  }

  @Override
  public void message(SqlServerMessage message) {
    messages.add(message);
    listener.accept(message);
  }

  @Override
  public void databaseChanged(String from, String to) {
    databases.add(from + ">" + to);
  }

  List<String> texts() {
    return messages.stream().map(SqlServerMessage::text).toList();
  }

  List<Integer> numbers() {
    return messages.stream().map(SqlServerMessage::number).toList();
  }

  /** The value in the last row under this name. */
  @Nullable Object value(String column) {
    List<SqlSession.Column> last = columns.getLast();
    for (int i = 0; i < last.size(); i++) {
      if (last.get(i).name().equalsIgnoreCase(column)) {
        return rows.getLast().get(i);
      }
    }
    throw new IllegalArgumentException("No column " + column + " in " + last);
  }
}
