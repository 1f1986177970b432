package io.umzug.application.migration;

import io.umzug.domain.migration.MigrationId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The clock by which a move's window is read (R16).
 *
 * @param margin how long before the last moment for a rollback it warns
 */
public record CutOverClock(EventHistory history, InstantSource clock, Duration margin) {

  /** Empty where no window is agreed on, or the old server is off already. */
  public Optional<GoNoGo> of(MigrationId move) {
    return read(history.of(move));
  }

  Optional<GoNoGo> read(List<RecordedEvent> events) {
    return GoNoGo.of(events, margin, clock.instant());
  }
}
