package io.umzug.application.work;

import io.umzug.domain.migration.MigrationEvent.WorkRequested;

/** Where sagas put work. */
public interface WorkQueue {

  /**
   * Keeps the work durably, in the caller's transaction. Work that is there already, by its id,
   * stays as it is.
   */
  void enqueue(WorkRequested work);
}
