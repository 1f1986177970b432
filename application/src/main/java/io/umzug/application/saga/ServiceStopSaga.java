package io.umzug.application.saga;

import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.ServiceStopFailed;
import io.umzug.domain.migration.MigrationEvent.ServiceStopRequested;
import io.umzug.domain.migration.MigrationEvent.ServiceStopped;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** E3, F4: the stop of the service before what needs it stopped. */
public class ServiceStopSaga extends WorkSaga {

  @StartSaga
  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(
      ServiceStopRequested request, WorkQueue queue, DeadlineManager deadlines, WorkLimits limits) {
    order(request, queue, deadlines, limits);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(ServiceStopped success, DeadlineManager deadlines) {
    settle(deadlines);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(ServiceStopFailed failure, DeadlineManager deadlines) {
    settle(deadlines);
  }
}
