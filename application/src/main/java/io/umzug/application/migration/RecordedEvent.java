package io.umzug.application.migration;

import io.umzug.domain.migration.MigrationEvent;
import java.time.Instant;

/**
 * An event as it is stored.
 *
 * @param sequence its number in the move's stream, from 0
 * @param type its stable name, such as {@code migration.atlas-rewritten}
 * @param person who was behind it
 * @param origin by which way it came
 */
public record RecordedEvent(
    long sequence, Instant at, String type, String person, String origin, MigrationEvent event) {}
