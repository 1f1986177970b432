package io.umzug.infrastructure.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerException;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.diagnosis.SqlServerError;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From the driver's exceptions to the errors that the server sent. */
public final class SqlServerErrors {

  private SqlServerErrors() {}

  /** The server's errors along the exception's chain; empty where only the driver speaks. */
  static List<SqlServerError> of(SQLException exception) {
    Set<SqlServerError> errors = new LinkedHashSet<>();
    Set<SQLException> seen = new LinkedHashSet<>();
    for (SQLException link = exception;
        link != null && seen.add(link);
        link = link.getNextException()) {
      if (link instanceof SQLServerException fromDriver && fromDriver.getSQLServerError() != null) {
        errors.add(of(fromDriver.getSQLServerError()));
      }
    }
    return List.copyOf(errors);
  }

  static SqlServerError of(com.microsoft.sqlserver.jdbc.ISQLServerMessage message) {
    return new SqlServerError(
        message.getErrorNumber(),
        message.getErrorSeverity(),
        message.getErrorState(),
        message.getErrorMessage(),
        orEmpty(message.getServerName()),
        orEmpty(message.getProcedureName()),
        Math.toIntExact(Math.max(0, message.getLineNumber())));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** What a driver's exception says, for a person. */
  public static SqlServerFailure failure(String server, SQLException exception) {
    return failure(server, of(exception), exception);
  }

  static SqlServerFailure failure(
      String server, List<SqlServerError> errors, @Nullable SQLException cause) {
    if (errors.isEmpty()) {
      String message =
          "No usable answer from SQL Server %s: %s"
              .formatted(server, cause == null ? "" : cause.getMessage());
      return Optional.ofNullable(cause)
          .flatMap(ConnectionFailures::midway)
          .map(ended -> new SqlServerFailure(server, message, ended, cause))
          .orElseGet(() -> new SqlServerFailure(server, message, errors, cause));
    }
    return new SqlServerFailure(
        server,
        "SQL Server %s refused: %s"
            .formatted(
                server,
                errors.stream().map(SqlServerError::toString).collect(Collectors.joining("; "))),
        errors,
        cause);
  }
}
