package io.umzug.application.saga;

import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.BatchFilesFailed;
import io.umzug.domain.migration.MigrationEvent.BatchFilesRan;
import io.umzug.domain.migration.MigrationEvent.BatchFilesRequested;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** E4: the batch files of the SQL Express update. */
public class BatchFilesSaga extends WorkSaga {

  @StartSaga
  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(
      BatchFilesRequested request, WorkQueue queue, DeadlineManager deadlines, WorkLimits limits) {
    order(request, queue, deadlines, limits);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(BatchFilesRan success, DeadlineManager deadlines) {
    settle(deadlines);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(BatchFilesFailed failure, DeadlineManager deadlines) {
    settle(deadlines);
  }
}
