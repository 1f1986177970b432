package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlServerMessage;
import io.umzug.rehearsal.tds.SqlSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results that nobody reads; errors come as exceptions all the same. */
final class Unheard implements SqlSession.Results {

  @Override
  public void columns(List<SqlSession.Column> columns) {}

  @Override
  public void row(@Nullable Object[] values) {}

  @Override
  public void done(SqlSession.StatementKind kind, long rowCount) {}

  @Override
  public void message(SqlServerMessage message) {}

  @Override
  public void databaseChanged(String from, String to) {}
}
