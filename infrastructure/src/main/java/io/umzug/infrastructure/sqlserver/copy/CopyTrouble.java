package io.umzug.infrastructure.sqlserver.copy;

import io.umzug.application.copy.CopyFailed;
import io.umzug.domain.diagnosis.SqlServerError;
import io.umzug.infrastructure.sqlserver.SqlServerErrors;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** What a server did not do, in its own words. */
final class CopyTrouble {

  private CopyTrouble() {}

  static CopyFailed at(String place, String server, SQLException e) {
    List<SqlServerError> errors = SqlServerErrors.failure(server, e).errors();
    return new CopyFailed(
        place,
        errors.isEmpty()
            ? "no answer from %s (%s)".formatted(server, e.getMessage())
            : words(errors),
        errors,
        e);
  }

  static String words(List<SqlServerError> errors) {
    return errors.stream().map(SqlServerError::toString).collect(Collectors.joining("; "));
  }
}
