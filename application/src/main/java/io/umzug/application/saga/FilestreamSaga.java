package io.umzug.application.saga;

import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.FilestreamEnabled;
import io.umzug.domain.migration.MigrationEvent.FilestreamFailed;
import io.umzug.domain.migration.MigrationEvent.FilestreamRequested;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** R24 row 2b: FILESTREAM in effect (R26). */
public class FilestreamSaga extends WorkSaga {

  @StartSaga
  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(
      FilestreamRequested request, WorkQueue queue, DeadlineManager deadlines, WorkLimits limits) {
    order(request, queue, deadlines, limits);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(FilestreamEnabled success, DeadlineManager deadlines) {
    settle(deadlines);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(FilestreamFailed failure, DeadlineManager deadlines) {
    settle(deadlines);
  }
}
