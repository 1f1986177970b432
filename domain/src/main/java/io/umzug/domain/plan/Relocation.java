package io.umzug.domain.plan;

import java.util.ArrayList;
import java.util.List;

/** Makes the procedure of a relocation V8 or V9 → V9 out of R24's column. */
public final class Relocation {

  private Relocation() {}

  /**
   * R23's backup, the rows of the plan's column in their order, R12's restart behind the restore,
   * and R16's cut-over, which plan D does not have: its XPhone server stays where it is (R21).
   */
  public static Procedure procedure(Plan plan) {
    List<ProcedureStep> steps = new ArrayList<>();
    steps.add(required(Step.BACKUP));
    for (RelocationRow row : RelocationTable.ROWS) {
      Obligation obligation = row.in(plan);
      if (obligation != Obligation.ABSENT) {
        steps.add(step(row.step(), obligation));
      }
      if (row.step() == Step.RESTORE) {
        steps.add(required(Step.RESTART));
      }
    }
    if (plan != Plan.D) {
      steps.add(required(Step.CUT_OVER));
    }
    return new Procedure(plan, steps);
  }

  private static ProcedureStep required(Step step) {
    return step(step, Obligation.REQUIRED);
  }

  private static ProcedureStep step(Step step, Obligation obligation) {
    boolean held = step == Step.BACKUP || step == Step.RESTORE;
    return new ProcedureStep(step, obligation, held, tasks(step));
  }

  private static List<Task> tasks(Step step) {
    return switch (step) {
      case BACKUP -> List.of(Task.BACK_UP_DATABASES);
      case PREPARE_DATABASES -> List.of(Task.CREATE_DATABASES, Task.ENABLE_FILESTREAM);
      case SET_SERVICE_ACCOUNT -> List.of(Task.PROBE_SQL_SERVERS, Task.CONFIRM_BY_HAND);
      case ADAPT_ATLAS -> List.of(Task.REWRITE_ATLAS);
      case START_SERVICE -> List.of(Task.START_SERVICE, Task.CONFIRM_BY_HAND);
      case RESTORE -> List.of(Task.RESTORE_DATABASES);
      case RESTART -> List.of(Task.RESTART_SERVICE);
      case INSTALL_SQL_SERVER,
          INSTALL_OUTLOOK,
          AUTORUN_WITH_SQL_EXPRESS,
          AUTORUN_WITHOUT_SQL_SERVER,
          INSTALL_XPHONE_SERVER,
          SET_ANALYTICS_APP_POOL,
          ENTER_LICENCES,
          APPLY_PATCHES,
          FOLLOW_UP,
          CUT_OVER ->
          List.of(Task.CONFIRM_BY_HAND);
    };
  }
}
