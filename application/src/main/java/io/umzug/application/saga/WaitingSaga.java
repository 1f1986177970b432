package io.umzug.application.saga;

import io.umzug.application.migration.Actor;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationEvent.MigrationAbandoned;
import io.umzug.domain.migration.MigrationEvent.MigrationCompleted;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.Waiting;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;

/**
 * Watches how long a move waits for a person: one saga per move, one deadline per wait. A deadline
 * carries all that it needs, so that one that was not called off in time reports a wait that is
 * over, and nothing comes of it.
 */
public class WaitingSaga {

  static final String MIGRATION = "migration";
  static final String DEADLINE = "waiting-deadline";

  private @Nullable String deadlineId;

  @StartSaga
  @SagaEventHandler(associationProperty = MIGRATION)
  public void on(
      MigrationEvent event,
      @SequenceNumber long number,
      DeadlineManager deadlines,
      WaitingLimits limits) {
    switch (Waiting.effect(event)) {
      case BEGINS -> begin(event, number, false, deadlines, limits);
      case BEGINS_PAUSED -> begin(event, number, true, deadlines, limits);
      case STAYS -> {}
      case ENDS -> callOff(deadlines);
    }
  }

  @EndSaga
  @SagaEventHandler(associationProperty = MIGRATION)
  public void on(MigrationCompleted completed, DeadlineManager deadlines) {
    callOff(deadlines);
  }

  @EndSaga
  @SagaEventHandler(associationProperty = MIGRATION)
  public void on(MigrationAbandoned abandoned, DeadlineManager deadlines) {
    callOff(deadlines);
  }

  @DeadlineHandler(deadlineName = DEADLINE)
  public void overdue(
      WaitingDeadline deadline,
      MigrationDesk desk,
      DeadlineManager deadlines,
      WaitingLimits limits) {
    Report overdue =
        new Report.PersonOverdue(
            deadline.migration(),
            deadline.waiting(),
            deadline.times(),
            WaitingLimits.escalates(deadline.times()));
    if (desk.report(overdue, Actor.DEADLINE) instanceof Accepted accepted
        && !accepted.events().isEmpty()) {
      schedule(deadline.next(), deadlines, limits);
    }
  }

  private void begin(
      MigrationEvent event,
      long number,
      boolean paused,
      DeadlineManager deadlines,
      WaitingLimits limits) {
    callOff(deadlines);
    schedule(new WaitingDeadline(event.migration(), number, 1, paused), deadlines, limits);
  }

  private void schedule(WaitingDeadline deadline, DeadlineManager deadlines, WaitingLimits limits) {
    deadlineId =
        deadlines.schedule(limits.until(deadline.times(), deadline.paused()), DEADLINE, deadline);
  }

  private void callOff(DeadlineManager deadlines) {
    if (deadlineId != null) {
      deadlines.cancelSchedule(DEADLINE, deadlineId);
      deadlineId = null;
    }
  }
}
