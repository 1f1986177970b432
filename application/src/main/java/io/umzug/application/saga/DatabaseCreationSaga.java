package io.umzug.application.saga;

import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.DatabaseCreationFailed;
import io.umzug.domain.migration.MigrationEvent.DatabaseCreationRequested;
import io.umzug.domain.migration.MigrationEvent.DatabasesCreated;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** R24 row 2a: the databases, with the service account in db_owner (R25). */
public class DatabaseCreationSaga extends WorkSaga {

  @StartSaga
  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(
      DatabaseCreationRequested request,
      WorkQueue queue,
      DeadlineManager deadlines,
      WorkLimits limits) {
    order(request, queue, deadlines, limits);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(DatabasesCreated success, DeadlineManager deadlines) {
    settle(deadlines);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(DatabaseCreationFailed failure, DeadlineManager deadlines) {
    settle(deadlines);
  }
}
