package io.umzug.domain.migration;

import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.AtlasAdaptation;
import io.umzug.domain.evidence.CreatedDatabase;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.FilestreamLevel;
import io.umzug.domain.evidence.ServiceRun;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.plan.Procedure;
import io.umzug.domain.plan.Step;
import java.util.List;

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
  }

  record MigrationOpened(Particulars particulars) implements MigrationEvent {
    @Override
    public MigrationId migration() {
      return particulars.id();
    }
  }

  /** The plan, with its procedure frozen; {@code hash} is {@link Procedure#hash}. */
  record PlanChosen(MigrationId migration, Procedure procedure, String hash)
      implements MigrationEvent {}

  /** The step's turn has come, and it waits for a person's "begin". */
  record StepHeld(MigrationId migration, Step step) implements MigrationEvent {}

  record StepBegun(MigrationId migration, Step step) implements MigrationEvent {}

  /** What Umzug has to check first is in order: a person may now do the step (R27). */
  record StepOffered(MigrationId migration, Step step) implements MigrationEvent {}

  record StepConfirmed(MigrationId migration, Step step, String note) implements MigrationEvent {}

  record StepSkipped(MigrationId migration, Step step, String reason) implements MigrationEvent {}

  record StepRetried(MigrationId migration, Step step, int attempt) implements MigrationEvent {}

  record StepCompleted(MigrationId migration, Step step) implements MigrationEvent {}

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

  record SqlServerProbeRequested(WorkOrder order) implements WorkRequested {}

  record SqlServersReached(WorkOrder order, List<SqlServerFacts> servers)
      implements WorkSucceeded {}

  record SqlServersUnreachable(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  record AtlasRewriteRequested(WorkOrder order, List<DatabaseMove> databases)
      implements WorkRequested {}

  record AtlasRewritten(WorkOrder order, AtlasAdaptation adaptation) implements WorkSucceeded {}

  record AtlasRewriteFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  record ServiceStartRequested(WorkOrder order, List<DatabaseMove> databases)
      implements WorkRequested {}

  record ServiceStarted(WorkOrder order, ServiceRun run) implements WorkSucceeded {}

  record ServiceStartFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  record RestoreRequested(WorkOrder order, List<DatabaseBackup> backups) implements WorkRequested {}

  record RestoreCompleted(WorkOrder order, List<DatabaseRestore> restores)
      implements WorkSucceeded {}

  record RestoreFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  record RestartRequested(WorkOrder order) implements WorkRequested {}

  record RestartConfirmed(WorkOrder order, ServiceRun run) implements WorkSucceeded {}

  record RestartFailed(WorkOrder order, Diagnosis diagnosis) implements WorkFailed {}

  /** The work's deadline has passed; it goes on, and somebody should look. */
  record WorkOverran(WorkOrder order) implements OfWork {}
}
