package io.umzug.application.saga;

import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.RestoreCompleted;
import io.umzug.domain.migration.MigrationEvent.RestoreFailed;
import io.umzug.domain.migration.MigrationEvent.RestoreRequested;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** R24 row 12: the restore (R33). */
public class RestoreSaga extends WorkSaga {

  @StartSaga
  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(
      RestoreRequested request, WorkQueue queue, DeadlineManager deadlines, WorkLimits limits) {
    order(request, queue, deadlines, limits);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(RestoreCompleted success, DeadlineManager deadlines) {
    settle(deadlines);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(RestoreFailed failure, DeadlineManager deadlines) {
    settle(deadlines);
  }
}
