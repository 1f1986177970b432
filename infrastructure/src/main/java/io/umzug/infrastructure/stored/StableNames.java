package io.umzug.infrastructure.stored;

import io.umzug.application.saga.AtlasRewriteSaga;
import io.umzug.application.saga.BackupSaga;
import io.umzug.application.saga.BatchFilesSaga;
import io.umzug.application.saga.CsvCheckSaga;
import io.umzug.application.saga.CutOverDeadline;
import io.umzug.application.saga.CutOverSaga;
import io.umzug.application.saga.DatabaseCreationSaga;
import io.umzug.application.saga.FilestreamSaga;
import io.umzug.application.saga.PreflightSaga;
import io.umzug.application.saga.RestartSaga;
import io.umzug.application.saga.RestoreSaga;
import io.umzug.application.saga.ScriptExportSaga;
import io.umzug.application.saga.ScriptRunSaga;
import io.umzug.application.saga.ServiceStartSaga;
import io.umzug.application.saga.ServiceStopSaga;
import io.umzug.application.saga.SnapshotRestoreSaga;
import io.umzug.application.saga.SnapshotSaga;
import io.umzug.application.saga.SqlServerProbeSaga;
import io.umzug.application.saga.TargetSurveySaga;
import io.umzug.application.saga.VerificationSaga;
import io.umzug.application.saga.WaitingDeadline;
import io.umzug.application.saga.WaitingSaga;
import io.umzug.application.saga.WorkDeadline;
import io.umzug.domain.migration.MigrationEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.saga.SagaScopeDescriptor;

/**
 * The names under which things are stored, for ever: classes may move, names may not. What is not
 * in this list is neither written nor read.
 */
public final class StableNames {

  /** The first form of every payload; raised where an event's shape changes. */
  public static final String REVISION = "1";

  /** The sagas, in the order in which a move meets them. */
  public static final List<Class<?>> SAGAS =
      List.of(
          BackupSaga.class,
          DatabaseCreationSaga.class,
          FilestreamSaga.class,
          SqlServerProbeSaga.class,
          AtlasRewriteSaga.class,
          ServiceStartSaga.class,
          RestoreSaga.class,
          RestartSaga.class,
          ServiceStopSaga.class,
          SnapshotSaga.class,
          SnapshotRestoreSaga.class,
          TargetSurveySaga.class,
          ScriptExportSaga.class,
          ScriptRunSaga.class,
          VerificationSaga.class,
          BatchFilesSaga.class,
          CsvCheckSaga.class,
          PreflightSaga.class,
          WaitingSaga.class,
          CutOverSaga.class);

  private static final Map<Class<?>, String> NAMES = new HashMap<>();
  private static final Map<String, Class<?>> CLASSES = new HashMap<>();

