package io.umzug.domain.plan;

import static io.umzug.domain.plan.Effect.DATABASES;
import static io.umzug.domain.plan.Effect.DATABASES_BEFORE;
import static io.umzug.domain.plan.Effect.FILES;
import static io.umzug.domain.plan.Effect.NO_RETURN;
import static io.umzug.domain.plan.Effect.NO_RETURN_ONCE_DONE;
import static io.umzug.domain.plan.Effect.SERVICE;
import static io.umzug.domain.plan.Effect.SOFTWARE;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The effects of every step, task by task. What a hand may do counts, as it cannot be looked at;
 * what the old server's own daily use writes does not, nor what no snapshot holds.
 */
public final class Effects {

  /** R33: they destroy what the databases at the target hold. */
  private static final Set<Step> OVERWRITING = Set.of(Step.RESTORE, Step.RUN_SCRIPT);

  private Effects() {}

  public static boolean overwrites(Step step) {
    return OVERWRITING.contains(step);
  }

  /**
   * @param plan of the move; absent where R24's table is not gone by
   */
  public static Set<Effect> of(Step step, Task task, @Nullable Plan plan) {
    return switch (task) {
      case CONFIRM_BY_HAND -> byHand(step, plan);
      case RESTORE_DATABASES, RUN_SCRIPTS, RUN_BATCH_FILES -> Set.of(DATABASES);
      case REWRITE_ATLAS -> Set.of(FILES);
      case STOP_SERVICE, RUN_SERVICE -> Set.of(SERVICE);
      case START_SERVICE -> Set.of(SERVICE, DATABASES);
      // E1: before the batch files have run, the service works on the old instances.
      case RESTART_SERVICE ->
          step == Step.UPDATE_BEFORE_EXPRESS
              ? Set.of(SERVICE, DATABASES_BEFORE)
              : Set.of(SERVICE, DATABASES);
      case RESTORE_SNAPSHOT -> Set.of(FILES, DATABASES);
      // What is there stays as it is when databases are created: only what is missing is.
      case BACK_UP_DATABASES,
          CREATE_DATABASES,
          ENABLE_FILESTREAM,
          PROBE_SQL_SERVERS,
          TAKE_SNAPSHOT,
          SURVEY_TARGETS,
          APPROVE_OVERWRITE,
          EXPORT_SCRIPTS,
          VERIFY_DATABASES,
          CHECK_CSV,
          RUN_PREFLIGHT,
          ACCEPT_FINDINGS ->
          Set.of();
    };
  }

  private static Set<Effect> byHand(Step step, @Nullable Plan plan) {
    return switch (step) {
      case UPDATE, SET_UP_INTERMEDIATE -> Set.of(SOFTWARE, SERVICE, FILES, DATABASES);
      case UPDATE_BEFORE_EXPRESS -> Set.of(SOFTWARE, SERVICE, FILES, DATABASES_BEFORE);
      case AUTORUN_WITH_SQL_EXPRESS, AUTORUN_WITHOUT_SQL_SERVER, INSTALL_XPHONE_SERVER ->
          Set.of(SOFTWARE, SERVICE, FILES);
      // R21: in plan D the server stays, and is updated where it is.
      case SET_SERVICE_ACCOUNT ->
          plan == Plan.D ? Set.of(SOFTWARE, SERVICE, FILES) : Set.of(SERVICE);
      case START_SERVICE -> Set.of(SERVICE, DATABASES);
      case RUN_BATCH_FILES, RUN_SCRIPT -> Set.of(DATABASES);
      case RESTORE,
          ENTER_LICENCES,
          ENTER_V4_LICENCES,
          APPLY_PATCHES,
          FOLLOW_UP,
          TRANSFER_ANNOUNCEMENTS,
          TRANSFER_AUTO_ATTENDANTS,
          TRANSFER_DYNAMIC_LINES,
          TRANSFER_PBX_PARAMETERS,
          TRANSFER_USERS ->
          Set.of(SERVICE, FILES, DATABASES);
      // R16: as long as nobody says that the old server is off, it can be left on.
      case CUT_OVER -> Set.of(NO_RETURN_ONCE_DONE);
      case UNINSTALL_OLD_INSTANCES, DELETE_INTERMEDIATE -> Set.of(NO_RETURN);
      case BACKUP,
          BACKUP_BEFORE_EXPRESS,
          INSTALL_SQL_SERVER,
          PREPARE_DATABASES,
          INSTALL_OUTLOOK,
          SET_ANALYTICS_APP_POOL,
          ADAPT_ATLAS,
          RESTART,
          SNAPSHOT,
          VM_SNAPSHOT,
          TEST_CLIENT,
          UPDATE_V4,
          UPDATE_MIGRATIONS_MANAGER,
          ACCEPT_LOSS,
          CHECK_CSV,
          STOP_BEFORE_EXPRESS,
          RENAME_INSTANCES,
          VERIFY_EXPRESS,
          EXPORT_SCRIPT,
          ADAPT_SCRIPT,
          PREFLIGHT,
          PREFLIGHT_BEFORE_RELOCATION,
          PREFLIGHT_BEFORE_RESTORE,
          SNAPSHOT_ON_DEMAND,
          BACKUP_ON_DEMAND,
          ROLL_BACK ->
          Set.of();
    };
  }
}
