package io.umzug.domain.migration;

import java.util.List;

/** What comes of a command. */
public sealed interface Decision {

  /**
   * @param events in order; none where a report is stale or repeated
   */
  record Accepted(List<MigrationEvent> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  record Refused(Refusal refusal) implements Decision {}
}
