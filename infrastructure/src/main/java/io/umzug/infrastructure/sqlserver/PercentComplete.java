package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.SqlServerFailure;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks from a second connection how far another session's request has come. */
final class PercentComplete implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PercentComplete.class);

  private final Supplier<SqlServerSession> open;
  private final int spid;
  private @Nullable SqlServerSession session;
  private boolean hasGivenUp;

  PercentComplete(Supplier<SqlServerSession> open, int spid) {
    this.open = open;
    this.spid = spid;
  }

  /** Empty where no such request runs, or where the server cannot be asked. */
  OptionalInt ask() {
    if (hasGivenUp) {
      return OptionalInt.empty();
    }
    try {
      if (session == null) {
        session = open.get();
      }
      return session
          .query(
              row -> (int) row.getDouble(1),
              "SELECT percent_complete FROM sys.dm_exec_requests WHERE session_id = " + spid)
          .stream()
          .mapToInt(Integer::intValue)
          .findFirst();
    } catch (SqlServerFailure e) {
      LOG.debug("Progress is not looked up any more: {}", e.getMessage());
      hasGivenUp = true;
      return OptionalInt.empty();
    }
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
  }
}
