package io.umzug.domain.migration;

import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Step;

/** What a person wants. */
public sealed interface Instruction extends MigrationCommand {

  record OpenMigration(Particulars particulars) implements Instruction {}

  /** Chooses the plan and freezes its procedure. */
  record ChoosePlan(Plan plan) implements Instruction {}

  /** "Begin" for a step that is held: the start of the move, and what overwrites data (R33). */
  record BeginStep(Step step) implements Instruction {}

  /**
   * A person has done the step by hand.
   *
   * @param note what was seen or done; may be empty
   */
  record ConfirmStep(Step step, String note) implements Instruction {}

  /** An optional step is not needed here; the reason is kept. */
  record SkipStep(Step step, String reason) implements Instruction {}

  /** The cause of a failure is mended: do the failed work again. */
  record RetryStep(Step step) implements Instruction {}
}
