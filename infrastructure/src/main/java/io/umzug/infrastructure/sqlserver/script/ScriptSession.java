package io.umzug.infrastructure.sqlserver.script;

import com.microsoft.sqlserver.jdbc.ISQLServerMessage;
import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import com.microsoft.sqlserver.jdbc.SQLServerException;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.diagnosis.SqlServerError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection in which a script is run; its batches go to the server as they are. */
public final class ScriptSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ScriptSession.class);
  private static final int LOWEST_ERROR_SEVERITY = 11;
  private static final int MOST_ERRORS = 100;

  /**
   * What the server says.
   *
   * @param line of the batch, or of the procedure where one is named
   */
  public record Said(SqlServerError error, String procedure, long line) {}

  /** What became of a batch: no errors, and the rows that it changed or returned. */
  public record Executed(List<Said> errors, long rows) {

    private static final Set<Integer> NOT_IN_TRANSACTION =
        Set.of(226, 574, 3021, 3930, 3998, 12331, 15002);

    /** Whether it was fit for no transaction; inside one it has done nothing. */
    public boolean isUnfitForTransaction() {
      return !errors.isEmpty()
          && errors.stream().allMatch(said -> NOT_IN_TRANSACTION.contains(said.error().number()));
    }
  }

  private final String server;
  private final SQLServerConnection connection;
  private final List<Said> errors = new ArrayList<>();
  private Consumer<Said> listener = _ -> {};

  public ScriptSession(String server, SQLServerConnection connection) {
    this.server = server;
    this.connection = connection;
    connection.setServerMessageHandler(this::hear);
  }

  private ISQLServerMessage hear(ISQLServerMessage message) {
    Said said = said(message);
    if (message.getErrorSeverity() < LOWEST_ERROR_SEVERITY) {
      listener.accept(said);
    } else {
      keep(said);
    }
    return message;
  }

  private static Said said(ISQLServerMessage message) {
    String procedure = message.getProcedureName();
    return new Said(
        new SqlServerError(
            message.getErrorNumber(),
            message.getErrorSeverity(),
            message.getErrorState(),
            message.getErrorMessage()),
        procedure == null ? "" : procedure,
        message.getLineNumber());
  }

  /** The driver shows the error that it is about to throw a second time. */
  private void keep(Said said) {
    if (errors.size() < MOST_ERRORS && !errors.contains(said)) {
      errors.add(said);
    }
  }

  /** Told of everything below an error. */
  void onMessage(Consumer<Said> heard) {
    listener = heard;
  }

  /**
   * Runs a batch to the end of its results: it goes on behind most errors, as far as SQL Server
   * lets it.
   *
   * @throws SqlServerFailure where the connection breaks, and nobody knows what became of it
   */
  public Executed execute(String batch) {
    errors.clear();
    try (Statement statement = connection.createStatement()) {
      // Braces in T-SQL are no escapes of JDBC's.
      statement.setEscapeProcessing(false);
      long rows = results(statement, batch);
      return new Executed(List.copyOf(errors), rows);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private long results(Statement statement, String batch) throws SQLException {
    long rows = 0;
    boolean first = true;
    while (true) {
      try {
        boolean isRows = first ? statement.execute(batch) : statement.getMoreResults();
        first = false;
        if (isRows) {
          rows += drain(statement);
        } else {
          long count = statement.getLargeUpdateCount();
          if (count == -1) {
            return rows;
          }
          rows += count;
        }
      } catch (SQLException e) {
        first = false;
        keepOrThrow(e);
      }
    }
  }

  private static long drain(Statement statement) throws SQLException {
    long rows = 0;
    try (ResultSet result = statement.getResultSet()) {
      while (result.next()) {
        rows++;
      }
    }
    return rows;
  }

  private void keepOrThrow(SQLException e) throws SQLException {
    boolean fromServer =
        e instanceof SQLServerException server && server.getSQLServerError() != null;
    if (!fromServer || connection.isClosed()) {
      throw e;
    }
    keep(said(((SQLServerException) e).getSQLServerError()));
  }

  private SqlServerFailure failure(SQLException e) {
    List<SqlServerError> known = errors.stream().map(Said::error).toList();
    return new SqlServerFailure(
        server,
        "The connection to SQL Server %s broke: %s".formatted(server, e.getMessage()),
        known,
        e);
  }

  /** A statement of Umzug's own. */
  public void run(String sql) {
    rows(sql);
  }

  /** The rows of the first result that has any. */
  public List<List<@Nullable Object>> rows(String sql) {
    errors.clear();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      boolean isRows = statement.execute(sql);
      while (isRows || statement.getUpdateCount() != -1) {
        if (isRows) {
          read(statement, rows);
        }
        isRows = statement.getMoreResults();
      }
    } catch (SQLException e) {
      if (errors.isEmpty()) {
        throw failure(e);
      }
    }
    if (!errors.isEmpty()) {
      throw new SqlServerFailure(
          server,
          "SQL Server %s refused: %s"
              .formatted(
                  server,
                  errors.stream()
                      .map(said -> said.error().toString())
                      .collect(Collectors.joining("; "))),
          errors.stream().map(Said::error).toList(),
          null);
    }
    return rows;
  }

  private static void read(Statement statement, List<List<@Nullable Object>> rows)
      throws SQLException {
    try (ResultSet result = statement.getResultSet()) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(result.getObject(column));
        }
        rows.add(row);
      }
    }
  }

  /** Undoes whatever transaction is open; without one, nothing. */
  public void rollBack() {
    run("IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION");
  }

  public String server() {
    return server;
  }

  /** The driver's own connection, for what copies in bulk. */
  public SQLServerConnection connection() {
    return connection;
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
