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

  private static void arrival(List<ProcedureStep> steps, int hop, Choice choice) {
    List<Step> arrival =
        switch (choice.transport()) {
          case BACKUP_AND_RESTORE -> List.of(Step.PREFLIGHT_BEFORE_RESTORE, Step.RESTORE);
          case SCRIPT -> byScript(choice.backupBy());
        };
    arrival.forEach(step -> steps.add(step(step, REQUIRED, hop, choice)));
  }

  /**
   * In row 12's place where the target is the older SQL Server (M1). Umzug's own scripts name no
   * files: it creates the databases where the target has its files, so M3 leaves nothing to adapt.
   */
  private static List<Step> byScript(BackupBy by) {
    return switch (by) {
      case UMZUG -> List.of(Step.EXPORT_SCRIPT, Step.PREFLIGHT_BEFORE_RESTORE, Step.RUN_SCRIPT);
      case BACKUP_MANAGER ->
          List.of(
              Step.EXPORT_SCRIPT,
              Step.ADAPT_SCRIPT,
              Step.PREFLIGHT_BEFORE_RESTORE,
              Step.RUN_SCRIPT);
    };
  }

  private static ProcedureStep step(Step step, Obligation obligation, int hop, Choice choice) {
    return Tasks.step(step, obligation, hop, choice);
  }
}
