package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.SqlServerFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks from a second connection how far another session's request has come. */
final class PercentComplete implements AutoCloseable {

  /**
   * What the server knows of a request.
   *
   * @param elapsed as the server counts it, {@code left} as it estimates it
   */
  record Seen(double percent, Duration elapsed, Duration left) {}

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
  Optional<Seen> ask() {
    if (hasGivenUp) {
      return Optional.empty();
    }
    try {
      if (session == null) {
        session = open.get();
      }
      return session
          .query(
              row ->
                  new Seen(
                      row.getDouble(1),
                      Duration.ofMillis(row.getLong(2)),
                      Duration.ofMillis(row.getLong(3))),
              "SELECT percent_complete, total_elapsed_time, estimated_completion_time"
                  + " FROM sys.dm_exec_requests WHERE session_id = "
                  + spid)
          .stream()
          .findFirst();
    } catch (SqlServerFailure e) {
      LOG.debug("Progress is not looked up any more: {}", e.getMessage());
      hasGivenUp = true;
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
  }
}