  static {
    event("opened", MigrationEvent.MigrationOpened.class);
    event("plan-chosen", MigrationEvent.PlanChosen.class);
    event("step-held", MigrationEvent.StepHeld.class);
    event("step-begun", MigrationEvent.StepBegun.class);
    event("step-offered", MigrationEvent.StepOffered.class);
    event("step-confirmed", MigrationEvent.StepConfirmed.class);
    event("step-skipped", MigrationEvent.StepSkipped.class);
    event("step-retried", MigrationEvent.StepRetried.class);
    event("step-completed", MigrationEvent.StepCompleted.class);
    event("completed", MigrationEvent.MigrationCompleted.class);
    event("backup-requested", MigrationEvent.BackupRequested.class);
    event("backup-completed", MigrationEvent.BackupCompleted.class);
    event("backup-failed", MigrationEvent.BackupFailed.class);
    event("database-creation-requested", MigrationEvent.DatabaseCreationRequested.class);
    event("databases-created", MigrationEvent.DatabasesCreated.class);
    event("database-creation-failed", MigrationEvent.DatabaseCreationFailed.class);
    event("filestream-requested", MigrationEvent.FilestreamRequested.class);
    event("filestream-enabled", MigrationEvent.FilestreamEnabled.class);
    event("filestream-failed", MigrationEvent.FilestreamFailed.class);
    event("sql-server-probe-requested", MigrationEvent.SqlServerProbeRequested.class);
    event("sql-servers-reached", MigrationEvent.SqlServersReached.class);
    event("sql-servers-unreachable", MigrationEvent.SqlServersUnreachable.class);
    event("atlas-rewrite-requested", MigrationEvent.AtlasRewriteRequested.class);
    event("atlas-rewritten", MigrationEvent.AtlasRewritten.class);
    event("atlas-rewrite-failed", MigrationEvent.AtlasRewriteFailed.class);
    event("service-start-requested", MigrationEvent.ServiceStartRequested.class);
    event("service-started", MigrationEvent.ServiceStarted.class);
    event("service-start-failed", MigrationEvent.ServiceStartFailed.class);
    event("restore-requested", MigrationEvent.RestoreRequested.class);
    event("restore-completed", MigrationEvent.RestoreCompleted.class);
    event("restore-failed", MigrationEvent.RestoreFailed.class);
    event("restart-requested", MigrationEvent.RestartRequested.class);
    event("restart-confirmed", MigrationEvent.RestartConfirmed.class);
    event("restart-failed", MigrationEvent.RestartFailed.class);
    event("skipped-step-done", MigrationEvent.SkippedStepDone.class);
    event("task-done-by-hand", MigrationEvent.TaskDoneByHand.class);
    event("evidence-attached", MigrationEvent.EvidenceAttached.class);
    event("vm-snapshot-claimed", MigrationEvent.VmSnapshotClaimed.class);
    event("loss-accepted", MigrationEvent.LossAccepted.class);
    event("artefacts-transferred", MigrationEvent.ArtefactsTransferred.class);
    event("approval-awaited", MigrationEvent.ApprovalAwaited.class);
    event("overwrite-approved", MigrationEvent.OverwriteApproved.class);
    event("paused", MigrationEvent.MigrationPaused.class);
    event("continued", MigrationEvent.MigrationContinued.class);
    event("abandoned", MigrationEvent.MigrationAbandoned.class);
    event("snapshot-demanded", MigrationEvent.SnapshotDemanded.class);
    event("snapshot-forgone", MigrationEvent.SnapshotForgone.class);
    event("rollback-begun", MigrationEvent.RollbackBegun.class);
    event("rolled-back", MigrationEvent.RolledBack.class);
    event("service-stop-requested", MigrationEvent.ServiceStopRequested.class);
    event("service-stopped", MigrationEvent.ServiceStopped.class);
    event("service-stop-failed", MigrationEvent.ServiceStopFailed.class);
    event("snapshot-requested", MigrationEvent.SnapshotRequested.class);
    event("snapshot-taken", MigrationEvent.SnapshotTaken.class);
    event("snapshot-failed", MigrationEvent.SnapshotFailed.class);
    event("snapshot-restore-requested", MigrationEvent.SnapshotRestoreRequested.class);
    event("snapshot-restored", MigrationEvent.SnapshotRestored.class);
    event("snapshot-restore-failed", MigrationEvent.SnapshotRestoreFailed.class);
    event("target-survey-requested", MigrationEvent.TargetSurveyRequested.class);
    event("targets-surveyed", MigrationEvent.TargetsSurveyed.class);
    event("target-survey-failed", MigrationEvent.TargetSurveyFailed.class);
    event("verification-requested", MigrationEvent.VerificationRequested.class);
    event("databases-verified", MigrationEvent.DatabasesVerified.class);
    event("verification-failed", MigrationEvent.VerificationFailed.class);
    event("script-export-requested", MigrationEvent.ScriptExportRequested.class);
    event("scripts-exported", MigrationEvent.ScriptsExported.class);
    event("script-export-failed", MigrationEvent.ScriptExportFailed.class);
    event("script-run-requested", MigrationEvent.ScriptRunRequested.class);
    event("scripts-run", MigrationEvent.ScriptsRun.class);
    event("script-run-failed", MigrationEvent.ScriptRunFailed.class);
    event("batch-files-approved", MigrationEvent.BatchFilesApproved.class);
    event("batch-files-requested", MigrationEvent.BatchFilesRequested.class);
    event("batch-files-ran", MigrationEvent.BatchFilesRan.class);
    event("batch-files-failed", MigrationEvent.BatchFilesFailed.class);
    event("csv-check-requested", MigrationEvent.CsvCheckRequested.class);
    event("csv-checked", MigrationEvent.CsvChecked.class);
    event("csv-check-failed", MigrationEvent.CsvCheckFailed.class);
    event("findings-awaited", MigrationEvent.FindingsAwaited.class);
    event("findings-accepted", MigrationEvent.FindingsAccepted.class);
    event("preflight-requested", MigrationEvent.PreflightRequested.class);
    event("preflight-completed", MigrationEvent.PreflightCompleted.class);
    event("preflight-failed", MigrationEvent.PreflightFailed.class);
    event("person-reminded", MigrationEvent.PersonReminded.class);
    event("person-escalated", MigrationEvent.PersonEscalated.class);
    event("cut-over-scheduled", MigrationEvent.CutOverScheduled.class);
    event("rollback-window-closing", MigrationEvent.RollbackWindowClosing.class);
    event("rollback-window-closed", MigrationEvent.RollbackWindowClosed.class);
    event("window-overridden", MigrationEvent.WindowOverridden.class);
    event("differences-accepted", MigrationEvent.DifferencesAccepted.class);
    event("backup-demanded", MigrationEvent.BackupDemanded.class);
    event("backup-forgone", MigrationEvent.BackupForgone.class);
    event("work-overran", MigrationEvent.WorkOverran.class);

    name("saga.backup", BackupSaga.class);
    name("saga.database-creation", DatabaseCreationSaga.class);
    name("saga.filestream", FilestreamSaga.class);
    name("saga.sql-server-probe", SqlServerProbeSaga.class);
    name("saga.atlas-rewrite", AtlasRewriteSaga.class);
    name("saga.service-start", ServiceStartSaga.class);
    name("saga.restore", RestoreSaga.class);
    name("saga.restart", RestartSaga.class);

    name("saga.service-stop", ServiceStopSaga.class);
    name("saga.snapshot", SnapshotSaga.class);
    name("saga.snapshot-restore", SnapshotRestoreSaga.class);
    name("saga.target-survey", TargetSurveySaga.class);
    name("saga.script-export", ScriptExportSaga.class);
    name("saga.script-run", ScriptRunSaga.class);
    name("saga.verification", VerificationSaga.class);
    name("saga.batch-files", BatchFilesSaga.class);
    name("saga.csv-check", CsvCheckSaga.class);
    name("saga.preflight", PreflightSaga.class);
    name("saga.waiting", WaitingSaga.class);
    name("saga.cut-over", CutOverSaga.class);
    name("deadline.work", WorkDeadline.class);
    name("deadline.waiting", WaitingDeadline.class);
    name("deadline.cut-over", CutOverDeadline.class);
    name("axon.saga-scope", SagaScopeDescriptor.class);
    // Axon writes this one under its class name, whatever the serializer says.
    name(MetaData.class.getName(), MetaData.class);
    name("axon.gap-aware-token", GapAwareTrackingToken.class);
    name("axon.replay-token", ReplayToken.class);
    name("axon.config-token", ConfigToken.class);
  }

  private StableNames() {}

  private static void event(String name, Class<? extends MigrationEvent> type) {
    name("migration." + name, type);
  }

  private static void name(String name, Class<?> type) {
    NAMES.put(type, name);
    if (CLASSES.put(name, type) != null) {
      throw new AssertionError("Two classes under the name " + name);
    }
  }

  /** The name of a class; empty where it may not be stored. */
  public static Optional<String> of(Class<?> type) {
    return Optional.ofNullable(NAMES.get(type));
  }

  /** The class behind a stored name; empty where nothing may be read under it. */
  public static Optional<Class<?>> classOf(String name) {
    return Optional.ofNullable(CLASSES.get(name));
  }
}
