package io.umzug.application.saga;

import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.SnapshotRestoreFailed;
import io.umzug.domain.migration.MigrationEvent.SnapshotRestoreRequested;
import io.umzug.domain.migration.MigrationEvent.SnapshotRestored;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** The way back to a snapshot. */
public class SnapshotRestoreSaga extends WorkSaga {

  @StartSaga
  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(
      SnapshotRestoreRequested request,
      WorkQueue queue,
      DeadlineManager deadlines,
      WorkLimits limits) {
    order(request, queue, deadlines, limits);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(SnapshotRestored success, DeadlineManager deadlines) {
    settle(deadlines);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(SnapshotRestoreFailed failure, DeadlineManager deadlines) {
    settle(deadlines);
  }
}
