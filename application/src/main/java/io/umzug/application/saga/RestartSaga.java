package io.umzug.application.saga;

import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.RestartConfirmed;
import io.umzug.domain.migration.MigrationEvent.RestartFailed;
import io.umzug.domain.migration.MigrationEvent.RestartRequested;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** R12: the restart after a version change. */
public class RestartSaga extends WorkSaga {

  @StartSaga
  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(
      RestartRequested request, WorkQueue queue, DeadlineManager deadlines, WorkLimits limits) {
    order(request, queue, deadlines, limits);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(RestartConfirmed success, DeadlineManager deadlines) {
    settle(deadlines);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(RestartFailed failure, DeadlineManager deadlines) {
    settle(deadlines);
  }
}
