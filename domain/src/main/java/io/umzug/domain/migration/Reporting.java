package io.umzug.domain.migration;

import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.migration.Condition.Working;
import io.umzug.domain.migration.Migration.Underway;
import io.umzug.domain.migration.MigrationEvent.OfWork;
import io.umzug.domain.migration.MigrationEvent.WorkSucceeded;
import io.umzug.domain.plan.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** From a claim of the outside world to facts: no event at all where the claim is stale. */
final class Reporting {

  private Reporting() {}

  static List<MigrationEvent> events(Migration state, Report report) {
    if (!(state instanceof Underway underway)
        || !(underway.condition() instanceof Working working)
        || !working.order().equals(report.order())
        || !answers(report, report.order().task())) {
      return List.of();
    }
    if (report instanceof Report.WorkOverdue && working.overdue()) {
      return List.of();
    }
    OfWork fact = fact(underway, report);
    List<MigrationEvent> events = new ArrayList<>();
    events.add(fact);
    if (fact instanceof WorkSucceeded) {
      events.addAll(Progress.afterTask((Underway) Evolution.evolve(state, fact)));
    }
    return events;
  }

  private static boolean answers(Report report, Task task) {
    return switch (report) {
      case Report.BackupCompleted _, Report.BackupFailed _ -> task == Task.BACK_UP_DATABASES;
      case Report.DatabasesCreated _, Report.DatabaseCreationFailed _ ->
          task == Task.CREATE_DATABASES;
      case Report.FilestreamEnabled _, Report.FilestreamFailed _ -> task == Task.ENABLE_FILESTREAM;
      case Report.SqlServersReached _, Report.SqlServersUnreachable _ ->
          task == Task.PROBE_SQL_SERVERS;
      case Report.AtlasRewritten _, Report.AtlasRewriteFailed _ -> task == Task.REWRITE_ATLAS;
      case Report.ServiceStarted _, Report.ServiceStartFailed _ -> task == Task.START_SERVICE;
      case Report.RestoreCompleted _, Report.RestoreFailed _ -> task == Task.RESTORE_DATABASES;
      case Report.RestartConfirmed _, Report.RestartFailed _ -> task == Task.RESTART_SERVICE;
      case Report.WorkOverdue _ -> true;
    };
  }

  private static OfWork fact(Underway state, Report report) {
    return switch (report) {
      case Report.BackupCompleted r -> backup(state, r);
      case Report.BackupFailed r -> new MigrationEvent.BackupFailed(r.order(), r.diagnosis());
      case Report.DatabasesCreated r ->
          new MigrationEvent.DatabasesCreated(r.order(), r.databases());
      case Report.DatabaseCreationFailed r ->
          new MigrationEvent.DatabaseCreationFailed(r.order(), r.diagnosis());
      case Report.FilestreamEnabled r ->
          new MigrationEvent.FilestreamEnabled(r.order(), r.levels());
      case Report.FilestreamFailed r ->
          new MigrationEvent.FilestreamFailed(r.order(), r.diagnosis());
      case Report.SqlServersReached r ->
          new MigrationEvent.SqlServersReached(r.order(), r.servers());
      case Report.SqlServersUnreachable r ->
          new MigrationEvent.SqlServersUnreachable(r.order(), r.diagnosis());
      case Report.AtlasRewritten r -> new MigrationEvent.AtlasRewritten(r.order(), r.adaptation());
      case Report.AtlasRewriteFailed r ->
          new MigrationEvent.AtlasRewriteFailed(r.order(), r.diagnosis());
      case Report.ServiceStarted r -> new MigrationEvent.ServiceStarted(r.order(), r.run());
      case Report.ServiceStartFailed r ->
          new MigrationEvent.ServiceStartFailed(r.order(), r.diagnosis());
      case Report.RestoreCompleted r -> restore(state, r);
      case Report.RestoreFailed r -> new MigrationEvent.RestoreFailed(r.order(), r.diagnosis());
      case Report.RestartConfirmed r -> new MigrationEvent.RestartConfirmed(r.order(), r.run());
      case Report.RestartFailed r -> new MigrationEvent.RestartFailed(r.order(), r.diagnosis());
      case Report.WorkOverdue r -> new MigrationEvent.WorkOverran(r.order());
    };
  }

  /** R23: a backup that lacks a database is none, whatever its report says. */
  private static OfWork backup(Underway state, Report.BackupCompleted report) {
    List<String> missing =
        missing(state, report.backups().stream().map(DatabaseBackup::database).toList());
    return missing.isEmpty()
        ? new MigrationEvent.BackupCompleted(report.order(), report.backups())
        : new MigrationEvent.BackupFailed(report.order(), incomplete("backup", "R23", missing));
  }

  /** R33: the restore ends only when every database was restored and holds the backup's rows. */
  private static OfWork restore(Underway state, Report.RestoreCompleted report) {
    List<String> missing =
        missing(state, report.restores().stream().map(DatabaseRestore::database).toList());
    if (!missing.isEmpty()) {
      return new MigrationEvent.RestoreFailed(
          report.order(), incomplete("restore", "R33", missing));
    }
    String differences =
        report.restores().stream()
            .flatMap(
                restore ->
                    restore.differences().stream()
                        .map(
                            table ->
                                "%s %s: expected %d to %d rows, found %d"
                                    .formatted(
                                        restore.database(),
                                        table.table(),
                                        Math.min(
                                            table.expected().before(), table.expected().after()),
                                        Math.max(
                                            table.expected().before(), table.expected().after()),
                                        table.restored())))
            .collect(Collectors.joining("\n"));
    return differences.isEmpty()
        ? new MigrationEvent.RestoreCompleted(report.order(), report.restores())
        : new MigrationEvent.RestoreFailed(
            report.order(),
            new Diagnosis(
                "The restored databases do not hold the rows that were backed up.",
                List.of("R33"),
                "Make sure that nothing writes to the target databases, then retry the restore.",
                differences));
  }

  private static List<String> missing(Underway state, List<String> present) {
    Set<String> known =
        present.stream().map(name -> name.toUpperCase(Locale.ROOT)).collect(Collectors.toSet());
    return state.particulars().databases().stream()
        .map(DatabaseMove::database)
        .filter(name -> !known.contains(name.toUpperCase(Locale.ROOT)))
        .toList();
  }

  private static Diagnosis incomplete(String what, String rule, List<String> missing) {
    return new Diagnosis(
        "The %s is incomplete.".formatted(what),
        List.of(rule),
        "Retry the step; every database of the move must be in it.",
        "Missing: " + String.join(", ", missing));
  }
}
