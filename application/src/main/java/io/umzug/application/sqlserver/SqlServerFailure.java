package io.umzug.application.sqlserver;

import io.umzug.domain.diagnosis.ConnectionTrouble;
import io.umzug.domain.diagnosis.SqlServerError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a SQL Server, or the way to it, said when it failed. */
public final class SqlServerFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String server;
  private final transient List<SqlServerError> errors;

  private final transient @Nullable ConnectionTrouble connection;

  /**
   * @param server the server's name in the estate
   * @param errors in the order in which the server sent them; empty where none was sent, as when
   *     the connection broke
   */
  public SqlServerFailure(
      String server, String message, List<SqlServerError> errors, @Nullable Throwable cause) {
    super(message, cause);
    this.server = server;
    this.errors = List.copyOf(errors);
    this.connection = null;
  }

  /** There was no conversation with the server, or it ended, for this reason. */
  public SqlServerFailure(
      String server, String message, ConnectionTrouble connection, @Nullable Throwable cause) {
    super(message, cause);
    this.server = server;
    this.errors = List.of();
    this.connection = connection;
  }

  public String server() {
    return server;
  }

  public List<SqlServerError> errors() {
    return errors;
  }

  /** Whether the server sent an error of one of these numbers. */
  public boolean isError(Integer... numbers) {
    List<Integer> wanted = List.of(numbers);
    return errors.stream().anyMatch(error -> wanted.contains(error.number()));
  }

  /** Why there was no conversation, or how it ended; null where the server spoke, or unknown. */
  public @Nullable ConnectionTrouble connection() {
    return connection;
  }
}
