package io.umzug.domain.migration;

import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.AtlasAdaptation;
import io.umzug.domain.evidence.CreatedDatabase;
import io.umzug.domain.evidence.CsvFacts;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.DatabaseScript;
import io.umzug.domain.evidence.FilestreamLevel;
import io.umzug.domain.evidence.KeptFile;
import io.umzug.domain.evidence.LoggedRun;
import io.umzug.domain.evidence.OverwriteEntry;
import io.umzug.domain.evidence.ProgramRun;
import io.umzug.domain.evidence.ServiceRun;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.preflight.PreflightReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the outside world claims. A report about any other work than the one under way, or about a
 * wait or a window that is over, is stale and yields no event.
 */
public sealed interface Report extends MigrationCommand {

  MigrationId migration();

  /** About a piece of work. */
  sealed interface OfWork extends Report {
    WorkOrder order();

    @Override
    default MigrationId migration() {
      return order().migration();
    }
  }

  /** What the clock says: the domain has none of its own. */
  sealed interface OfTime extends Report {}

  /**
   * A person lets the move wait longer than they should.
   *
   * @param waiting number of the event with which the wait began
   * @param times the how-manieth reminder of this wait it is
   * @param escalates whether others than the first should hear of it
   */
  record PersonOverdue(MigrationId migration, long waiting, int times, boolean escalates)
      implements OfTime {}

  /**
   * R16: the last moment for a way back within the window is near.
   *
   * @param window number of the event that scheduled it
   * @param lastMoment at which a rollback would still end before the window closes
   */
  record RollbackWindowClosing(MigrationId migration, long window, Instant lastMoment)
      implements OfTime {}

  /** R16: a rollback that begins now would end after the window closes. */
  record RollbackWindowClosed(MigrationId migration, long window, Instant lastMoment)
      implements OfTime {}

  /**
   * R23: every database's backup was written, read back and found whole.
   *
   * @param log what the Backup-Manager's log says, where a person made the backup with it; absent
   *     where Umzug made it
   */
  record BackupCompleted(WorkOrder order, List<DatabaseBackup> backups, @Nullable LoggedRun log)
      implements OfWork {
    public BackupCompleted(WorkOrder order, List<DatabaseBackup> backups) {
      this(order, backups, null);
    }
  }

  record BackupFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** R24 row 2a: the databases are there, with the service account in db_owner (R25). */
  record DatabasesCreated(WorkOrder order, List<CreatedDatabase> databases) implements OfWork {}

  record DatabaseCreationFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** R24 row 2b, R26: FILESTREAM is in effect. */
  record FilestreamEnabled(WorkOrder order, List<FilestreamLevel> levels) implements OfWork {}

  record FilestreamFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** R27: every SQL Server that atlas.xml names answers. */
  record SqlServersReached(WorkOrder order, List<SqlServerFacts> servers) implements OfWork {}

