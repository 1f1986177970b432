package io.umzug.application.migration;

import io.umzug.domain.migration.MigrationId;
import java.util.List;

/** Driven port: the stored events, for reading. */
public interface EventHistory {

  /** Every move there is, oldest first. */
  List<MigrationId> migrations();

  /** A move's events in order; none where there is no such move. */
  List<RecordedEvent> of(MigrationId id);
}
