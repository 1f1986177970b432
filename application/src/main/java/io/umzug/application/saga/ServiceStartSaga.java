package io.umzug.application.saga;

import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.ServiceStartFailed;
import io.umzug.domain.migration.MigrationEvent.ServiceStartRequested;
import io.umzug.domain.migration.MigrationEvent.ServiceStarted;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** R24 row 9: the first start, healed where it left partial tables (R31). */
public class ServiceStartSaga extends WorkSaga {

  @StartSaga
  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(
      ServiceStartRequested request,
      WorkQueue queue,
      DeadlineManager deadlines,
      WorkLimits limits) {
    order(request, queue, deadlines, limits);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(ServiceStarted success, DeadlineManager deadlines) {
    settle(deadlines);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(ServiceStartFailed failure, DeadlineManager deadlines) {
    settle(deadlines);
  }
}
