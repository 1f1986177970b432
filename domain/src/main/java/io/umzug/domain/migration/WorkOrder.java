package io.umzug.domain.migration;

import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.Task;
import org.jspecify.annotations.Nullable;

/**
 * Names one piece of work: which move and estate, which task of which step, and the how-manieth
 * try.
 *
 * @param estate the configured estate in which the work is done
 * @param attempt 1 for the first try; raised by every retry
 * @param hop index of the step's hop
 * @param round how many rollbacks the move had begun: what is done again after one is other work
 * @param site whose XPhone server it is about
 */
public record WorkOrder(
    MigrationId migration,
    String estate,
    Step step,
    Task task,
    int attempt,
    int hop,
    int round,
    @Nullable Site site) {

  public WorkOrder {
    // Absent in what the first release stored, which worked at the target only.
    site = site == null ? Site.TARGET : site;
  }

  @Override
  public Site site() {
    return site == null ? Site.TARGET : site;
  }

  public StepAt at() {
    return new StepAt(hop, step);
  }

  /** Unique over all moves and tries, such as {@code acme/12/RESTORE_DATABASES/2}. */
  public String workId() {
    return workId(attempt);
  }

  /** The id of another attempt at the same task. */
  public String workId(int otherAttempt) {
    String where = hop == 0 && round == 0 ? "" : hop + "." + round + ":";
    String whose = step == Step.ROLL_BACK ? "@" + site() : "";
    return migration.value() + "/" + where + step.label() + "/" + task + whose + "/" + otherAttempt;
  }
}
