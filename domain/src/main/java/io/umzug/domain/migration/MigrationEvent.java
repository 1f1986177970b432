package io.umzug.domain.migration;

import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.AtlasAdaptation;
import io.umzug.domain.evidence.CreatedDatabase;
import io.umzug.domain.evidence.CsvFacts;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.DatabaseScript;
import io.umzug.domain.evidence.EvidenceFile;
import io.umzug.domain.evidence.FilestreamLevel;
import io.umzug.domain.evidence.KeptFile;
import io.umzug.domain.evidence.OverwriteEntry;
import io.umzug.domain.evidence.ProgramRun;
import io.umzug.domain.evidence.ServiceRun;
import io.umzug.domain.evidence.Snapshot;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Procedure;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.PreflightReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fact in the life of a move. Stored for ever: fields are added, never renamed or removed. */
public sealed interface MigrationEvent {

  MigrationId migration();

  /** An event of a piece of work, found by sagas through {@link #workId}. */
  sealed interface OfWork extends MigrationEvent {

    WorkOrder order();

    @Override
    default MigrationId migration() {
      return order().migration();
    }

    default String workId() {
      return order().workId();
    }
  }

  /** Asks for work; a saga turns it into a durable work order, and it is that order's content. */
  sealed interface WorkRequested extends OfWork {}

  sealed interface WorkSucceeded extends OfWork {}

  /** The move halts at the step until a person retries it. */
  sealed interface WorkFailed extends OfWork {
    Diagnosis diagnosis();

    /**
     * The tables that arrived with other rows than were sent; empty where that is not what failed.
     */
    default List<DatabaseRestore> differing() {
      return List.of();
    }
  }

  record MigrationOpened(Particulars particulars) implements MigrationEvent {
    @Override
    public MigrationId migration() {
      return particulars.id();
    }
  }

  /**
   * The plan, with its procedure frozen; {@code hash} is {@link Procedure#hash}.
   *
   * @param choice absent in what the first release stored: then it is {@link Choice#of} the plan
   * @param reason why it was chosen so; may be empty
   * @param advised what was advised; absent where no advice was asked for
   */
  record PlanChosen(
      MigrationId migration,
      Procedure procedure,
      String hash,
      @Nullable Choice choice,
      @Nullable String reason,
      @Nullable Advised advised)
      implements MigrationEvent {

    /** The choice, also where the first release did not store it. */
    public Choice chosen() {
      return choice == null ? Choice.of(procedure.plan()) : choice;
    }
  }

  /** An event of a step of the procedure. */
  sealed interface OfStep extends MigrationEvent {

    Step step();

    /** Index of the step's hop; 0 in what the first release stored, which knew one only. */
    int hop();

    default StepAt at() {
      return new StepAt(hop(), step());
    }
  }

  /** The step's turn has come, and it waits for a person's "begin". */
  record StepHeld(MigrationId migration, Step step, int hop) implements OfStep {}

  record StepBegun(MigrationId migration, Step step, int hop) implements OfStep {}

  /**
   * What Umzug has to check first is in order: a person may now do the step (R27).
   *
   * @param attempt 1 for the first try; raised by every retry
   */
  record StepOffered(MigrationId migration, Step step, int hop, int attempt) implements OfStep {
    public StepOffered {
      // Absent in what earlier releases stored: nothing that a person did could fail.
      attempt = Math.max(1, attempt);
    }

    public StepOffered(MigrationId migration, Step step, int hop) {
      this(migration, step, hop, 1);
    }
  }

  record StepConfirmed(MigrationId migration, Step step, String note, int hop) implements OfStep {}

  record StepSkipped(MigrationId migration, Step step, String reason, int hop) implements OfStep {}

  record StepRetried(MigrationId migration, Step step, int attempt, int hop) implements OfStep {}

  record StepCompleted(MigrationId migration, Step step, int hop) implements OfStep {}

  /** An optional step was skipped, and then done after all. */
  record SkippedStepDone(MigrationId migration, Step step, String note, int hop)
      implements OfStep {}

  /** A person did by hand what a worker could not; {@code note} is the evidence. */
  record TaskDoneByHand(MigrationId migration, Step step, Task task, String note, int hop)
      implements OfStep {}

