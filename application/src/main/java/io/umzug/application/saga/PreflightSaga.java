package io.umzug.application.saga;

import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.PreflightCompleted;
import io.umzug.domain.migration.MigrationEvent.PreflightFailed;
import io.umzug.domain.migration.MigrationEvent.PreflightRequested;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** The checks that a route needs, made within the move. */
public class PreflightSaga extends WorkSaga {

  @StartSaga
  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(
      PreflightRequested request, WorkQueue queue, DeadlineManager deadlines, WorkLimits limits) {
    order(request, queue, deadlines, limits);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(PreflightCompleted success, DeadlineManager deadlines) {
    settle(deadlines);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(PreflightFailed failure, DeadlineManager deadlines) {
    settle(deadlines);
  }
}
