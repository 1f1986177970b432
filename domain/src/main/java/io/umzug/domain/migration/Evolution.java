package io.umzug.domain.migration;

import io.umzug.domain.migration.Condition.AwaitingApproval;
import io.umzug.domain.migration.Condition.AwaitingFindings;
import io.umzug.domain.migration.Condition.Halted;
import io.umzug.domain.migration.Condition.Held;
import io.umzug.domain.migration.Condition.Offered;
import io.umzug.domain.migration.Condition.Passing;
import io.umzug.domain.migration.Condition.Working;
import io.umzug.domain.migration.Migration.Abandoned;
import io.umzug.domain.migration.Migration.Completed;
import io.umzug.domain.migration.Migration.Opened;
import io.umzug.domain.migration.MigrationEvent.*;
import io.umzug.domain.plan.Procedure;
import io.umzug.domain.plan.StepAt;
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
    Migration after = next(state, event);
    return after instanceof Underway underway && state instanceof Underway before
        ? underway
            .with(underway.wayBack().with(Tracing.after(underway, event)))
            .with(before.timing().after(event))
        : after;
  }

  private static Migration next(Migration state, MigrationEvent event) {
    return switch (event) {
      case MigrationOpened opened -> new Opened(opened.particulars());
      case PlanChosen chosen -> {
        Particulars move = opened(state, event);
        Procedure procedure = chosen.procedure().upcast(move.from(), move.to());
        yield Underway.begun(move, procedure, chosen.chosen());
      }
      case MigrationCompleted _ -> {
        Underway underway = underway(state, event);
        yield new Completed(underway.particulars(), underway.procedure());
      }
      case MigrationAbandoned abandoned -> abandoned(state, abandoned);
      case MigrationPaused paused -> underway(state, event).paused(paused.reason());
      case MigrationContinued _ -> underway(state, event).paused(null);
      case SnapshotDemanded _ -> demanded(underway(state, event));
      case SnapshotForgone _, BackupForgone _ -> back(underway(state, event));
      case BackupDemanded _ -> backup(underway(state, event));
      case RollbackBegun begun -> rollingBack(underway(state, event), begun);
      case RolledBack _ -> rolledBack(underway(state, event));
      case OfTime _ -> underway(state, event);
      case OfStep step -> ofStep(underway(state, event), step);
      case OfWork work -> ofWork(underway(state, event), work);
    };
  }

  private static Underway ofStep(Underway state, OfStep event) {
    return switch (event) {
      case StepHeld held -> enter(state, held.at(), new Held());
      case StepBegun begun -> enter(Tracing.close(state, begun), begun.at(), new Passing());
      case StepOffered offered ->
          at(state, Task.CONFIRM_BY_HAND).with(new Offered(offered.attempt()));
      case ApprovalAwaited awaited ->
          at(state, Task.APPROVE_OVERWRITE).with(new AwaitingApproval(awaited.databases()));
      case FindingsAwaited _ -> at(state, Task.ACCEPT_FINDINGS).with(new AwaitingFindings());
      case FindingsAccepted _ ->
          at(state, Task.ACCEPT_FINDINGS)
              .with(state.standing().with(state.standing().inspection().accept()))
              .with(new Passing());
      case OverwriteApproved _ -> at(state, Task.APPROVE_OVERWRITE).with(new Passing());
      case StepSkipped skipped ->
          state.with(state.standing().withSkipped(skipped.at())).with(new Passing());
      case EvidenceAttached _ -> state;
      case SkippedStepDone done -> state.with(state.standing().withoutSkipped(done.at()));
      case VmSnapshotClaimed claimed ->
          state.with(state.wayBack().withVirtualMachine(claimed.name())).with(new Passing());
      case StepConfirmed confirmed -> Tracing.close(state, confirmed).with(new Passing());
      case StepRetried _,
          StepCompleted _,
          TaskDoneByHand _,
          DifferencesAccepted _,
          BatchFilesApproved _,
          LossAccepted _,
          ArtefactsTransferred _ ->
          state.with(new Passing());
    };
  }

  private static Underway ofWork(Underway state, OfWork event) {
    return switch (event) {
      case WorkRequested requested ->
          at(state, requested.order()).with(new Working(requested.order(), false));
      case WorkOverran overran -> state.with(new Working(overran.order(), true));
      case WorkFailed failed ->
          state.with(new Halted(failed.order(), failed.diagnosis(), failed.differing()));
      case SnapshotTaken taken -> taken(state, taken);
      case BackupCompleted completed when state.detour() instanceof Detour.Demanded demanded ->
          renewed(state, completed, demanded);
      case WorkSucceeded succeeded ->
          state.with(standing(state.standing(), succeeded)).with(new Passing());
    };
  }

  private static Standing standing(Standing before, WorkSucceeded event) {
    return switch (event) {
      case BackupCompleted completed -> before.withBackups(completed.backups());
      case ServiceStarted started when started.order().task() == Task.START_SERVICE ->
          before.withInitialRows(started.run().rows());
      case PreflightCompleted completed ->
          before.with(before.inspection().with(completed.report(), completed.order().attempt()));
      case TargetsSurveyed surveyed -> before.withSurvey(surveyed.entries());
      case ScriptsExported exported -> before.withScripts(exported.scripts());
      case DatabasesCreated _,
          FilestreamEnabled _,
          SqlServersReached _,
          AtlasRewritten _,
          ServiceStarted _,
          RestoreCompleted _,
          RestartConfirmed _,
          ServiceStopped _,
          SnapshotTaken _,
          SnapshotRestored _,
          ScriptsRun _,
          DatabasesVerified _,
          BatchFilesRan _,
          CsvChecked _ ->
          before;
    };
  }

  /** From where the move would go on: behind the step that ends with it, else that step anew. */
  private static Underway taken(Underway state, SnapshotTaken event) {
    Standing here = state.standing();
    boolean endsStep = state.detour() == null && here.task() == state.current().tasks().size() - 1;
    Standing from = here.at(endsStep ? here.position() + 1 : here.position(), 0);
    WayBack wayBack = state.wayBack();
    RestorePoint point = new RestorePoint(event.snapshot(), from, wayBack.traces(), false);
    Underway kept = state.with(wayBack.with(point));
    return kept.detour() instanceof Detour.Demanded ? back(kept) : kept.with(new Passing());
  }

  private static Underway demanded(Underway state) {
    return state
        .with(state.wayBack().oneMoreDemanded())
        .on(Detour.Demanded.at(state.current().hop(), state.condition()));
  }

  private static Underway backup(Underway state) {
    return state
        .with(state.wayBack().oneMoreDemanded())
        .on(Detour.Demanded.backup(state.current().hop(), state.condition()));
  }

  /** What differed from the earlier backup says nothing about this one. */
  private static Underway renewed(Underway state, BackupCompleted event, Detour.Demanded demanded) {
    Condition back =
        demanded.back() instanceof Halted halted
            ? new Halted(halted.order(), halted.diagnosis(), List.of())
            : demanded.back();
    return state.offDetour(state.standing().withBackups(event.backups()), back);
  }

  private static Underway back(Underway state) {
    return state.detour() instanceof Detour.Demanded demanded
        ? state.offDetour(state.standing(), demanded.back())
        : state;
  }

  private static Underway rollingBack(Underway state, RollbackBegun event) {
    RestorePoint to =
        state
            .wayBack()
            .point(event.plan().snapshot().id())
            .orElseThrow(() -> outOfPlace(state, event));
    return state.with(state.wayBack().nextRound()).on(new Detour.RollingBack(to, event.plan(), 0));
  }

  private static Underway rolledBack(Underway state) {
    if (!(state.detour() instanceof Detour.RollingBack back)) {
      return state;
    }
    Underway undone = Tracing.putBack(state, back);
    return undone
        .with(undone.wayBack().backAt(back.to()))
        .offDetour(back.to().standing(), new Passing());
  }

  private static Underway enter(Underway state, StepAt step, Condition condition) {
    int position =
        state
            .procedure()
            .positionOf(step)
            .orElseThrow(() -> new IllegalStateException(step + " is not in the procedure"));
    return state.with(state.standing().at(position, 0)).with(condition);
  }

  private static Underway at(Underway state, Task task) {
    return switch (state.detour()) {
      case null ->
          state.with(
              state
                  .standing()
                  .at(state.standing().position(), state.current().tasks().indexOf(task)));
      case Detour.Demanded _ -> state;
      case Detour.RollingBack back -> state.within(back.at(back.step().tasks().indexOf(task)));
    };
  }

  private static Underway at(Underway state, WorkOrder order) {
    return state.detour() instanceof Detour.RollingBack back
        ? state.within(
            back.at(back.plan().parts().indexOf(new RollbackPlan.Part(order.task(), order.site()))))
        : at(state, order.task().inProcedure());
  }

  private static Abandoned abandoned(Migration state, MigrationAbandoned event) {
    return state instanceof Underway underway
        ? new Abandoned(underway.particulars(), underway.procedure(), event.reason())
        : new Abandoned(opened(state, event), null, event.reason());
  }

  private static Particulars opened(Migration state, MigrationEvent event) {
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
