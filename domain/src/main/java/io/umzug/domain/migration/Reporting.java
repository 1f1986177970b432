package io.umzug.domain.migration;

import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.Snapshot;
import io.umzug.domain.migration.Condition.Working;
import io.umzug.domain.migration.MigrationEvent.OfWork;
import io.umzug.domain.migration.MigrationEvent.WorkSucceeded;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.ArrayList;
import java.util.List;

/** From a claim of the outside world to facts: no event at all where the claim is stale. */
final class Reporting {

  private Reporting() {}

  static List<MigrationEvent> events(Migration state, Report report) {
    return switch (report) {
      case Report.OfTime time -> Timekeeping.events(state, time);
      case Report.OfWork work -> ofWork(state, work);
    };
  }

  private static List<MigrationEvent> ofWork(Migration state, Report.OfWork report) {
    if (report.order().task() == Task.CONFIRM_BY_HAND) {
      return LoggedWork.events(state, report);
    }
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
      // A snapshot that was asked for beside the procedure leaves nothing to go on with.
      if (!(underway.detour() instanceof Detour.Demanded)) {
        events.addAll(Progress.afterTask((Underway) Evolution.evolve(state, fact)));
      }
    }
    return events;
  }

  private static boolean answers(Report.OfWork report, Task task) {
    return switch (report) {
      case Report.BackupCompleted _, Report.BackupFailed _ -> task == Task.BACK_UP_DATABASES;
      case Report.DatabasesCreated _, Report.DatabaseCreationFailed _ ->
          task == Task.CREATE_DATABASES;
      case Report.FilestreamEnabled _, Report.FilestreamFailed _ -> task == Task.ENABLE_FILESTREAM;
      case Report.SqlServersReached _, Report.SqlServersUnreachable _ ->
          task == Task.PROBE_SQL_SERVERS;
      case Report.AtlasRewritten _, Report.AtlasRewriteFailed _ -> task == Task.REWRITE_ATLAS;
      case Report.ServiceStarted _, Report.ServiceStartFailed _ ->
          task == Task.START_SERVICE || task == Task.RUN_SERVICE;
      case Report.RestoreCompleted _, Report.RestoreFailed _ -> task == Task.RESTORE_DATABASES;
      case Report.RestartConfirmed _, Report.RestartFailed _ -> task == Task.RESTART_SERVICE;
      case Report.ServiceStopped _, Report.ServiceStopFailed _ -> task == Task.STOP_SERVICE;
      case Report.SnapshotTaken _, Report.SnapshotFailed _ -> task == Task.TAKE_SNAPSHOT;
      case Report.SnapshotRestored _, Report.SnapshotRestoreFailed _ ->
          task == Task.RESTORE_SNAPSHOT;
      case Report.TargetsSurveyed _, Report.TargetSurveyFailed _ -> task == Task.SURVEY_TARGETS;
      case Report.ScriptsExported _, Report.ScriptExportFailed _ -> task == Task.EXPORT_SCRIPTS;
      case Report.ScriptsRun _, Report.ScriptRunFailed _ -> task == Task.RUN_SCRIPTS;
      case Report.DatabasesVerified _, Report.VerificationFailed _ -> task == Task.VERIFY_DATABASES;
      case Report.BatchFilesRan _, Report.BatchFilesFailed _ -> task == Task.RUN_BATCH_FILES;
      case Report.CsvChecked _, Report.CsvCheckFailed _ -> task == Task.CHECK_CSV;
      case Report.PreflightCompleted _, Report.PreflightFailed _ -> task == Task.RUN_PREFLIGHT;
      case Report.WorkOverdue _ -> true;
    };
  }

  private static OfWork fact(Underway state, Report.OfWork report) {
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
      case Report.RestoreCompleted r -> Arrivals.restored(state, r);
      case Report.RestoreFailed r -> new MigrationEvent.RestoreFailed(r.order(), r.diagnosis());
      case Report.RestartConfirmed r -> new MigrationEvent.RestartConfirmed(r.order(), r.run());
      case Report.RestartFailed r -> new MigrationEvent.RestartFailed(r.order(), r.diagnosis());
      case Report.ServiceStopped r -> new MigrationEvent.ServiceStopped(r.order(), r.service());
      case Report.ServiceStopFailed r ->
          new MigrationEvent.ServiceStopFailed(r.order(), r.diagnosis());
      case Report.SnapshotTaken r -> snapshot(state, r);
      case Report.SnapshotFailed r -> new MigrationEvent.SnapshotFailed(r.order(), r.diagnosis());
      case Report.SnapshotRestored r -> snapshotRestored(state, r);
      case Report.SnapshotRestoreFailed r ->
          new MigrationEvent.SnapshotRestoreFailed(r.order(), r.diagnosis());
      case Report.TargetsSurveyed r -> new MigrationEvent.TargetsSurveyed(r.order(), r.entries());
      case Report.TargetSurveyFailed r ->
          new MigrationEvent.TargetSurveyFailed(r.order(), r.diagnosis());
      case Report.ScriptsExported r -> Arrivals.scripted(state, r);
      case Report.ScriptExportFailed r ->
          new MigrationEvent.ScriptExportFailed(r.order(), r.diagnosis());
      case Report.ScriptsRun r -> Arrivals.run(state, r);
      case Report.ScriptRunFailed r -> new MigrationEvent.ScriptRunFailed(r.order(), r.diagnosis());
      case Report.DatabasesVerified r -> Arrivals.verified(state, r);
      case Report.VerificationFailed r ->
          new MigrationEvent.VerificationFailed(r.order(), r.diagnosis());
      case Report.BatchFilesRan r -> new MigrationEvent.BatchFilesRan(r.order(), r.runs());
      case Report.BatchFilesFailed r ->
          new MigrationEvent.BatchFilesFailed(r.order(), r.diagnosis());
      case Report.CsvChecked r -> new MigrationEvent.CsvChecked(r.order(), r.facts());
      case Report.CsvCheckFailed r -> new MigrationEvent.CsvCheckFailed(r.order(), r.diagnosis());
      case Report.PreflightCompleted r ->
          new MigrationEvent.PreflightCompleted(r.order(), r.report());
      case Report.PreflightFailed r -> new MigrationEvent.PreflightFailed(r.order(), r.diagnosis());
      case Report.WorkOverdue r -> new MigrationEvent.WorkOverran(r.order());
    };
  }

  /** R23: a backup that lacks a database is none, whatever its report says. */
  private static OfWork backup(Underway state, Report.BackupCompleted report) {
    List<String> missing = Arrivals.missing(state, databases(report.backups()));
    return missing.isEmpty()
        ? new MigrationEvent.BackupCompleted(report.order(), report.backups())
        : new MigrationEvent.BackupFailed(
            report.order(), Arrivals.incomplete("backup", "R23", missing));
  }

  /** R10: a snapshot from which not every database could come back is none. */
  private static OfWork snapshot(Underway state, Report.SnapshotTaken report) {
    WorkOrder order = report.order();
    List<String> missing =
        Requests.needsEveryDatabase(state)
            ? Arrivals.missing(state, databases(report.databases()))
            : List.of();
    if (!missing.isEmpty()) {
      return new MigrationEvent.SnapshotFailed(
          order, Arrivals.incomplete("snapshot", "R10", missing));
    }
    return new MigrationEvent.SnapshotTaken(
        order,
        new Snapshot(
            state.nextSnapshotId(),
            order.site(),
            version(state, order.site()),
            report.databases(),
            report.files(),
            ""));
  }

  private static List<String> databases(List<DatabaseBackup> backups) {
    return backups.stream().map(DatabaseBackup::database).toList();
  }

  /** The version of a site's XPhone server; the hop's where Umzug has seen none installed. */
  private static XPhoneVersion version(Underway state, Site site) {
    return state
        .wayBack()
        .traces()
        .version(state.machine(site))
        .orElse(site == state.hop().site() ? state.hop().to() : state.hop().from());
  }

  private static OfWork snapshotRestored(Underway state, Report.SnapshotRestored report) {
    List<DatabaseBackup> wanted =
        state.detour() instanceof Detour.RollingBack back ? back.plan().databases() : List.of();
    return Arrivals.putBack(wanted, report);
  }
}
