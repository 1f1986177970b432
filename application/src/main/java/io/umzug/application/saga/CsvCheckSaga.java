package io.umzug.application.saga;

import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.CsvCheckFailed;
import io.umzug.domain.migration.MigrationEvent.CsvCheckRequested;
import io.umzug.domain.migration.MigrationEvent.CsvChecked;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** R7: the check of the CSV of the users. */
public class CsvCheckSaga extends WorkSaga {

  @StartSaga
  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(
      CsvCheckRequested request, WorkQueue queue, DeadlineManager deadlines, WorkLimits limits) {
    order(request, queue, deadlines, limits);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(CsvChecked success, DeadlineManager deadlines) {
    settle(deadlines);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(CsvCheckFailed failure, DeadlineManager deadlines) {
    settle(deadlines);
  }
}
