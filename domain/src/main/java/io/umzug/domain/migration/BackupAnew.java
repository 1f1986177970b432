package io.umzug.domain.migration;

import static io.umzug.domain.migration.Decider.accepted;

import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.Instruction.BackUpAnew;
import io.umzug.domain.migration.MigrationEvent.BackupDemanded;
import io.umzug.domain.plan.ProcedureStep;
import io.umzug.domain.plan.Task;
import java.util.List;
import java.util.stream.IntStream;

/** R23 once more, beside the procedure, where what was backed up cannot be gone on with. */
final class BackupAnew {

  private BackupAnew() {}

  static Decision demanded(Underway state, BackUpAnew again) {
    if (state.detour() != null) {
      return new Refused(new Refusal.OnADetour(state.label()));
    }
    if (!isRead(state)) {
      return new Refused(new Refusal.NoBackupToRenew(state.label()));
    }
    BackupDemanded demanded = new BackupDemanded(state.particulars().id(), again.reason().strip());
    Underway there = (Underway) Evolution.evolve(state, demanded);
    return accepted(demanded, List.of(Requests.of(there, 1)));
  }

  /** Whether this hop has made its backup, and something that is not done yet goes by it. */
  private static boolean isRead(Underway state) {
    int here = state.standing().position();
    List<ProcedureStep> steps = state.procedure().steps();
    int hop = steps.get(here).hop();
    boolean made =
        IntStream.range(0, here)
            .mapToObj(steps::get)
            .anyMatch(step -> step.hop() == hop && step.tasks().contains(Task.BACK_UP_DATABASES));
    return made
        && IntStream.range(here, steps.size())
            .mapToObj(steps::get)
            .anyMatch(
                step ->
                    step.hop() == hop
                        && (step.tasks().contains(Task.RESTORE_DATABASES)
                            || step.tasks().contains(Task.VERIFY_DATABASES)));
  }
}
