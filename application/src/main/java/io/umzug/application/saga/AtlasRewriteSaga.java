package io.umzug.application.saga;

import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.AtlasRewriteFailed;
import io.umzug.domain.migration.MigrationEvent.AtlasRewriteRequested;
import io.umzug.domain.migration.MigrationEvent.AtlasRewritten;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** R24 row 8: atlas.xml (R29). */
public class AtlasRewriteSaga extends WorkSaga {

  @StartSaga
  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(
      AtlasRewriteRequested request,
      WorkQueue queue,
      DeadlineManager deadlines,
      WorkLimits limits) {
    order(request, queue, deadlines, limits);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(AtlasRewritten success, DeadlineManager deadlines) {
    settle(deadlines);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(AtlasRewriteFailed failure, DeadlineManager deadlines) {
    settle(deadlines);
  }
}
