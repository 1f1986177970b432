package io.umzug.domain.migration;

import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.plan.Procedure;
import io.umzug.domain.plan.ProcedureStep;
import java.util.List;

/** The state of a move: just what its next decision needs. */
public sealed interface Migration {

  record Unopened() implements Migration {}

  record Opened(Particulars particulars) implements Migration {}

  /**
   * @param position index of the current step in the procedure
   * @param task index of the current task in the step
   * @param backups what R23's backup left behind; empty before it
   */
  record Underway(
      Particulars particulars,
      Procedure procedure,
      int position,
      int task,
      Condition condition,
      List<DatabaseBackup> backups)
      implements Migration {

    public Underway {
      backups = List.copyOf(backups);
    }

    public ProcedureStep current() {
      return procedure.at(position);
    }

    Underway with(Condition other) {
      return new Underway(particulars, procedure, position, task, other, backups);
    }
  }

  record Completed(Particulars particulars, Procedure procedure) implements Migration {}

  /** The state before the first event. */
  static Migration initial() {
    return new Unopened();
  }
}
