package io.umzug.domain.migration;

import io.umzug.domain.evidence.EvidenceFile;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.route.MoveFacts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person wants. */
public sealed interface Instruction extends MigrationCommand {

  record OpenMigration(Particulars particulars) implements Instruction {}

  /**
   * Chooses the plan and freezes its procedure.
   *
   * @param reason why it was chosen so; owed where it overrules the advice
   * @param facts what is known about the move; absent where no advice is wanted
   */
  record ChoosePlan(Choice choice, String reason, @Nullable MoveFacts facts)
      implements Instruction {

    public ChoosePlan(Choice choice, String reason) {
      this(choice, reason, null);
    }
  }

  /** Gives the move up where it stands; nothing is undone. */
  record AbandonMigration(String reason) implements Instruction {}

  /** Nothing may be begun until the move is continued. */
  record PauseMigration(String reason) implements Instruction {}

  record ContinueMigration() implements Instruction {}

  /** A snapshot beside the procedure (R10). */
  record TakeSnapshot(String reason) implements Instruction {}

  /** R23: the backup anew, beside the procedure, for what is still to be restored from it. */
  record BackUpAnew(String reason) implements Instruction {}

  /**
   * Gives up work that never reports: the move halts, and whatever that work still says is stale.
   *
   * @param work its id, as {@link AtHand} names it
   */
  record GiveUpWork(String work, String reason) implements Instruction {}

  /** Back to a snapshot, with everything that was done since. */
  record RollBack(String snapshot, String reason) implements Instruction {}

  /** R16: the window for the change; may be said anew until the old server is switched off. */
  record ScheduleCutOver(Instant from, Instant until) implements Instruction {}

  /** R16: go on although a rollback would no longer end within the window. */
  record OverrideWindow(String reason) implements Instruction {}

  /** An instruction about one step. */
  sealed interface OfStep extends Instruction {
    StepAt step();
  }

  /** "Begin" for a step that is held: the start of the move, and what overwrites data (R33). */
  record BeginStep(StepAt step) implements OfStep {}

  /**
   * A person has done the step by hand; also an optional one that was skipped before.
   *
   * @param work the id of what was offered, as {@link AtHand} names it; owed on the way back only
   * @param note what was seen or done; may be empty
   */
  record ConfirmStep(StepAt step, String work, String note) implements OfStep {
    public ConfirmStep(StepAt step, String note) {
      this(step, "", note);
    }
  }

  /**
   * R11: a person claims a snapshot of the virtual machine.
   *
   * @param name under which the hypervisor keeps it
   * @param poweredOff whether the machine was powered off for it
   */
  record ClaimVmSnapshot(StepAt step, String name, boolean poweredOff) implements OfStep {}

  /**
   * R5: a person accepts that all journal data is lost.
   *
   * @param accepted whether it is accepted: no words are looked through for a yes or no
   * @param statement in words that name the journal; kept
   */
  record AcceptLoss(StepAt step, boolean accepted, String statement) implements OfStep {}

  /**
   * R6: one kind of artefact was carried over by the Migrations-Manager.
   *
   * @param count how many of them
   */
  record ConfirmTransfer(StepAt step, int count, String note) implements OfStep {}

  /** R33: the names of the databases with user rows, typed by a person. */
  record ApproveOverwrite(StepAt step, List<String> databases) implements OfStep {
    public ApproveOverwrite {
      databases = List.copyOf(databases);
    }
  }

  /**
   * What the checks have found is accepted as it is.
   *
   * @param work the id of the checks that the person saw, as {@link AtHand} names it
   * @param reason why; owed where a check fails
   */
  record AcceptFindings(StepAt step, String work, String reason) implements OfStep {}

  /** E4: Umzug is to run the batch files that were offered to the person. */
  record ApproveBatchFiles(StepAt step) implements OfStep {}

  /**
   * A person did by hand what a worker could not.
   *
   * @param work the id of the work that the person saw fail, as {@link AtHand} names it
   * @param note what was done and seen; kept as evidence
   */
  record RecordByHand(StepAt step, String work, String note) implements OfStep {}

  /**
   * What arrived with other rows than were sent is accepted as it is.
   *
   * @param work the id of the comparison that the person saw fail, as {@link AtHand} names it
   * @param reason why; owed and kept with every table that differs
   */
  record AcceptDifferences(StepAt step, String work, String reason) implements OfStep {}

  /** A file that proves what was done or seen in a step, whenever that was. */
  record AttachEvidence(StepAt step, EvidenceFile file, String note) implements Instruction {}

  /** An optional step is not needed here; the reason is kept. */
  record SkipStep(StepAt step, String reason) implements OfStep {}

  /** The cause of a failure is mended: do the failed work again. */
  record RetryStep(StepAt step) implements OfStep {}
}
