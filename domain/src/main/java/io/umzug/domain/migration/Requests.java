package io.umzug.domain.migration;

import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.migration.MigrationEvent.AtlasRewriteRequested;
import io.umzug.domain.migration.MigrationEvent.BackupRequested;
import io.umzug.domain.migration.MigrationEvent.BatchFilesRequested;
import io.umzug.domain.migration.MigrationEvent.CsvCheckRequested;
import io.umzug.domain.migration.MigrationEvent.DatabaseCreationRequested;
import io.umzug.domain.migration.MigrationEvent.FilestreamRequested;
import io.umzug.domain.migration.MigrationEvent.RestartRequested;
import io.umzug.domain.migration.MigrationEvent.RestoreRequested;
import io.umzug.domain.migration.MigrationEvent.ScriptExportRequested;
import io.umzug.domain.migration.MigrationEvent.ScriptRunRequested;
import io.umzug.domain.migration.MigrationEvent.ServiceStartRequested;
import io.umzug.domain.migration.MigrationEvent.ServiceStopRequested;
import io.umzug.domain.migration.MigrationEvent.SnapshotRequested;
import io.umzug.domain.migration.MigrationEvent.SnapshotRestoreRequested;
import io.umzug.domain.migration.MigrationEvent.SqlServerProbeRequested;
import io.umzug.domain.migration.MigrationEvent.StepOffered;
import io.umzug.domain.migration.MigrationEvent.TargetSurveyRequested;
import io.umzug.domain.migration.MigrationEvent.VerificationRequested;
import io.umzug.domain.plan.Effects;
import io.umzug.domain.plan.HopKind;
import io.umzug.domain.plan.ProcedureStep;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.util.List;
import java.util.Set;

/** Turns the task at which a move stands into the event that asks a worker or a person for it. */
final class Requests {

  private static final Set<Step> BACKUPS = Set.of(Step.BACKUP, Step.BACKUP_BEFORE_EXPRESS);

  private Requests() {}

  static MigrationEvent of(Underway state, int attempt) {
    return switch (state.detour()) {
      case null -> {
        Task task = state.current().tasks().get(state.standing().task());
        yield of(state, task, state.siteOf(task), attempt);
      }
      case Detour.Demanded demanded -> {
        Task task = demanded.step().tasks().getFirst();
        yield of(state, task, state.siteOf(task), attempt);
      }
      case Detour.RollingBack back -> of(state, back, attempt);
    };
  }

  private static MigrationEvent of(Underway state, Task task, Site site, int attempt) {
    WorkOrder order = order(state, task, site, attempt);
    List<DatabaseMove> moves = state.hop().moves(state.particulars().databases());
    return switch (task) {
      case CONFIRM_BY_HAND -> offered(state, attempt);
      case BACK_UP_DATABASES -> new BackupRequested(order, moves);
      case CREATE_DATABASES -> new DatabaseCreationRequested(order, moves);
      case ENABLE_FILESTREAM -> new FilestreamRequested(order, moves);
      case PROBE_SQL_SERVERS -> new SqlServerProbeRequested(order, serversToReach(state, moves));
      case REWRITE_ATLAS -> new AtlasRewriteRequested(order, moves);
      case START_SERVICE -> new ServiceStartRequested(order, moves, state.choice().plan());
      case RUN_SERVICE -> new ServiceStartRequested(order, moves);
      case RESTORE_DATABASES -> new RestoreRequested(order, state.standing().backups(), moves);
      case RESTART_SERVICE -> new RestartRequested(order);
      case STOP_SERVICE -> new ServiceStopRequested(order);
      case TAKE_SNAPSHOT -> snapshot(state, order);
      case SURVEY_TARGETS -> new TargetSurveyRequested(order, moves);
      case EXPORT_SCRIPTS -> new ScriptExportRequested(order, moves);
      case RUN_SCRIPTS -> new ScriptRunRequested(order, state.standing().scripts(), moves);
      case VERIFY_DATABASES -> new VerificationRequested(order, moves, state.standing().backups());
      case RUN_BATCH_FILES -> new BatchFilesRequested(order);
      case CHECK_CSV -> new CsvCheckRequested(order);
      case RUN_PREFLIGHT -> Checks.request(state, order);
      case RESTORE_SNAPSHOT, APPROVE_OVERWRITE, ACCEPT_FINDINGS ->
          throw new IllegalStateException(task + " is asked for elsewhere");
    };
  }

