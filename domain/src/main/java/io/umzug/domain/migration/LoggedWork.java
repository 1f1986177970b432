package io.umzug.domain.migration;

import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.LoggedRun;
import io.umzug.domain.migration.Condition.Offered;
import io.umzug.domain.migration.MigrationEvent.StepConfirmed;
import io.umzug.domain.plan.BackupBy;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person does with the Backup-Manager (B1), as its log tells it (B6). A failure halts the
 * step; a success ends the person's part and no more: whether the rows arrived, the next task looks
 * at the SQL Servers themselves (R33).
 */
public final class LoggedWork {

  /** F2: it needs no backup, so a log need not name it. */
  private LoggedWork() {}

  /** The work about which a log may tell now; empty where no Backup-Manager is at work. */
  public static Optional<WorkOrder> awaited(Migration state) {
    return state instanceof Underway underway
            && underway.condition() instanceof Offered offered
            && underway.detour() == null
            && underway.pause() == null
            && underway.choice().backupBy() == BackupBy.BACKUP_MANAGER
        ? site(underway).map(site -> order(underway, site, offered.attempt()))
        : Optional.empty();
  }

  /** Where the Backup-Manager runs: B1, on the XPhone server whose databases it is about. */
  private static Optional<Site> site(Underway state) {
    Step step = state.current().step();
    if (step == Step.BACKUP || step == Step.BACKUP_BEFORE_EXPRESS) {
      return Optional.of(state.hop().databasesFrom());
    }
    return step == Step.RESTORE ? Optional.of(state.hop().site()) : Optional.empty();
  }

  private static WorkOrder order(Underway state, Site site, int attempt) {
    Particulars move = state.particulars();
    return new WorkOrder(
        move.id(),
        move.estate(),
        state.current().step(),
        Task.CONFIRM_BY_HAND,
        attempt,
        state.current().hop(),
        state.wayBack().round(),
        site);
  }

  static List<MigrationEvent> events(Migration state, Report.OfWork report) {
    boolean stale = !awaited(state).equals(Optional.of(report.order()));
    if (stale || !(state instanceof Underway underway)) {
      return List.of();
    }
    boolean restore = underway.current().step() == Step.RESTORE;
    if (restore) {
      return report instanceof Report.RestoreFailed failed
          ? List.of(new MigrationEvent.RestoreFailed(failed.order(), failed.diagnosis()))
          : report instanceof Report.RestoreCompleted completed
              ? confirmed(underway, completed.log())
              : List.of();
    }
    return report instanceof Report.BackupFailed failed
        ? List.of(new MigrationEvent.BackupFailed(failed.order(), failed.diagnosis()))
        : report instanceof Report.BackupCompleted completed
            ? confirmed(underway, completed.log())
            : List.of();
  }

  private static List<MigrationEvent> confirmed(Underway state, @Nullable LoggedRun log) {
    if (log == null || !tellsAll(state, log) || Timekeeping.closed(state).isPresent()) {
      return List.of();
    }
    StepConfirmed fact =
        new StepConfirmed(
            state.particulars().id(),
            state.current().step(),
            "The Backup-Manager's log tells that it ended well (B6): " + log.place(),
            state.current().hop());
    List<MigrationEvent> events = new ArrayList<>();
    events.add(fact);
    events.addAll(Progress.afterTask((Underway) Evolution.evolve(state, fact)));
    return events;
  }

  private static boolean tellsAll(Underway state, LoggedRun log) {
    return log.toldEnd()
        || Arrivals.missing(state, log.succeeded()).stream()
            .allMatch(DatabaseRestore::isRegenerated);
  }
}
