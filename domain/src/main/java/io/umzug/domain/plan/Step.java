package io.umzug.domain.plan;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every step there is, under the label by which the operator and the document know it: the number
 * of the row in R24, or the rule where no row exists. Stored by name: steps are added, never
 * renamed or removed.
 */
public enum Step {
  /** The complete backup before everything (R23). */
  BACKUP("R23"),
  INSTALL_SQL_SERVER("1"),
  PREPARE_DATABASES("2"),
  INSTALL_OUTLOOK("3"),
  AUTORUN_WITH_SQL_EXPRESS("4"),
  AUTORUN_WITHOUT_SQL_SERVER("5"),
  INSTALL_XPHONE_SERVER("6"),
  SET_SERVICE_ACCOUNT("7"),
  SET_ANALYTICS_APP_POOL("7a"),
  ADAPT_ATLAS("8"),
  START_SERVICE("9"),
  ENTER_LICENCES("10"),
  APPLY_PATCHES("11"),
  RESTORE("12"),
  /** After a version change the new system is restarted once (R12). */
  RESTART("R12"),
  FOLLOW_UP("13"),
  /** The old server is switched off, the new one goes live: the point of no return (R16). */
  CUT_OVER("R16"),

  /** A major update by its setup (R9). */
  UPDATE("R9"),
  /** A restore point before the start and after each hop (R10). */
  SNAPSHOT("R10"),
  /** A snapshot of the virtual machine, which is powered off for it (R11). */
  VM_SNAPSHOT("R11"),
  TEST_CLIENT("R13"),
  SET_UP_INTERMEDIATE("R15a"),
  DELETE_INTERMEDIATE("R15b"),

  UPDATE_V4("R1"),
  UPDATE_MIGRATIONS_MANAGER("R2"),
  /** The journal is lost completely, and a person says so (R5). */
  ACCEPT_LOSS("R5"),
  TRANSFER_ANNOUNCEMENTS("R6a"),
  TRANSFER_AUTO_ATTENDANTS("R6b"),
  TRANSFER_DYNAMIC_LINES("R6c"),
  TRANSFER_PBX_PARAMETERS("R6d"),
  TRANSFER_USERS("R6e"),
  CHECK_CSV("R7"),
  ENTER_V4_LICENCES("R8"),

  UPDATE_BEFORE_EXPRESS("E1"),
  BACKUP_BEFORE_EXPRESS("E2"),
  STOP_BEFORE_EXPRESS("E3"),
  RUN_BATCH_FILES("E4"),
  RENAME_INSTANCES("E6"),
  /** Umzug looks whether every row is in the new instances, before E7 is offered. */
  VERIFY_EXPRESS("E7a"),
  UNINSTALL_OLD_INSTANCES("E7b"),

  EXPORT_SCRIPT("M2"),
  ADAPT_SCRIPT("M3"),
  RUN_SCRIPT("M4"),

  /** The checks before anything else, and before each hop; the label is Umzug's own. */
  PREFLIGHT("P"),
  /** The checks between the updates and the relocation, which begins with R23. */
  PREFLIGHT_BEFORE_RELOCATION("P23"),
  /** The checks before databases are overwritten by row 12 or M4. */
  PREFLIGHT_BEFORE_RESTORE("P12"),

  /** A snapshot that a person asked for, beside the procedure. */
  SNAPSHOT_ON_DEMAND("SNAPSHOT"),
  /** The backup that a person wants anew, beside the procedure (R23). */
  BACKUP_ON_DEMAND("BACKUP"),
  /** Back to a snapshot, beside the procedure. */
  ROLL_BACK("ROLLBACK");

  private final String label;

  Step(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** The step with this label, in any case of letters. */
  public static Optional<Step> labelled(String label) {
    return Arrays.stream(values()).filter(step -> step.label.equalsIgnoreCase(label)).findFirst();
  }
}
