package io.umzug.application.saga;

import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.SqlServerProbeRequested;
import io.umzug.domain.migration.MigrationEvent.SqlServersReached;
import io.umzug.domain.migration.MigrationEvent.SqlServersUnreachable;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** R27: the reachability check before row 7 is offered. */
public class SqlServerProbeSaga extends WorkSaga {

  @StartSaga
  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(
      SqlServerProbeRequested request,
      WorkQueue queue,
      DeadlineManager deadlines,
      WorkLimits limits) {
    order(request, queue, deadlines, limits);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(SqlServersReached success, DeadlineManager deadlines) {
    settle(deadlines);
  }

  @SagaEventHandler(associationProperty = WORK_ID)
  public void on(SqlServersUnreachable failure, DeadlineManager deadlines) {
    settle(deadlines);
  }
}
