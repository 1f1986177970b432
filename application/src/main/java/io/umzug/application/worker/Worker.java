package io.umzug.application.worker;

import io.umzug.application.work.WorkContext;
import io.umzug.domain.migration.MigrationEvent.WorkRequested;
import io.umzug.domain.migration.Report;

/**
 * Performs one kind of work and answers with one report, success or failure alike. It may be killed
 * and run again at any point: it first looks at what is already true.
 */
public interface Worker<R extends WorkRequested> {

  /** The kind of request it performs. */
  Class<R> performs();

  Report perform(R request, WorkContext context) throws InterruptedException;
}
