package io.umzug.domain.migration;

import io.umzug.domain.plan.Obligation;
import io.umzug.domain.plan.ProcedureStep;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.util.List;

/** Something beside the procedure, which waits where it is meanwhile. */
public sealed interface Detour {

  /** The step as which it is shown and addressed. */
  ProcedureStep step();

  /**
   * A snapshot or a backup that a person asked for.
   *
   * @param back how the current step stands again afterwards
   */
  record Demanded(ProcedureStep step, Condition back) implements Detour {

    static Demanded at(int hop, Condition back) {
      return demanded(Step.SNAPSHOT_ON_DEMAND, Task.TAKE_SNAPSHOT, hop, back);
    }

    static Demanded backup(int hop, Condition back) {
      return demanded(Step.BACKUP_ON_DEMAND, Task.BACK_UP_DATABASES, hop, back);
    }

    private static Demanded demanded(Step step, Task task, int hop, Condition back) {
      return new Demanded(
          new ProcedureStep(step, Obligation.OPTIONAL, false, List.of(task), hop), back);
    }
  }

  /**
   * Back to a restore point.
   *
   * @param task index of the current part of the plan
   */
  record RollingBack(RestorePoint to, RollbackPlan plan, int task) implements Detour {

    @Override
    public ProcedureStep step() {
      return plan.step();
    }

    RollbackPlan.Part part() {
      return plan.parts().get(task);
    }

    RollingBack at(int otherTask) {
      return new RollingBack(to, plan, otherTask);
    }
  }
}