  /**
   * What arrived with other rows than were sent is accepted as it is, table by table.
   *
   * @param differing the tables that differ, with the rows expected and found
   * @param reason in the words of the person behind this event
   */
  record DifferencesAccepted(
      MigrationId migration,
      Step step,
      Task task,
      List<DatabaseRestore> differing,
      String reason,
      int hop)
      implements OfStep {
    public DifferencesAccepted {
      differing = List.copyOf(differing);
    }
  }

  record EvidenceAttached(MigrationId migration, Step step, EvidenceFile file, String note, int hop)
      implements OfStep {}

  /** R11: the machine was powered off for it, says the person behind this event. */
  record VmSnapshotClaimed(MigrationId migration, Step step, String name, int hop)
      implements OfStep {}

  /** R5: in the words of the person behind this event. */
  record LossAccepted(MigrationId migration, Step step, String statement, int hop)
      implements OfStep {}

  /** R6: this many artefacts of the step's kind were carried over. */
  record ArtefactsTransferred(MigrationId migration, Step step, int count, String note, int hop)
      implements OfStep {}

  /** R33: databases at the target hold user rows; a person has to type their names. */
  record ApprovalAwaited(MigrationId migration, Step step, List<String> databases, int hop)
      implements OfStep {}

  /**
   * R33: no database to be overwritten was there, or the person behind this event typed its name.
   */
  record OverwriteApproved(MigrationId migration, Step step, List<String> databases, int hop)
      implements OfStep {}

  /** A check fails, or is worse than it was accepted: a person has to accept it, or mend it. */
  record FindingsAwaited(MigrationId migration, Step step, int hop) implements OfStep {}

  /**
   * What the latest run of the checks found is accepted.
   *
   * @param byItself whether nothing failed and nothing was worse, so that nobody was asked
   * @param reason the person's; may be empty where nothing failed
   */
  record FindingsAccepted(
      MigrationId migration, Step step, boolean byItself, String reason, int hop)
      implements OfStep {}

  record MigrationPaused(MigrationId migration, String reason) implements MigrationEvent {}

  record MigrationContinued(MigrationId migration) implements MigrationEvent {}

  record MigrationAbandoned(MigrationId migration, String reason) implements MigrationEvent {}

  /** A person asked for a snapshot beside the procedure. */
  record SnapshotDemanded(MigrationId migration, String reason) implements MigrationEvent {}

  /** A snapshot that was asked for and failed is done without. */
  record SnapshotForgone(MigrationId migration, String reason) implements MigrationEvent {}

  /** R23: a person asked for the backup to be made anew, beside the procedure. */
  record BackupDemanded(MigrationId migration, String reason) implements MigrationEvent {}

  /** A backup that was to be made anew and failed is done without; the earlier one stays. */
  record BackupForgone(MigrationId migration, String reason) implements MigrationEvent {}

  record RollbackBegun(MigrationId migration, RollbackPlan plan, String reason)
      implements MigrationEvent {}

  /** Everything since the snapshot is undone; the steps behind it are to be done again. */
  record RolledBack(MigrationId migration, String snapshot) implements MigrationEvent {}

  record MigrationCompleted(MigrationId migration) implements MigrationEvent {}

  record BackupRequested(WorkOrder order, List<DatabaseMove> databases) implements WorkRequested {}

  record BackupCompleted(WorkOrder order, List<DatabaseBackup> backups) implements WorkSucceeded {}

  record BackupFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  record DatabaseCreationRequested(WorkOrder order, List<DatabaseMove> databases)
      implements WorkRequested {}

  record DatabasesCreated(WorkOrder order, List<CreatedDatabase> databases)
      implements WorkSucceeded {}

  record DatabaseCreationFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  record FilestreamRequested(WorkOrder order, List<DatabaseMove> databases)
      implements WorkRequested {}

  record FilestreamEnabled(WorkOrder order, List<FilestreamLevel> levels)
      implements WorkSucceeded {}

  record FilestreamFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  /**
   * @param servers to be reached beside those that atlas.xml names, by their names in the estate
   */
  record SqlServerProbeRequested(WorkOrder order, @Nullable List<String> servers)
      implements WorkRequested {}

  record SqlServersReached(WorkOrder order, List<SqlServerFacts> servers)
      implements WorkSucceeded {}

