package io.umzug.domain.plan;

import java.util.List;
import java.util.Set;

/** What each step consists of. */
final class Tasks {

  /** They start the move, overwrite data, or cannot be undone: a person says "begin" first. */
  private static final Set<Step> HELD =
      Set.of(
          Step.BACKUP,
          Step.RESTORE,
          Step.RUN_SCRIPT,
          Step.CUT_OVER,
          Step.BACKUP_BEFORE_EXPRESS,
          Step.UNINSTALL_OLD_INSTANCES,
          Step.DELETE_INTERMEDIATE);

  private Tasks() {}

  static ProcedureStep step(Step step, Obligation obligation, int hop, Choice choice) {
    return new ProcedureStep(step, obligation, HELD.contains(step), of(step, choice), hop);
  }

  static List<Task> of(Step step, Choice choice) {
    return switch (step) {
      case BACKUP, BACKUP_BEFORE_EXPRESS -> backup(choice.backupBy());
      case PREPARE_DATABASES -> List.of(Task.CREATE_DATABASES, Task.ENABLE_FILESTREAM);
      case SET_SERVICE_ACCOUNT -> List.of(Task.PROBE_SQL_SERVERS, Task.CONFIRM_BY_HAND);
      case ADAPT_ATLAS, RENAME_INSTANCES -> List.of(Task.REWRITE_ATLAS);
      case START_SERVICE -> List.of(Task.START_SERVICE, Task.CONFIRM_BY_HAND);
      case RESTORE -> restore(choice.backupBy());
      case RESTART -> List.of(Task.RESTART_SERVICE);
      case BACKUP_ON_DEMAND -> List.of(Task.BACK_UP_DATABASES);
      case SNAPSHOT, SNAPSHOT_ON_DEMAND -> List.of(Task.TAKE_SNAPSHOT);
      case CHECK_CSV -> List.of(Task.CHECK_CSV);
      case UPDATE_BEFORE_EXPRESS -> List.of(Task.CONFIRM_BY_HAND, Task.RESTART_SERVICE);
      case STOP_BEFORE_EXPRESS -> List.of(Task.STOP_SERVICE);
      case RUN_BATCH_FILES -> List.of(Task.CONFIRM_BY_HAND, Task.PROBE_SQL_SERVERS);
      case VERIFY_EXPRESS -> List.of(Task.VERIFY_DATABASES);
      case PREFLIGHT, PREFLIGHT_BEFORE_RELOCATION, PREFLIGHT_BEFORE_RESTORE ->
          List.of(Task.RUN_PREFLIGHT, Task.ACCEPT_FINDINGS);
      case EXPORT_SCRIPT -> exportScript(choice.backupBy());
      case RUN_SCRIPT -> runScript(choice.backupBy());
      case INSTALL_SQL_SERVER,
          INSTALL_OUTLOOK,
          AUTORUN_WITH_SQL_EXPRESS,
          AUTORUN_WITHOUT_SQL_SERVER,
          INSTALL_XPHONE_SERVER,
          SET_ANALYTICS_APP_POOL,
          ENTER_LICENCES,
          APPLY_PATCHES,
          FOLLOW_UP,
          CUT_OVER,
          UPDATE,
          VM_SNAPSHOT,
          TEST_CLIENT,
          SET_UP_INTERMEDIATE,
          DELETE_INTERMEDIATE,
          UPDATE_V4,
          UPDATE_MIGRATIONS_MANAGER,
          ACCEPT_LOSS,
          TRANSFER_ANNOUNCEMENTS,
          TRANSFER_AUTO_ATTENDANTS,
          TRANSFER_DYNAMIC_LINES,
          TRANSFER_PBX_PARAMETERS,
          TRANSFER_USERS,
          ENTER_V4_LICENCES,
          UNINSTALL_OLD_INSTANCES,
          ADAPT_SCRIPT ->
          List.of(Task.CONFIRM_BY_HAND);
      case ROLL_BACK ->
          throw new IllegalArgumentException("What a rollback does hangs on where it goes back to");
    };
  }

  /** Umzug's own copy is made either way, and is the restore point of the step. */
  private static List<Task> backup(BackupBy by) {
    return switch (by) {
      case UMZUG -> List.of(Task.BACK_UP_DATABASES, Task.TAKE_SNAPSHOT);
      case BACKUP_MANAGER ->
          List.of(Task.BACK_UP_DATABASES, Task.TAKE_SNAPSHOT, Task.CONFIRM_BY_HAND);
    };
  }

  private static List<Task> exportScript(BackupBy by) {
    return switch (by) {
      case UMZUG -> List.of(Task.EXPORT_SCRIPTS);
      case BACKUP_MANAGER -> List.of(Task.CONFIRM_BY_HAND);
    };
  }

  /** R33 holds for a script too: its target's tables are in its way. */
  private static List<Task> runScript(BackupBy by) {
    return switch (by) {
      case UMZUG ->
          List.of(
              Task.SURVEY_TARGETS, Task.APPROVE_OVERWRITE, Task.TAKE_SNAPSHOT, Task.RUN_SCRIPTS);
      case BACKUP_MANAGER ->
          List.of(
              Task.SURVEY_TARGETS,
              Task.APPROVE_OVERWRITE,
              Task.TAKE_SNAPSHOT,
              Task.STOP_SERVICE,
              Task.CONFIRM_BY_HAND,
              Task.VERIFY_DATABASES);
    };
  }

  /** R33: first what would be destroyed, then an own copy of it, then the restore. */
  private static List<Task> restore(BackupBy by) {
    return switch (by) {
      case UMZUG ->
          List.of(
              Task.SURVEY_TARGETS,
              Task.APPROVE_OVERWRITE,
              Task.TAKE_SNAPSHOT,
              Task.RESTORE_DATABASES);
      case BACKUP_MANAGER ->
          List.of(
              Task.SURVEY_TARGETS,
              Task.APPROVE_OVERWRITE,
              Task.TAKE_SNAPSHOT,
              Task.STOP_SERVICE,
              Task.CONFIRM_BY_HAND,
              Task.VERIFY_DATABASES);
    };
  }
}
