package io.umzug.domain.migration;

import io.umzug.domain.migration.Condition.Halted;
import io.umzug.domain.migration.Condition.Held;
import io.umzug.domain.migration.Condition.Offered;
import io.umzug.domain.migration.Condition.Passing;
import io.umzug.domain.migration.Condition.Working;
import io.umzug.domain.migration.Migration.Completed;
import io.umzug.domain.migration.Migration.Opened;
import io.umzug.domain.migration.Migration.Underway;
import io.umzug.domain.migration.MigrationEvent.BackupCompleted;
import io.umzug.domain.migration.MigrationEvent.MigrationCompleted;
import io.umzug.domain.migration.MigrationEvent.MigrationOpened;
import io.umzug.domain.migration.MigrationEvent.OfWork;
import io.umzug.domain.migration.MigrationEvent.PlanChosen;
import io.umzug.domain.migration.MigrationEvent.StepBegun;
import io.umzug.domain.migration.MigrationEvent.StepCompleted;
import io.umzug.domain.migration.MigrationEvent.StepConfirmed;
import io.umzug.domain.migration.MigrationEvent.StepHeld;
import io.umzug.domain.migration.MigrationEvent.StepOffered;
import io.umzug.domain.migration.MigrationEvent.StepRetried;
import io.umzug.domain.migration.MigrationEvent.StepSkipped;
import io.umzug.domain.migration.MigrationEvent.WorkFailed;
import io.umzug.domain.migration.MigrationEvent.WorkOverran;
import io.umzug.domain.migration.MigrationEvent.WorkRequested;
import io.umzug.domain.migration.MigrationEvent.WorkSucceeded;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.util.List;

/** {@code evolve(state, event) → state}: total, and without any decision of its own. */
public final class Evolution {

  private Evolution() {}

  /** The state after these events, from the beginning. */
  public static Migration of(List<? extends MigrationEvent> events) {
    Migration state = Migration.initial();
    for (MigrationEvent event : events) {
      state = evolve(state, event);
    }
    return state;
  }

  /**
   * @throws IllegalStateException where the event cannot follow on the state: the stream is damaged
   */
  public static Migration evolve(Migration state, MigrationEvent event) {
    return switch (event) {
      case MigrationOpened opened -> new Opened(opened.particulars());
      case PlanChosen chosen ->
          new Underway(
              particulars(state, event), chosen.procedure(), 0, 0, new Passing(), List.of());
      case MigrationCompleted _ -> {
        Underway underway = underway(state, event);
        yield new Completed(underway.particulars(), underway.procedure());
      }
      case StepHeld held -> enter(underway(state, event), held.step(), new Held());
      case StepBegun begun -> enter(underway(state, event), begun.step(), new Passing());
      case StepOffered _ -> at(underway(state, event), Task.CONFIRM_BY_HAND, new Offered());
      case StepConfirmed _, StepSkipped _, StepRetried _, StepCompleted _ ->
          underway(state, event).with(new Passing());
      case OfWork work -> evolveWork(underway(state, event), work);
    };
  }

  private static Underway evolveWork(Underway state, OfWork event) {
    return switch (event) {
      case WorkRequested requested ->
          at(state, requested.order().task(), new Working(requested.order(), false));
      case WorkOverran overran -> state.with(new Working(overran.order(), true));
      case WorkFailed failed -> state.with(new Halted(failed.order(), failed.diagnosis()));
      case BackupCompleted completed ->
          new Underway(
              state.particulars(),
              state.procedure(),
              state.position(),
              state.task(),
              new Passing(),
              completed.backups());
      case WorkSucceeded _ -> state.with(new Passing());
    };
  }

  private static Underway enter(Underway state, Step step, Condition condition) {
    int position =
        state
            .procedure()
            .positionOf(step)
            .orElseThrow(() -> new IllegalStateException(step + " is not in the procedure"));
    return new Underway(
        state.particulars(), state.procedure(), position, 0, condition, state.backups());
  }

  private static Underway at(Underway state, Task task, Condition condition) {
    return new Underway(
        state.particulars(),
        state.procedure(),
        state.position(),
        state.current().tasks().indexOf(task),
        condition,
        state.backups());
  }

  private static Particulars particulars(Migration state, MigrationEvent event) {
    if (state instanceof Opened opened) {
      return opened.particulars();
    }
    throw outOfPlace(state, event);
  }

  private static Underway underway(Migration state, MigrationEvent event) {
    if (state instanceof Underway underway) {
      return underway;
    }
    throw outOfPlace(state, event);
  }

  private static IllegalStateException outOfPlace(Migration state, MigrationEvent event) {
    return new IllegalStateException(
        "The event %s cannot follow on the state %s"
            .formatted(event.getClass().getSimpleName(), state.getClass().getSimpleName()));
  }
}