  record SqlServersUnreachable(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  record AtlasRewriteRequested(WorkOrder order, List<DatabaseMove> databases)
      implements WorkRequested {}

  record AtlasRewritten(WorkOrder order, AtlasAdaptation adaptation) implements WorkSucceeded {}

  record AtlasRewriteFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  /**
   * @param plan of the relocation whose start it is, by which the account is mandatory or not
   *     (R27); absent in other starts, and in what earlier releases stored
   */
  record ServiceStartRequested(WorkOrder order, List<DatabaseMove> databases, @Nullable Plan plan)
      implements WorkRequested {

    /** A start to which no plan has a say. */
    public ServiceStartRequested(WorkOrder order, List<DatabaseMove> databases) {
      this(order, databases, null);
    }
  }

  record ServiceStarted(WorkOrder order, ServiceRun run) implements WorkSucceeded {}

  record ServiceStartFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  /**
   * @param databases from where to where; absent in what the first release stored
   */
  record RestoreRequested(
      WorkOrder order, List<DatabaseBackup> backups, @Nullable List<DatabaseMove> databases)
      implements WorkRequested {}

  record RestoreCompleted(WorkOrder order, List<DatabaseRestore> restores)
      implements WorkSucceeded {}

  /**
   * @param differing what arrived and differs, which a person may accept; absent in what the first
   *     release stored
   */
  record RestoreFailed(
      WorkOrder order, Diagnosis diagnosis, @Nullable List<DatabaseRestore> differing)
      implements WorkFailed {

    public RestoreFailed {
      differing = differing == null ? List.of() : List.copyOf(differing);
    }

    public RestoreFailed(WorkOrder order, Diagnosis diagnosis) {
      this(order, diagnosis, List.of());
    }

    @Override
    public List<DatabaseRestore> differing() {
      return differing == null ? List.of() : differing;
    }
  }

  record RestartRequested(WorkOrder order) implements WorkRequested {}

  record RestartConfirmed(WorkOrder order, ServiceRun run) implements WorkSucceeded {}

  record RestartFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  record ServiceStopRequested(WorkOrder order) implements WorkRequested {}

  record ServiceStopped(WorkOrder order, String service) implements WorkSucceeded {}

  record ServiceStopFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  /**
   * @param snapshot the id that it will have
   * @param databases to be kept, by the SQL Servers in {@code target}
   * @param kept backups that were just made and count as part of it
   * @param complete whether every database has to be there; before a restore some need not be yet
   */
  record SnapshotRequested(
      WorkOrder order,
      String snapshot,
      List<DatabaseMove> databases,
      List<DatabaseBackup> kept,
      boolean complete)
      implements WorkRequested {}

  record SnapshotTaken(WorkOrder order, Snapshot snapshot) implements WorkSucceeded {}

  record SnapshotFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  record SnapshotRestoreRequested(
      WorkOrder order, String snapshot, List<DatabaseBackup> databases, List<KeptFile> files)
      implements WorkRequested {}

  record SnapshotRestored(WorkOrder order, List<DatabaseRestore> databases, List<KeptFile> files)
      implements WorkSucceeded {}

  /**
   * @param differing what arrived and differs, which a person may accept; absent in what the first
   *     release stored
   */
  record SnapshotRestoreFailed(
      WorkOrder order, Diagnosis diagnosis, @Nullable List<DatabaseRestore> differing)
      implements WorkFailed {

    public SnapshotRestoreFailed {
      differing = differing == null ? List.of() : List.copyOf(differing);
    }

    public SnapshotRestoreFailed(WorkOrder order, Diagnosis diagnosis) {
      this(order, diagnosis, List.of());
    }

    @Override
    public List<DatabaseRestore> differing() {
      return differing == null ? List.of() : differing;
    }
  }

  record TargetSurveyRequested(WorkOrder order, List<DatabaseMove> databases)
      implements WorkRequested {}

  record TargetsSurveyed(WorkOrder order, List<OverwriteEntry> entries) implements WorkSucceeded {}

  record TargetSurveyFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  record ScriptExportRequested(WorkOrder order, List<DatabaseMove> databases)
      implements WorkRequested {}

  record ScriptsExported(WorkOrder order, List<DatabaseScript> scripts) implements WorkSucceeded {}

  record ScriptExportFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  record ScriptRunRequested(
      WorkOrder order, List<DatabaseScript> scripts, List<DatabaseMove> databases)
      implements WorkRequested {}

  record ScriptsRun(WorkOrder order, List<DatabaseRestore> databases) implements WorkSucceeded {}

  /**
   * @param differing what arrived and differs, which a person may accept; absent in what the first
   *     release stored
   */
  record ScriptRunFailed(
      WorkOrder order, Diagnosis diagnosis, @Nullable List<DatabaseRestore> differing)
      implements WorkFailed {

    public ScriptRunFailed {
      differing = differing == null ? List.of() : List.copyOf(differing);
    }

    public ScriptRunFailed(WorkOrder order, Diagnosis diagnosis) {
      this(order, diagnosis, List.of());
    }

    @Override
    public List<DatabaseRestore> differing() {
      return differing == null ? List.of() : differing;
    }
  }

  record VerificationRequested(
      WorkOrder order, List<DatabaseMove> databases, List<DatabaseBackup> backups)
      implements WorkRequested {}

  record DatabasesVerified(WorkOrder order, List<DatabaseRestore> databases)
      implements WorkSucceeded {}

  /**
   * @param differing what arrived and differs, which a person may accept; absent in what the first
   *     release stored
   */
  record VerificationFailed(
      WorkOrder order, Diagnosis diagnosis, @Nullable List<DatabaseRestore> differing)
      implements WorkFailed {

    public VerificationFailed {
      differing = differing == null ? List.of() : List.copyOf(differing);
    }

    public VerificationFailed(WorkOrder order, Diagnosis diagnosis) {
      this(order, diagnosis, List.of());
    }

    @Override
    public List<DatabaseRestore> differing() {
      return differing == null ? List.of() : differing;
    }
  }

  /** E4: the person behind this event lets Umzug run the batch files. */
  record BatchFilesApproved(MigrationId migration, Step step, int hop) implements OfStep {}

  record BatchFilesRequested(WorkOrder order) implements WorkRequested {}

  record BatchFilesRan(WorkOrder order, List<ProgramRun> runs) implements WorkSucceeded {
    public BatchFilesRan {
      runs = List.copyOf(runs);
    }
  }

  record BatchFilesFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  record CsvCheckRequested(WorkOrder order) implements WorkRequested {}

  record CsvChecked(WorkOrder order, CsvFacts facts) implements WorkSucceeded {}

  record CsvCheckFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  /**
   * Asks for every check that the route needs at this moment of it.
   *
   * @param plan absent where R24's table is not gone by
   */
  record PreflightRequested(
      WorkOrder order,
      Occasion occasion,
      RouteKind route,
      @Nullable Plan plan,
      Downtime downtime,
      Transport transport)
      implements WorkRequested {}

  record PreflightCompleted(WorkOrder order, PreflightReport report) implements WorkSucceeded {}

  record PreflightFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  /** What time brings, or is agreed about it: the move stands where it stood. */
  sealed interface OfTime extends MigrationEvent {}

  /**
   * The move waits for a person longer than it should.
   *
   * @param waiting number of the event with which the wait began
   * @param times the how-manieth reminder of this wait it is
   */
  record PersonReminded(MigrationId migration, Step step, int hop, long waiting, int times)
      implements OfTime {}

  /** Reminders were in vain: others should hear of it. */
  record PersonEscalated(MigrationId migration, Step step, int hop, long waiting, int times)
      implements OfTime {}

  /** R16: when the old server may be down for the change, and with it the time for a way back. */
  record CutOverScheduled(MigrationId migration, Instant from, Instant until) implements OfTime {}

  /** R16: the last moment for a way back that ends within the window is near. */
  record RollbackWindowClosing(MigrationId migration, long window, Instant lastMoment)
      implements OfTime {}

  /** R16: a way back would end after the window; nothing is begun until a person overrides it. */
  record RollbackWindowClosed(MigrationId migration, long window, Instant lastMoment)
      implements OfTime {}

  /** R16: the person behind this event goes on although a way back would take too long. */
  record WindowOverridden(MigrationId migration, String reason) implements OfTime {}

  /** The work's deadline has passed; it goes on, and somebody should look. */
  record WorkOverran(WorkOrder order) implements OfWork {}
}
