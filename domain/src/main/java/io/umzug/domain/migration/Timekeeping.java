package io.umzug.domain.migration;

import static io.umzug.domain.migration.Decider.accepted;

import io.umzug.domain.migration.CutOverWindow.Stage;
import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.Instruction.OverrideWindow;
import io.umzug.domain.migration.Instruction.ScheduleCutOver;
import io.umzug.domain.plan.ProcedureStep;
import io.umzug.domain.plan.Step;
import java.util.List;
import java.util.Optional;

/** Decides about what the clock says, and about the window of the cut-over (R16). */
final class Timekeeping {

  private Timekeeping() {}

  static Decision schedule(Underway state, ScheduleCutOver schedule) {
    if (!schedule.until().isAfter(schedule.from())) {
      return new Refused(new Refusal.WindowEndsBeforeItBegins(schedule.from(), schedule.until()));
    }
    Step closed = state.wayBack().closed();
    return closed != null
        ? new Refused(new Refusal.PastNoReturn(closed))
        : accepted(
            new MigrationEvent.CutOverScheduled(
                state.particulars().id(), schedule.from(), schedule.until()));
  }

  static Decision override(Underway state, OverrideWindow override) {
    if (!state.timing().isWindowClosed()) {
      return new Refused(new Refusal.NothingToOverride());
    }
    return override.reason().isBlank()
        ? new Refused(new Refusal.ReasonMissing("Overriding the window"))
        : accepted(
            new MigrationEvent.WindowOverridden(
                state.particulars().id(), override.reason().strip()));
  }

  /**
   * Nothing leads further forward once a way back would end too late; a way back itself goes on.
   */
  static Optional<Refusal> closed(Underway state) {
    CutOverWindow window = state.timing().window();
    return window != null && state.timing().isWindowClosed() && state.detour() == null
        ? Optional.of(new Refusal.WindowClosed(window.until()))
        : Optional.empty();
  }

  static List<MigrationEvent> events(Migration state, Report.OfTime report) {
    return state instanceof Underway underway
        ? fact(underway, report).map(List::of).orElse(List.of())
        : List.of();
  }

  private static Optional<MigrationEvent> fact(Underway state, Report.OfTime report) {
    return switch (report) {
      case Report.PersonOverdue overdue -> overdue(state, overdue);
      case Report.RollbackWindowClosing r ->
          is(state, r.window(), List.of(Stage.OPEN))
              ? Optional.of(
                  new MigrationEvent.RollbackWindowClosing(
                      r.migration(), r.window(), r.lastMoment()))
              : Optional.empty();
      case Report.RollbackWindowClosed r ->
          is(state, r.window(), List.of(Stage.OPEN, Stage.CLOSING))
              ? Optional.of(
                  new MigrationEvent.RollbackWindowClosed(
                      r.migration(), r.window(), r.lastMoment()))
              : Optional.empty();
    };
  }

  /** Past the point of no return there is no way back that a window could close. */
  private static boolean is(Underway state, long number, List<Stage> stages) {
    CutOverWindow window = state.timing().window();
    return window != null
        && window.number() == number
        && stages.contains(window.stage())
        && !state.isPastNoReturn();
  }

  private static Optional<MigrationEvent> overdue(Underway state, Report.PersonOverdue report) {
    Waiting waiting = state.timing().waiting();
    if (waiting == null
        || waiting.began() != report.waiting()
        || waiting.reminded() >= report.times()) {
      return Optional.empty();
    }
    MigrationId id = state.particulars().id();
    ProcedureStep step = state.current();
    return Optional.of(
        report.escalates() && !waiting.escalated()
            ? new MigrationEvent.PersonEscalated(
                id, step.step(), step.hop(), report.waiting(), report.times())
            : new MigrationEvent.PersonReminded(
                id, step.step(), step.hop(), report.waiting(), report.times()));
  }
}
