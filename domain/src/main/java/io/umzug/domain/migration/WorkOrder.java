package io.umzug.domain.migration;

import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;

/**
 * Names one piece of work: which move and estate, which task of which step, and the how-manieth
 * try.
 *
 * @param estate the configured estate in which the work is done
 * @param attempt 1 for the first try; raised by every retry
 */
public record WorkOrder(MigrationId migration, String estate, Step step, Task task, int attempt) {

  /** Unique over all moves and tries, such as {@code acme/12/RESTORE_DATABASES/2}. */
  public String workId() {
    return workId(attempt);
  }

  /** The id of another attempt at the same task. */
  public String workId(int otherAttempt) {
    return migration.value() + "/" + step.label() + "/" + task + "/" + otherAttempt;
  }
}