  /** E4: in the place of the person to whom the step was offered. */
  static MigrationEvent batchFiles(Underway state, int attempt) {
    Task task = Task.RUN_BATCH_FILES;
    return of(state, task, state.siteOf(task), attempt);
  }

  /** E5: nothing in atlas.xml names the new instances yet. */
  private static List<String> serversToReach(Underway state, List<DatabaseMove> moves) {
    return state.current().step() == Step.RUN_BATCH_FILES
        ? moves.stream().map(DatabaseMove::target).distinct().toList()
        : List.of();
  }

  private static SnapshotRequested snapshot(Underway state, WorkOrder order) {
    Step step = state.current().step();
    List<DatabaseBackup> kept = BACKUPS.contains(step) ? state.standing().backups() : List.of();
    return new SnapshotRequested(
        order,
        state.nextSnapshotId(),
        databasesAt(state, order.site()),
        kept,
        needsEveryDatabase(state));
  }

  /** Before a restore, and before V9's first start, some databases need not be there yet. */
  static boolean needsEveryDatabase(Underway state) {
    return state.hop().kind() != HopKind.TRANSFER && !Effects.overwrites(state.current().step());
  }

  private static MigrationEvent of(Underway state, Detour.RollingBack back, int attempt) {
    RollbackPlan.Part part = back.part();
    WorkOrder order = order(state, part.task(), part.site(), attempt);
    return switch (part.task()) {
      case STOP_SERVICE -> new ServiceStopRequested(order);
      case CONFIRM_BY_HAND -> offered(state, attempt);
      case RESTORE_SNAPSHOT ->
          new SnapshotRestoreRequested(
              order, back.to().snapshot().id(), back.plan().databases(), back.plan().files());
      case RUN_SERVICE -> new ServiceStartRequested(order, databasesAt(state, part.site()));
      case BACK_UP_DATABASES,
          CREATE_DATABASES,
          ENABLE_FILESTREAM,
          PROBE_SQL_SERVERS,
          REWRITE_ATLAS,
          START_SERVICE,
          RESTORE_DATABASES,
          RESTART_SERVICE,
          TAKE_SNAPSHOT,
          SURVEY_TARGETS,
          APPROVE_OVERWRITE,
          EXPORT_SCRIPTS,
          RUN_SCRIPTS,
          VERIFY_DATABASES,
          CHECK_CSV,
          RUN_PREFLIGHT,
          RUN_BATCH_FILES,
          ACCEPT_FINDINGS ->
          throw new IllegalStateException(part.task() + " is no part of a rollback");
    };
  }

  private static StepOffered offered(Underway state, int attempt) {
    ProcedureStep step = state.current();
    return new StepOffered(state.particulars().id(), step.step(), step.hop(), attempt);
  }

  static WorkOrder order(Underway state, Task task, Site site, int attempt) {
    ProcedureStep step = state.current();
    Particulars move = state.particulars();
    // Each snapshot or backup that is asked for is work of its own, wherever the move stands.
    int round =
        state.detour() instanceof Detour.Demanded
            ? state.wayBack().demanded()
            : state.wayBack().round();
    return new WorkOrder(
        move.id(), move.estate(), step.step(), task, attempt, step.hop(), round, site);
  }

  /** The databases of the move where they are at the site. */
  private static List<DatabaseMove> databasesAt(Underway state, Site site) {
    return state.particulars().databases().stream()
        .filter(move -> !move.at(site).isBlank())
        .map(move -> new DatabaseMove(move.database(), move.at(site), move.at(site)))
        .toList();
  }
}
