package io.umzug.infrastructure.sqlserver;

import com.microsoft.sqlserver.jdbc.ISQLServerMessage;
import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.diagnosis.SqlServerDiagnosis;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection in autocommit. A statement is over only when its whole stream was read: several
 * drivers report BACKUP and RESTORE done before they are.
 */
public final class SqlServerSession implements AutoCloseable {

  /** Reads one row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(SqlServerSession.class);
  private static final int PERCENT_PROCESSED = 3211;
  private static final int LOWEST_ERROR_SEVERITY = 11;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

  private final String server;
  private final SQLServerConnection connection;
  private final ReceivedErrors received = new ReceivedErrors();
  private volatile IntConsumer percent = _ -> {};
  private volatile @Nullable Statement running;

  SqlServerSession(String server, SQLServerConnection connection) {
    this.server = server;
    this.connection = connection;
    connection.setServerMessageHandler(this::hear);
  }

  /** The server's name in the estate. */
  public String server() {
    return server;
  }

  /** The driver's own connection, for what streams or copies in bulk. */
  public SQLServerConnection connection() {
    return connection;
  }

  /** Live, on the thread that runs the statement; the text's language is the server's. */
  private ISQLServerMessage hear(ISQLServerMessage message) {
    if (message.getErrorSeverity() >= LOWEST_ERROR_SEVERITY) {
      // The driver shows the error that it is about to throw a second time.
      received.add(SqlServerErrors.of(message));
    } else if (message.getErrorNumber() == PERCENT_PROCESSED) {
      Matcher matcher = NUMBER.matcher(message.getErrorMessage());
      if (matcher.find()) {
        percent.accept(Math.min(100, Integer.parseInt(matcher.group())));
      }
    } else {
      LOG.debug("{}: {} {}", server, message.getErrorNumber(), message.getErrorMessage());
    }
    return message;
  }

  /** Told how far a BACKUP or RESTORE says it is. */
  public void onPercent(IntConsumer listener) {
    percent = listener;
  }

  /** Runs a statement that has no parameters and no rows of interest. */
  public void run(String sql) {
    query(_ -> true, sql);
  }

  /** The rows of the first result; everything that follows is read too. */
  public <T> List<T> query(RowReader<T> reader, String sql, String... parameters) {
    received.clear();
    List<T> rows = new ArrayList<>();
    try (Statement statement = statement(sql, parameters)) {
      running = statement;
      boolean isRows =
          statement instanceof PreparedStatement prepared
              ? prepared.execute()
              : statement.execute(sql);
      drain(statement, isRows, reader, rows);
    } catch (SQLException e) {
      throw SqlServerErrors.failure(
          server, received.isEmpty() ? SqlServerErrors.of(e) : received.all(), e);
    } finally {
      running = null;
    }
    if (!received.isEmpty()) {
      throw SqlServerErrors.failure(server, received.all(), null);
    }
    return rows;
  }

  private Statement statement(String sql, String... parameters) throws SQLException {
    if (parameters.length == 0) {
      return connection.createStatement();
    }
    PreparedStatement prepared = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      prepared.setNString(i + 1, parameters[i]);
    }
    return prepared;
  }

  private static <T> void drain(
      Statement statement, boolean firstIsRows, RowReader<T> reader, List<T> rows)
      throws SQLException {
    boolean isRows = firstIsRows;
    boolean isFirst = true;
    while (isRows || statement.getUpdateCount() != -1) {
      if (isRows) {
        try (ResultSet result = statement.getResultSet()) {
          while (result.next()) {
            if (isFirst) {
              rows.add(reader.read(result));
            }
          }
        }
        isFirst = false;
      }
      isRows = statement.getMoreResults();
    }
  }

  /** Works in a database, and leaves it again: RESTORE needs it free of our own session too. */
  public <T> T in(String database, Supplier<T> work) {
    run("USE " + TransactSql.name(database));
    try {
      return work.get();
    } finally {
      leaveDatabase();
    }
  }

  void leaveDatabase() {
    try {
      run("USE [master]");
    } catch (SqlServerFailure e) {
      LOG.warn("{}: the session stays in its database", server, e);
    }
  }

  /** Whether the server is of this major version, such as 11 for 2012, or a later one. */
  boolean isSince(int major) {
    try {
      return connection.getMetaData().getDatabaseMajorVersion() >= major;
    } catch (SQLException e) {
      throw SqlServerErrors.failure(server, e);
    }
  }

  /** Asks the server to stop the running statement; without one, nothing. */
  public void cancel() {
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        LOG.warn("{}: the statement could not be cancelled", server, e);
      }
    }
  }

  /** Drops the connection without a word to the server. */
  public void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.warn("{}: the connection could not be dropped", server, e);
    }
  }

  /** For a success that a look at the server denies. */
  SqlServerFailure lookSaysOtherwise(String statement, String instead) {
    return new SqlServerFailure(
        server,
        "%s on SQL Server %s %s %s"
            .formatted(statement, server, SqlServerDiagnosis.LOOK_SAYS_OTHERWISE, instead),
        List.of(),
        null);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("{}: closing", server, e);
    }
  }
}
