package io.umzug.application.saga;

import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.ScriptExportFailed;
import io.umzug.domain.migration.MigrationEvent.ScriptExportRequested;
import io.umzug.domain.migration.MigrationEvent.ScriptsExported;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** M2: the scripts of the databases. */
public class ScriptExportSaga extends WorkSaga {

  @StartSaga
  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(
      ScriptExportRequested request,
      WorkQueue queue,
      DeadlineManager deadlines,
      WorkLimits limits) {
    order(request, queue, deadlines, limits);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(ScriptsExported success, DeadlineManager deadlines) {
    settle(deadlines);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(ScriptExportFailed failure, DeadlineManager deadlines) {
    settle(deadlines);
  }
}
