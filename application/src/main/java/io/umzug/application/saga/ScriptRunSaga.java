package io.umzug.application.saga;

import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.ScriptRunFailed;
import io.umzug.domain.migration.MigrationEvent.ScriptRunRequested;
import io.umzug.domain.migration.MigrationEvent.ScriptsRun;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** M4: the scripts at the target. */
public class ScriptRunSaga extends WorkSaga {

  @StartSaga
  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(
      ScriptRunRequested request, WorkQueue queue, DeadlineManager deadlines, WorkLimits limits) {
    order(request, queue, deadlines, limits);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(ScriptsRun success, DeadlineManager deadlines) {
    settle(deadlines);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(ScriptRunFailed failure, DeadlineManager deadlines) {
    settle(deadlines);
  }
}
