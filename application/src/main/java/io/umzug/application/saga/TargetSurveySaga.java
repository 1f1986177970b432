package io.umzug.application.saga;

import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.TargetSurveyFailed;
import io.umzug.domain.migration.MigrationEvent.TargetSurveyRequested;
import io.umzug.domain.migration.MigrationEvent.TargetsSurveyed;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** R33: the look at what a restore would destroy. */
public class TargetSurveySaga extends WorkSaga {

  @StartSaga
  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(
      TargetSurveyRequested request,
      WorkQueue queue,
      DeadlineManager deadlines,
      WorkLimits limits) {
    order(request, queue, deadlines, limits);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(TargetsSurveyed success, DeadlineManager deadlines) {
    settle(deadlines);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(TargetSurveyFailed failure, DeadlineManager deadlines) {
    settle(deadlines);
  }
}
