package io.umzug.infrastructure.work;

import io.umzug.application.sqlserver.SqlServerFailure;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Trouble with the service's own PostgreSQL, in which no report could be stored either: the work
 * goes on when it is over, and a move does not halt for it.
 */
final class Hiccup {

  private Hiccup() {}

  static boolean isBehind(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SqlServerFailure
          || cause instanceof IncorrectResultSizeDataAccessException) {
        return false;
      }
      if (cause instanceof DataAccessException
          || cause instanceof TransactionException
          || cause instanceof EventStoreException
          || cause instanceof ConcurrencyException) {
        return true;
      }
    }
    return false;
  }
}
