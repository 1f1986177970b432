package io.umzug.domain.migration;

import static io.umzug.domain.migration.Decider.accepted;

import io.umzug.domain.migration.Condition.AwaitingApproval;
import io.umzug.domain.migration.Condition.AwaitingFindings;
import io.umzug.domain.migration.Condition.Halted;
import io.umzug.domain.migration.Condition.Held;
import io.umzug.domain.migration.Condition.Offered;
import io.umzug.domain.migration.Condition.Passing;
import io.umzug.domain.migration.Condition.Working;
import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.Instruction.AcceptDifferences;
import io.umzug.domain.migration.Instruction.AcceptFindings;
import io.umzug.domain.migration.Instruction.AcceptLoss;
import io.umzug.domain.migration.Instruction.ApproveBatchFiles;
import io.umzug.domain.migration.Instruction.ApproveOverwrite;
import io.umzug.domain.migration.Instruction.AttachEvidence;
import io.umzug.domain.migration.Instruction.BeginStep;
import io.umzug.domain.migration.Instruction.ClaimVmSnapshot;
import io.umzug.domain.migration.Instruction.ConfirmStep;
import io.umzug.domain.migration.Instruction.ConfirmTransfer;
import io.umzug.domain.migration.Instruction.OfStep;
import io.umzug.domain.migration.Instruction.RecordByHand;
import io.umzug.domain.migration.Instruction.RetryStep;
import io.umzug.domain.migration.Instruction.SkipStep;
import io.umzug.domain.migration.MigrationEvent.BackupForgone;
import io.umzug.domain.migration.MigrationEvent.EvidenceAttached;
import io.umzug.domain.migration.MigrationEvent.OverwriteApproved;
import io.umzug.domain.migration.MigrationEvent.SkippedStepDone;
import io.umzug.domain.migration.MigrationEvent.SnapshotForgone;
import io.umzug.domain.migration.MigrationEvent.StepRetried;
import io.umzug.domain.migration.MigrationEvent.StepSkipped;
import io.umzug.domain.migration.MigrationEvent.TaskDoneByHand;
import io.umzug.domain.plan.Obligation;
import io.umzug.domain.plan.ProcedureStep;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.Task;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person wants of the current step. */
final class Steps {

  /** Work that a person may do instead; never a backup, a restore, or the restart of R12. */
  private static final Set<Task> BY_HAND =
      Set.of(
          Task.CREATE_DATABASES,
          Task.ENABLE_FILESTREAM,
          Task.REWRITE_ATLAS,
          Task.START_SERVICE,
          Task.RUN_SERVICE,
          Task.STOP_SERVICE,
          Task.RUN_BATCH_FILES);

  private Steps() {}

  static Decision instructed(Underway state, OfStep instruction) {
    if (instruction instanceof ConfirmStep confirm
        && state.standing().skipped().contains(confirm.step())) {
      return takeUp(state, confirm);
    }
    Optional<Refusal> elsewhere = elsewhere(state, instruction.step());
    if (elsewhere.isPresent()) {
      return new Refused(elsewhere.get());
    }
    return switch (instruction) {
      case BeginStep _ -> begin(state);
      case ConfirmStep confirm -> Confirmations.confirm(state, confirm);
      case ClaimVmSnapshot claim -> Confirmations.claim(state, claim);
      case AcceptLoss accept -> Confirmations.accept(state, accept);
      case ConfirmTransfer confirm -> Confirmations.transfer(state, confirm);
      case ApproveOverwrite approve -> approve(state, approve);
      case AcceptFindings accept -> Checks.accept(state, accept);
      case ApproveBatchFiles _ -> Confirmations.batchFiles(state);
      case RecordByHand done -> byHand(state, done);
      case AcceptDifferences accept -> Differences.accept(state, accept);
      case SkipStep skip -> skip(state, skip);
      case RetryStep _ -> retry(state);
    };
  }

  private static Optional<Refusal> elsewhere(Underway state, StepAt asked) {
    if (asked.equals(state.current().at())) {
      return Optional.empty();
    }
    return Optional.of(
        state.procedure().positionOf(asked).isEmpty()
            ? new Refusal.StepNotInPlan(asked.step().label(), state.choice().inWords())
            : new Refusal.NotTheCurrentStep(state.procedure().label(asked), state.label()));
  }

  /** To the current step or to any that was done before: proof often comes late. */
  static Decision attach(Underway state, AttachEvidence attach) {
    StepAt step = attach.step();
    boolean current = step.equals(state.current().at());
    Optional<Integer> position = state.procedure().positionOf(step);
    if (!current && position.isEmpty()) {
      return new Refused(elsewhere(state, step).orElseThrow());
    }
    if (!current && position.get() > state.standing().position()) {
      return new Refused(new Refusal.StepNotReached(state.procedure().label(step)));
    }
    return accepted(
        new EvidenceAttached(
            state.particulars().id(),
            step.step(),
            attach.file(),
            attach.note().strip(),
            step.hop()));
  }

