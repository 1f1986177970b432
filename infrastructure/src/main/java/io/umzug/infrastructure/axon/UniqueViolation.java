package io.umzug.infrastructure.axon;

import java.sql.SQLException;

/**
 * Recognises that two commands appended to one stream at once; Axon does not know PostgreSQL's way.
 */
final class UniqueViolation {

  private static final String SQL_STATE = "23505";

  private UniqueViolation() {}

  static boolean is(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && SQL_STATE.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
