package io.umzug.application.saga;

import io.umzug.application.migration.Actor;
import io.umzug.application.migration.CutOverClock;
import io.umzug.application.migration.GoNoGo;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.domain.migration.MigrationEvent.CutOverScheduled;
import io.umzug.domain.migration.MigrationEvent.MigrationAbandoned;
import io.umzug.domain.migration.MigrationEvent.MigrationCompleted;
import io.umzug.domain.migration.MigrationEvent.RollbackWindowClosing;
import io.umzug.domain.migration.MigrationEvent.RolledBack;
import io.umzug.domain.migration.MigrationEvent.StepCompleted;
import io.umzug.domain.migration.MigrationEvent.WorkSucceeded;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import java.util.Optional;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;

/**
 * R16: tells a move when its last moment for a rollback is near, and when it is past. Whatever may
 * change the estimate sets the deadline anew; one that was not called off in time reads the clock
 * when it passes, and says nothing that is not so.
 */
public class CutOverSaga {

  static final String MIGRATION = "migration";
  static final String DEADLINE = "cut-over-deadline";

  private @Nullable String deadlineId;

  @StartSaga
  @SagaEventHandler(associationProperty = MIGRATION)
  public void on(CutOverScheduled event, CutOverClock clock, DeadlineManager deadlines) {
    watch(event.migration(), clock, deadlines);
  }

  @SagaEventHandler(associationProperty = MIGRATION)
  public void on(WorkSucceeded event, CutOverClock clock, DeadlineManager deadlines) {
    watch(event.migration(), clock, deadlines);
  }

  @SagaEventHandler(associationProperty = MIGRATION)
  public void on(StepCompleted event, CutOverClock clock, DeadlineManager deadlines) {
    watch(event.migration(), clock, deadlines);
  }

  @SagaEventHandler(associationProperty = MIGRATION)
  public void on(RolledBack event, CutOverClock clock, DeadlineManager deadlines) {
    watch(event.migration(), clock, deadlines);
  }

  @SagaEventHandler(associationProperty = MIGRATION)
  public void on(RollbackWindowClosing event, CutOverClock clock, DeadlineManager deadlines) {
    watch(event.migration(), clock, deadlines);
  }

  @EndSaga
  @SagaEventHandler(associationProperty = MIGRATION)
  public void on(MigrationCompleted event, DeadlineManager deadlines) {
    callOff(deadlines);
  }

  @EndSaga
  @SagaEventHandler(associationProperty = MIGRATION)
  public void on(MigrationAbandoned event, DeadlineManager deadlines) {
    callOff(deadlines);
  }

  @DeadlineHandler(deadlineName = DEADLINE)
  public void due(
      CutOverDeadline deadline, CutOverClock clock, MigrationDesk desk, DeadlineManager deadlines) {
    deadlineId = null;
    Optional<Report> due =
        clock.of(deadline.migration()).flatMap(goNoGo -> goNoGo.due(deadline.migration()));
    if (due.isPresent()) {
      var unused = desk.report(due.get(), Actor.DEADLINE);
    } else {
      watch(deadline.migration(), clock, deadlines);
    }
  }

  private void watch(MigrationId move, CutOverClock clock, DeadlineManager deadlines) {
    callOff(deadlines);
    deadlineId =
        clock
            .of(move)
            .flatMap(GoNoGo::next)
            .map(next -> deadlines.schedule(next, DEADLINE, new CutOverDeadline(move)))
            .orElse(null);
  }

  private void callOff(DeadlineManager deadlines) {
    if (deadlineId != null) {
      deadlines.cancelSchedule(DEADLINE, deadlineId);
      deadlineId = null;
    }
  }
}