  private static Decision begin(Underway state) {
    return switch (state.condition()) {
      case Held _ -> new Accepted(Progress.begin(state, state.standing().position()));
      case Working _, Offered _, AwaitingApproval _, AwaitingFindings _, Halted _, Passing _ ->
          new Refused(new Refusal.HasBegun(state.label()));
    };
  }

  /** An optional step that a person does is done, whenever that is. */
  private static Decision takeUp(Underway state, ConfirmStep confirm) {
    ProcedureStep step =
        state.procedure().at(state.procedure().positionOf(confirm.step()).orElseThrow());
    boolean stillMakesSense =
        step.tasks().equals(List.of(Task.CONFIRM_BY_HAND)) && step.step() != Step.VM_SNAPSHOT;
    return stillMakesSense
        ? accepted(
            new SkippedStepDone(
                state.particulars().id(), step.step(), confirm.note().strip(), step.hop()))
        : new Refused(new Refusal.TooLateForStep(state.procedure().label(confirm.step())));
  }

  private static Decision approve(Underway state, ApproveOverwrite approve) {
    if (!(state.condition() instanceof AwaitingApproval awaiting)) {
      return new Refused(new Refusal.NothingToApprove(state.label()));
    }
    if (!upper(awaiting.databases()).equals(upper(approve.databases()))) {
      return new Refused(new Refusal.NamesDiffer(awaiting.databases()));
    }
    ProcedureStep step = state.current();
    OverwriteApproved approved =
        new OverwriteApproved(
            state.particulars().id(), step.step(), awaiting.databases(), step.hop());
    return accepted(approved, Progress.afterTask((Underway) Evolution.evolve(state, approved)));
  }

  private static Set<String> upper(List<String> names) {
    return names.stream()
        .map(name -> name.strip().toUpperCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static Decision byHand(Underway state, RecordByHand done) {
    if (!(state.condition() instanceof Halted halted)) {
      return new Refused(new Refusal.NothingFailed(state.label()));
    }
    Task task = halted.order().task();
    if (!BY_HAND.contains(task)) {
      return new Refused(new Refusal.NotByHand(state.label()));
    }
    if (done.note().isBlank()) {
      return new Refused(
          new Refusal.ReasonMissing("What was done by hand in step " + state.label()));
    }
    Optional<Refusal> other = AtHand.unless(state, done.work());
    if (other.isPresent()) {
      return new Refused(other.get());
    }
    ProcedureStep step = state.current();
    return accepted(
        new TaskDoneByHand(
            state.particulars().id(), step.step(), task, done.note().strip(), step.hop()),
        Progress.afterTask(state));
  }

  private static Decision skip(Underway state, SkipStep skip) {
    ProcedureStep step = state.current();
    if (step.obligation() != Obligation.OPTIONAL) {
      return new Refused(new Refusal.StepIsRequired(state.label(), state.choice().inWords()));
    }
    if (skip.reason().isBlank()) {
      return new Refused(new Refusal.ReasonMissing("Skipping step " + state.label()));
    }
    MigrationId id = state.particulars().id();
    return switch (state.condition()) {
      case Held _, Offered _, AwaitingApproval _, AwaitingFindings _, Halted _ ->
          state.detour() == null
              ? accepted(
                  new StepSkipped(id, step.step(), skip.reason().strip(), step.hop()),
                  Progress.afterStep(state))
              : accepted(forgone(state, skip));
      case Working working -> new Refused(new Refusal.WorkUnderWay(state.label(), working.order()));
      case Passing _ -> throw new IllegalStateException("A move never rests between two steps");
    };
  }

  private static MigrationEvent forgone(Underway state, SkipStep skip) {
    MigrationId id = state.particulars().id();
    return state.current().step() == Step.BACKUP_ON_DEMAND
        ? new BackupForgone(id, skip.reason().strip())
        : new SnapshotForgone(id, skip.reason().strip());
  }

  private static Decision retry(Underway state) {
    ProcedureStep step = state.current();
    return switch (state.condition()) {
      case Halted halted -> {
        int attempt = halted.order().attempt() + 1;
        yield accepted(
            new StepRetried(state.particulars().id(), step.step(), attempt, step.hop()),
            List.of(Requests.of(state, attempt)));
      }
      case AwaitingFindings _ -> Checks.again(state);
      case Working working -> new Refused(new Refusal.WorkUnderWay(state.label(), working.order()));
      case Offered _, AwaitingApproval _ -> new Refused(new Refusal.AwaitsPerson(state.label()));
      case Held _, Passing _ -> new Refused(new Refusal.NothingFailed(state.label()));
    };
  }
}
