package io.umzug.domain.plan;

import static io.umzug.domain.plan.Obligation.OPTIONAL;
import static io.umzug.domain.plan.Obligation.REQUIRED;

import java.util.List;

/** The steps of a relocation V8 or V9 → V9, out of R24's column. */
final class Relocation {

  private Relocation() {}

  /**
   * The checks, R23's backup, the rows of the plan's column in their order, R12's restart behind
   * the restore, and R16's cut-over, which plan D does not have: its XPhone server stays where it
   * is (R21).
   */
  static void steps(List<ProcedureStep> steps, int hop, Plan plan, Choice choice) {
    steps.add(
        step(hop == 0 ? Step.PREFLIGHT : Step.PREFLIGHT_BEFORE_RELOCATION, REQUIRED, hop, choice));
    steps.add(step(Step.BACKUP, REQUIRED, hop, choice));
    for (RelocationRow row : RelocationTable.ROWS) {
      Obligation obligation = row.in(plan);
      if (row.step() == Step.RESTORE) {
        arrival(steps, hop, choice);
        steps.add(step(Step.RESTART, REQUIRED, hop, choice));
      } else if (obligation != Obligation.ABSENT) {
        steps.add(step(row.step(), obligation, hop, choice));
      }
    }
    if (plan != Plan.D) {
      steps.add(step(Step.CUT_OVER, REQUIRED, hop, choice));
    }
    if (choice.downtime() == Downtime.INTERMEDIATE_SERVER) {
      steps.add(step(Step.DELETE_INTERMEDIATE, OPTIONAL, hop, choice));
    }
  }

  /** Row 12; by script where the target is the older SQL Server (M1). */
  private static void arrival(List<ProcedureStep> steps, int hop, Choice choice) {
    List<Step> arrival =
        switch (choice.transport()) {
          case BACKUP_AND_RESTORE -> List.of(Step.PREFLIGHT_BEFORE_RESTORE, Step.RESTORE);
          case SCRIPT ->
              List.of(
                  Step.EXPORT_SCRIPT,
                  Step.ADAPT_SCRIPT,
                  Step.PREFLIGHT_BEFORE_RESTORE,
                  Step.RUN_SCRIPT);
        };
    arrival.forEach(step -> steps.add(step(step, REQUIRED, hop, choice)));
  }

  private static ProcedureStep step(Step step, Obligation obligation, int hop, Choice choice) {
    return Tasks.step(step, obligation, hop, choice);
  }
}
