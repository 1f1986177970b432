package io.umzug.application.saga;

import io.umzug.domain.migration.MigrationId;

/**
 * The payload of a wait's deadline.
 *
 * @param waiting number of the event with which the wait began
 * @param times the how-manieth of this wait it is
 */
public record WaitingDeadline(MigrationId migration, long waiting, int times, boolean paused) {

  WaitingDeadline next() {
    return new WaitingDeadline(migration, waiting, times + 1, paused);
  }
}
