package io.umzug.domain.migration;

import io.umzug.domain.migration.MigrationEvent.ApprovalAwaited;
import io.umzug.domain.migration.MigrationEvent.MigrationCompleted;
import io.umzug.domain.migration.MigrationEvent.OverwriteApproved;
import io.umzug.domain.migration.MigrationEvent.RolledBack;
import io.umzug.domain.migration.MigrationEvent.StepBegun;
import io.umzug.domain.migration.MigrationEvent.StepCompleted;
import io.umzug.domain.migration.MigrationEvent.StepHeld;
import io.umzug.domain.plan.ProcedureStep;
import io.umzug.domain.plan.Task;
import java.util.ArrayList;
import java.util.List;

/** What comes next in a frozen procedure, or on a detour from it. */
final class Progress {

  private Progress() {}

  /**
   * The step's turn has come: hold it, or begin it; past the window's end nothing begins itself.
   */
  static List<MigrationEvent> enter(Underway state, int position) {
    ProcedureStep step = state.procedure().at(position);
    return step.held() || state.timing().isWindowClosed()
        ? List.of(new StepHeld(state.particulars().id(), step.step(), step.hop()))
        : begin(state, position);
  }

  static List<MigrationEvent> begin(Underway state, int position) {
    ProcedureStep step = state.procedure().at(position);
    List<MigrationEvent> events = new ArrayList<>();
    events.add(new StepBegun(state.particulars().id(), step.step(), step.hop()));
    events.addAll(task(state.with(state.standing().at(position, 0)), 1));
    return events;
  }

  /** The current task is done. */
  static List<MigrationEvent> afterTask(Underway state) {
    return switch (state.detour()) {
      // Nothing is owed: the current step waits as it did before.
      case Detour.Demanded _ -> List.of();
      case Detour.RollingBack back ->
          back.task() + 1 < back.plan().parts().size()
              ? List.of(Requests.of(state.within(back.at(back.task() + 1)), 1))
              : rolledBack(state, back);
      case null -> {
        int next = state.standing().task() + 1;
        yield next < state.current().tasks().size()
            ? task(state.with(state.standing().at(state.standing().position(), next)), 1)
            : afterStep(state);
      }
    };
  }

  /** The current step is done, or skipped. */
  static List<MigrationEvent> afterStep(Underway state) {
    MigrationId id = state.particulars().id();
    int position = state.standing().position();
    ProcedureStep step = state.procedure().at(position);
    List<MigrationEvent> events = new ArrayList<>();
    events.add(new StepCompleted(id, step.step(), step.hop()));
    if (state.procedure().isLast(position)) {
      events.add(new MigrationCompleted(id));
    } else {
      events.addAll(enter(state, position + 1));
    }
    return events;
  }

  /** The first part of a rollback; a rollback without parts is done at once. */
  static List<MigrationEvent> rollback(Underway state) {
    return state.detour() instanceof Detour.RollingBack back && back.plan().parts().isEmpty()
        ? rolledBack(state, back)
        : List.of(Requests.of(state, 1));
  }

  private static List<MigrationEvent> rolledBack(Underway state, Detour.RollingBack back) {
    RolledBack done = new RolledBack(state.particulars().id(), back.to().snapshot().id());
    Underway after = (Underway) Evolution.evolve(state, done);
    List<MigrationEvent> events = new ArrayList<>();
    events.add(done);
    events.addAll(enter(after, after.standing().position()));
    return events;
  }

  /** The task at which the state stands. */
  static List<MigrationEvent> task(Underway state, int attempt) {
    Task task = state.current().tasks().get(state.standing().task());
    return switch (task) {
      case APPROVE_OVERWRITE -> approval(state);
      case ACCEPT_FINDINGS -> Checks.findings(state);
      case BACK_UP_DATABASES,
          CREATE_DATABASES,
          ENABLE_FILESTREAM,
          PROBE_SQL_SERVERS,
          REWRITE_ATLAS,
          START_SERVICE,
          RESTORE_DATABASES,
          RESTART_SERVICE,
          CONFIRM_BY_HAND,
          STOP_SERVICE,
          RUN_SERVICE,
          TAKE_SNAPSHOT,
          RESTORE_SNAPSHOT,
          SURVEY_TARGETS,
          EXPORT_SCRIPTS,
          RUN_SCRIPTS,
          VERIFY_DATABASES,
          CHECK_CSV,
          RUN_PREFLIGHT,
          RUN_BATCH_FILES ->
          List.of(Requests.of(state, attempt));
    };
  }

  /** R33: asked only where the restore would destroy rows that a person may miss. */
  private static List<MigrationEvent> approval(Underway state) {
    ProcedureStep step = state.current();
    MigrationId id = state.particulars().id();
    List<String> databases = state.standing().databasesWithUserRows();
    if (!databases.isEmpty()) {
      return List.of(new ApprovalAwaited(id, step.step(), databases, step.hop()));
    }
    OverwriteApproved nothing = new OverwriteApproved(id, step.step(), List.of(), step.hop());
    List<MigrationEvent> events = new ArrayList<>();
    events.add(nothing);
    events.addAll(afterTask((Underway) Evolution.evolve(state, nothing)));
    return events;
  }
}
