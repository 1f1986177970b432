package io.umzug.domain.migration;

import static io.umzug.domain.migration.Decider.accepted;

import io.umzug.domain.migration.Condition.AwaitingApproval;
import io.umzug.domain.migration.Condition.AwaitingFindings;
import io.umzug.domain.migration.Condition.Halted;
import io.umzug.domain.migration.Condition.Held;
import io.umzug.domain.migration.Condition.Offered;
import io.umzug.domain.migration.Condition.Passing;
import io.umzug.domain.migration.Condition.Working;
import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.Instruction.AcceptLoss;
import io.umzug.domain.migration.Instruction.ClaimVmSnapshot;
import io.umzug.domain.migration.Instruction.ConfirmStep;
import io.umzug.domain.migration.Instruction.ConfirmTransfer;
import io.umzug.domain.migration.MigrationEvent.ArtefactsTransferred;
import io.umzug.domain.migration.MigrationEvent.BatchFilesApproved;
import io.umzug.domain.migration.MigrationEvent.LossAccepted;
import io.umzug.domain.migration.MigrationEvent.StepConfirmed;
import io.umzug.domain.migration.MigrationEvent.VmSnapshotClaimed;
import io.umzug.domain.plan.ProcedureStep;
import io.umzug.domain.plan.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A person has done what was offered: each kind of step wants its own word for it. */
final class Confirmations {

  private static final Set<Step> TRANSFERS =
      Set.of(
          Step.TRANSFER_ANNOUNCEMENTS,
          Step.TRANSFER_AUTO_ATTENDANTS,
          Step.TRANSFER_DYNAMIC_LINES,
          Step.TRANSFER_PBX_PARAMETERS,
          Step.TRANSFER_USERS);

  /** What R5's loss is called, in German and English alike. */
  private static final String JOURNAL = "journal";

  private Confirmations() {}

  static Decision confirm(Underway state, ConfirmStep confirm) {
    Step step = state.current().step();
    Optional<Refusal> refusal =
        notOffered(state)
            .or(
                () ->
                    step == Step.VM_SNAPSHOT
                        ? Optional.of(new Refusal.ClaimWanted(state.label()))
                        : step == Step.ACCEPT_LOSS
                            ? Optional.of(new Refusal.AcceptanceWanted())
                            : TRANSFERS.contains(step)
                                ? Optional.of(new Refusal.CountWanted(state.label()))
                                : otherwise(state, confirm.work()));
    return refusal
        .<Decision>map(Refused::new)
        .orElseGet(
            () ->
                done(
                    state,
                    new StepConfirmed(
                        state.particulars().id(),
                        step,
                        confirm.note().strip(),
                        state.current().hop())));
  }

  /** R11: permitted only while the machine is powered off. */
  static Decision claim(Underway state, ClaimVmSnapshot claim) {
    return notOffered(state)
        .or(() -> unlessIs(state, Set.of(Step.VM_SNAPSHOT)))
        .or(
            () ->
                claim.poweredOff()
                    ? Optional.empty()
                    : Optional.of(new Refusal.VmSnapshotWhileRunning()))
        .or(
            () ->
                claim.name().isBlank()
                    ? Optional.of(new Refusal.ReasonMissing("The snapshot's name in step R11"))
                    : Optional.empty())
        .<Decision>map(Refused::new)
        .orElseGet(
            () ->
                done(
                    state,
                    new VmSnapshotClaimed(
                        state.particulars().id(),
                        Step.VM_SNAPSHOT,
                        claim.name().strip(),
                        state.current().hop())));
  }

  /** R5: said outright, and in a statement that names what is lost. */
  static Decision accept(Underway state, AcceptLoss accept) {
    boolean named =
        accept.accepted() && accept.statement().toLowerCase(Locale.ROOT).contains(JOURNAL);
    return notOffered(state)
        .or(() -> unlessIs(state, Set.of(Step.ACCEPT_LOSS)))
        .or(() -> named ? Optional.empty() : Optional.of(new Refusal.AcceptanceWanted()))
        .<Decision>map(Refused::new)
        .orElseGet(
            () ->
                done(
                    state,
                    new LossAccepted(
                        state.particulars().id(),
                        Step.ACCEPT_LOSS,
                        accept.statement().strip(),
                        state.current().hop())));
  }

  /** R6: with how many, for the loss statement in the end. */
  static Decision transfer(Underway state, ConfirmTransfer confirm) {
    return notOffered(state)
        .or(() -> unlessIs(state, TRANSFERS))
        .or(
            () ->
                confirm.count() < 0
                    ? Optional.of(new Refusal.CountWanted(state.label()))
                    : Optional.empty())
        .<Decision>map(Refused::new)
        .orElseGet(
            () ->
                done(
                    state,
                    new ArtefactsTransferred(
                        state.particulars().id(),
                        state.current().step(),
                        confirm.count(),
                        confirm.note().strip(),
                        state.current().hop())));
  }

  /** E4: nothing of the installer's runs before a person says so, each time anew. */
  static Decision batchFiles(Underway state) {
    ProcedureStep step = state.current();
    if (step.step() != Step.RUN_BATCH_FILES) {
      return new Refused(new Refusal.NoBatchFiles(state.label()));
    }
    if (!(state.condition() instanceof Offered offered)) {
      return new Refused(notOffered(state).orElseThrow());
    }
    return accepted(
        new BatchFilesApproved(state.particulars().id(), step.step(), step.hop()),
        List.of(Requests.batchFiles(state, offered.attempt())));
  }

  /** On the way back it must be said which one is meant; else a word may say it. */
  private static Optional<Refusal> otherwise(Underway state, String work) {
    return work.isBlank() && state.current().step() != Step.ROLL_BACK
        ? Optional.empty()
        : AtHand.unless(state, work);
  }

  private static Decision done(Underway state, MigrationEvent fact) {
    return accepted(fact, Progress.afterTask((Underway) Evolution.evolve(state, fact)));
  }

  private static Optional<Refusal> unlessIs(Underway state, Set<Step> steps) {
    return steps.contains(state.current().step())
        ? Optional.empty()
        : Optional.of(new Refusal.PlainConfirmationWanted(state.label()));
  }

  private static Optional<Refusal> notOffered(Underway state) {
    return switch (state.condition()) {
      case Offered _ -> Optional.empty();
      case Held _ -> Optional.of(new Refusal.AwaitsBegin(state.label()));
      case Working working -> Optional.of(new Refusal.WorkUnderWay(state.label(), working.order()));
      case AwaitingApproval awaiting -> Optional.of(new Refusal.NamesDiffer(awaiting.databases()));
      case AwaitingFindings _ -> Optional.of(new Refusal.FindingsWanted(state.label()));
      case Halted _ -> Optional.of(new Refusal.StepHasFailed(state.label()));
      case Passing _ -> throw new IllegalStateException("A move never rests between two steps");
    };
  }
}
