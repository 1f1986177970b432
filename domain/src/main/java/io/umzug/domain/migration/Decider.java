package io.umzug.domain.migration;

import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.Instruction.AbandonMigration;
import io.umzug.domain.migration.Instruction.AttachEvidence;
import io.umzug.domain.migration.Instruction.BackUpAnew;
import io.umzug.domain.migration.Instruction.ChoosePlan;
import io.umzug.domain.migration.Instruction.ContinueMigration;
import io.umzug.domain.migration.Instruction.GiveUpWork;
import io.umzug.domain.migration.Instruction.OfStep;
import io.umzug.domain.migration.Instruction.OpenMigration;
import io.umzug.domain.migration.Instruction.OverrideWindow;
import io.umzug.domain.migration.Instruction.PauseMigration;
import io.umzug.domain.migration.Instruction.RollBack;
import io.umzug.domain.migration.Instruction.ScheduleCutOver;
import io.umzug.domain.migration.Instruction.TakeSnapshot;
import io.umzug.domain.migration.Migration.Abandoned;
import io.umzug.domain.migration.Migration.Completed;
import io.umzug.domain.migration.Migration.Opened;
import io.umzug.domain.migration.Migration.Unopened;
import io.umzug.domain.migration.MigrationEvent.MigrationAbandoned;
import io.umzug.domain.migration.MigrationEvent.MigrationContinued;
import io.umzug.domain.migration.MigrationEvent.MigrationPaused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code decide(state, command) → Accepted(events) | Refused(reason)}: pure, and the only place.
 */
public final class Decider {

  private Decider() {}

  public static Decision decide(Migration state, MigrationCommand command) {
    return switch (command) {
      case Instruction instruction -> instructed(state, instruction);
      case Report report -> new Accepted(Reporting.events(state, report));
    };
  }

  private static Decision instructed(Migration state, Instruction instruction) {
    return switch (state) {
      case Unopened _ ->
          instruction instanceof OpenMigration open
              ? Opening.open(open.particulars())
              : new Refused(new Refusal.NotOpened());
      case Opened opened -> choosing(opened, instruction);
      case Underway underway -> underWay(underway, instruction);
      case Completed completed ->
          ended(instruction, completed.particulars(), new Refusal.MigrationIsComplete());
      case Abandoned abandoned ->
          ended(
              instruction,
              abandoned.particulars(),
              new Refusal.MigrationIsAbandoned(abandoned.reason()));
    };
  }

  private static Refused ended(Instruction instruction, Particulars move, Refusal refusal) {
    return new Refused(
        instruction instanceof OpenMigration ? new Refusal.AlreadyOpened(move.id()) : refusal);
  }

  private static Decision choosing(Opened state, Instruction instruction) {
    return switch (instruction) {
      case OpenMigration _ -> new Refused(new Refusal.AlreadyOpened(state.particulars().id()));
      case ChoosePlan choose -> Opening.choose(state, choose);
      case AbandonMigration abandon -> abandon(state.particulars(), abandon);
      case OfStep _,
          AttachEvidence _,
          PauseMigration _,
          ContinueMigration _,
          TakeSnapshot _,
          BackUpAnew _,
          GiveUpWork _,
          RollBack _,
          ScheduleCutOver _,
          OverrideWindow _ ->
          new Refused(new Refusal.NoPlanChosen());
    };
  }

  private static Decision underWay(Underway state, Instruction instruction) {
    boolean goesWhilePaused =
        switch (instruction) {
          case ContinueMigration _,
              AbandonMigration _,
              OpenMigration _,
              ChoosePlan _,
              AttachEvidence _,
              ScheduleCutOver _,
              OverrideWindow _,
              GiveUpWork _ ->
              true;
          case PauseMigration _, TakeSnapshot _, BackUpAnew _, RollBack _, OfStep _ -> false;
        };
    if (state.pause() != null && !goesWhilePaused) {
      return new Refused(new Refusal.MigrationIsPaused(state.pause()));
    }
    return switch (instruction) {
      case OpenMigration _ -> new Refused(new Refusal.AlreadyOpened(state.particulars().id()));
      case ChoosePlan _ -> new Refused(new Refusal.PlanAlreadyChosen(state.choice().inWords()));
      case AbandonMigration abandon ->
          atRest(state) ? abandon(state.particulars(), abandon) : busy(state);
      case PauseMigration pause -> atRest(state) ? pause(state, pause) : busy(state);
      case ContinueMigration _ ->
          state.pause() == null
              ? new Refused(new Refusal.NotPaused())
              : accepted(new MigrationContinued(state.particulars().id()));
      case TakeSnapshot take -> atRest(state) ? Detours.snapshot(state, take) : busy(state);
      case BackUpAnew again -> atRest(state) ? BackupAnew.demanded(state, again) : busy(state);
      case GiveUpWork given -> giveUp(state, given);
      case RollBack back -> atRest(state) ? Detours.rollBack(state, back) : busy(state);
      case AttachEvidence attach -> Steps.attach(state, attach);
      case ScheduleCutOver schedule -> Timekeeping.schedule(state, schedule);
      case OverrideWindow override -> Timekeeping.override(state, override);
      case OfStep step ->
          Timekeeping.closed(state)
              .<Decision>map(Refused::new)
              .orElseGet(() -> Steps.instructed(state, step));
    };
  }

  private static boolean atRest(Underway state) {
    return !(state.condition() instanceof Condition.Working);
  }

  private static Refused busy(Underway state) {
    return new Refused(
        new Refusal.WorkUnderWay(state.label(), ((Condition.Working) state.condition()).order()));
  }

  /**
   * The work fails by a person's word: what it may still report is stale from then on, as after any
   * failure.
   */
  private static Decision giveUp(Underway state, GiveUpWork given) {
    if (!(state.condition() instanceof Condition.Working working)) {
      return new Refused(new Refusal.NothingUnderWay(state.label()));
    }
    Optional<Refusal> other = AtHand.unless(state, given.work());
    if (other.isPresent()) {
      return new Refused(other.get());
    }
    return given.reason().isBlank()
        ? new Refused(new Refusal.ReasonMissing("Giving up work"))
        : new Accepted(
            Reporting.events(
                state,
                Report.failed(
                    working.order(),
                    new Diagnosis(
                        "A person gave this work up.",
                        List.of(),
                        "Look whether something of it still runs on the servers and end it, then"
                            + " retry the step.",
                        given.reason().strip()))));
  }

  private static Decision abandon(Particulars move, AbandonMigration abandon) {
    return abandon.reason().isBlank()
        ? new Refused(new Refusal.ReasonMissing("Abandoning the move"))
        : accepted(new MigrationAbandoned(move.id(), abandon.reason().strip()));
  }

  private static Decision pause(Underway state, PauseMigration pause) {
    return pause.reason().isBlank()
        ? new Refused(new Refusal.ReasonMissing("Pausing the move"))
        : accepted(new MigrationPaused(state.particulars().id(), pause.reason().strip()));
  }

  static Accepted accepted(MigrationEvent first) {
    return new Accepted(List.of(first));
  }

  static Accepted accepted(MigrationEvent first, List<MigrationEvent> following) {
    List<MigrationEvent> events = new ArrayList<>();
    events.add(first);
    events.addAll(following);
    return new Accepted(events);
  }
}