  record SqlServersUnreachable(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** R29: atlas.xml points to the target databases. */
  record AtlasRewritten(WorkOrder order, AtlasAdaptation adaptation) implements OfWork {}

  record AtlasRewriteFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** R24 row 9: the service runs and its databases are initialised. */
  record ServiceStarted(WorkOrder order, ServiceRun run) implements OfWork {}

  record ServiceStartFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /**
   * R24 row 12: every database was restored and looked at.
   *
   * @param log what the Backup-Manager's log says, where a person restored with it; absent where
   *     Umzug restored
   */
  record RestoreCompleted(WorkOrder order, List<DatabaseRestore> restores, @Nullable LoggedRun log)
      implements OfWork {
    public RestoreCompleted(WorkOrder order, List<DatabaseRestore> restores) {
      this(order, restores, null);
    }
  }

  record RestoreFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** R12: the system was restarted and is up again. */
  record RestartConfirmed(WorkOrder order, ServiceRun run) implements OfWork {}

  record RestartFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  record ServiceStopped(WorkOrder order, String service) implements OfWork {}

  record ServiceStopFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** R10: databases and files of a site are kept, read back and found whole. */
  record SnapshotTaken(WorkOrder order, List<DatabaseBackup> databases, List<KeptFile> files)
      implements OfWork {}

  record SnapshotFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** Databases and files are as the snapshot keeps them. */
  record SnapshotRestored(WorkOrder order, List<DatabaseRestore> databases, List<KeptFile> files)
      implements OfWork {}

  record SnapshotRestoreFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** R33: what the restore would destroy. */
  record TargetsSurveyed(WorkOrder order, List<OverwriteEntry> entries) implements OfWork {}

  record TargetSurveyFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** M2: each database's script is written, for the version of its target. */
  record ScriptsExported(WorkOrder order, List<DatabaseScript> scripts) implements OfWork {}

  record ScriptExportFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** M4: each script ran at its target to its end, and every table was counted. */
  record ScriptsRun(WorkOrder order, List<DatabaseRestore> databases) implements OfWork {}

  record ScriptRunFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** The databases were compared with what was backed up. */
  record DatabasesVerified(WorkOrder order, List<DatabaseRestore> databases) implements OfWork {}

  record VerificationFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** E4: both batch files ended with exit code 0. */
  record BatchFilesRan(WorkOrder order, List<ProgramRun> runs) implements OfWork {}

  record BatchFilesFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** R7: the CSV of the users is in order. */
  record CsvChecked(WorkOrder order, CsvFacts facts) implements OfWork {}

  record CsvCheckFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** Every check was made; what each found is in the report. */
  record PreflightCompleted(WorkOrder order, PreflightReport report) implements OfWork {}

  /** The checks themselves could not be made. */
  record PreflightFailed(WorkOrder order, Diagnosis diagnosis) implements OfWork {}

  /** The work's deadline has passed and it has neither succeeded nor failed. */
  record WorkOverdue(WorkOrder order) implements OfWork {}

  /**
   * The failing report of the order's kind of work.
   *
   * @throws IllegalArgumentException where the task is done by hand
   */
  static Report failed(WorkOrder order, Diagnosis diagnosis) {
    return switch (order.task()) {
      case BACK_UP_DATABASES -> new BackupFailed(order, diagnosis);
      case CREATE_DATABASES -> new DatabaseCreationFailed(order, diagnosis);
      case ENABLE_FILESTREAM -> new FilestreamFailed(order, diagnosis);
      case PROBE_SQL_SERVERS -> new SqlServersUnreachable(order, diagnosis);
      case REWRITE_ATLAS -> new AtlasRewriteFailed(order, diagnosis);
      case START_SERVICE -> new ServiceStartFailed(order, diagnosis);
      case RESTORE_DATABASES -> new RestoreFailed(order, diagnosis);
      case RESTART_SERVICE -> new RestartFailed(order, diagnosis);
      case STOP_SERVICE -> new ServiceStopFailed(order, diagnosis);
      case RUN_SERVICE -> new ServiceStartFailed(order, diagnosis);
      case TAKE_SNAPSHOT -> new SnapshotFailed(order, diagnosis);
      case RESTORE_SNAPSHOT -> new SnapshotRestoreFailed(order, diagnosis);
      case SURVEY_TARGETS -> new TargetSurveyFailed(order, diagnosis);
      case EXPORT_SCRIPTS -> new ScriptExportFailed(order, diagnosis);
      case RUN_SCRIPTS -> new ScriptRunFailed(order, diagnosis);
      case VERIFY_DATABASES -> new VerificationFailed(order, diagnosis);
      case CHECK_CSV -> new CsvCheckFailed(order, diagnosis);
      case RUN_PREFLIGHT -> new PreflightFailed(order, diagnosis);
      case RUN_BATCH_FILES -> new BatchFilesFailed(order, diagnosis);
      case CONFIRM_BY_HAND, APPROVE_OVERWRITE, ACCEPT_FINDINGS ->
          throw new IllegalArgumentException("No worker does what is done by hand: " + order);
    };
  }
}
