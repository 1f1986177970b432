package io.umzug.infrastructure.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.WorkRequested;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Puts work on db-scheduler, in the caller's transaction. */
final class SchedulerWorkQueue implements WorkQueue {

  private final WorkStore store;
  private final Supplier<Scheduler> scheduler;
  private final InstantSource clock;

  SchedulerWorkQueue(WorkStore store, Supplier<Scheduler> scheduler, InstantSource clock) {
    this.store = store;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @Override
  public void enqueue(WorkRequested work) {
    store.keep(work);
    scheduler
        .get()
        .scheduleIfNotExists(new TaskInstance<>(WorkTask.NAME, work.workId()), clock.instant());
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              scheduler.get().triggerCheckForDueExecutions();
            }
          });
    }
  }
}
