package io.umzug.application.saga;

import io.umzug.application.migration.Actor;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.application.work.WorkQueue;
import io.umzug.domain.migration.MigrationEvent.WorkRequested;
import io.umzug.domain.migration.Report;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.jspecify.annotations.Nullable;

/**
 * What the sagas have in common: one work order, one deadline. Queue entry, deadline and saga state
 * commit in one transaction.
 */
public abstract class WorkSaga {

  static final String WORK_ID = "workId";
  static final String DEADLINE = "work-deadline";

  private @Nullable String deadlineId;

  void order(WorkRequested request, WorkQueue queue, DeadlineManager deadlines, WorkLimits limits) {
    queue.enqueue(request);
    deadlineId =
        deadlines.schedule(
            limits.of(request.order().task()), DEADLINE, new WorkDeadline(request.order()));
  }

  void settle(DeadlineManager deadlines) {
    if (deadlineId != null) {
      deadlines.cancelSchedule(DEADLINE, deadlineId);
    }
    SagaLifecycle.end();
  }

  @DeadlineHandler(deadlineName = DEADLINE)
  public void overdue(WorkDeadline deadline, MigrationDesk desk) {
    deadlineId = null;
    var unused = desk.report(new Report.WorkOverdue(deadline.order()), Actor.DEADLINE);
  }
}
