package io.umzug.domain.plan;

import java.util.List;

/**
 * What a step asks of its person and why, for the moment in which it is done.
 *
 * @param rules the identifiers behind it, in docs/relocation.md
 */
public record Guidance(String title, String instruction, List<String> rules) {

  public Guidance {
    rules = List.copyOf(rules);
  }

  static Guidance guidance(String title, String instruction, String... rules) {
    return new Guidance(title, instruction, List.of(rules));
  }

  /**
   * The guidance for a step of a hop, with the version that the hop leads to, and as it is where a
   * person brings the databases.
   */
  public static Guidance of(Step step, Hop hop, Choice choice) {
    return step == Step.RESTORE && choice.backupBy() == BackupBy.BACKUP_MANAGER
        ? guidance(
            "Restore with the Backup-Manager",
            "Umzug looks whether atlas.xml names the move's targets, keeps a copy of what is there and"
                + " stops the service. Then run the Backup-Manager under the service account: it"
                + " OVERWRITES the databases that atlas.xml names. Heed its log, and attach it. Confirm"
                + " when it is done; Umzug then compares every table.",
            "R24",
            "R33",
            "B5",
            "B6")
        : of(step, hop);
  }

  /** The guidance for a step of a hop, with the version that the hop leads to. */
  public static Guidance of(Step step, Hop hop) {
    Guidance general = of(step);
    return hop.kind() == HopKind.UPDATE
        ? new Guidance(
            step == Step.UPDATE ? "Update to " + hop.to() : hop.to() + ": " + general.title(),
            general.instruction(),
            general.rules())
        : general;
  }

  /** The guidance for a step. */
  public static Guidance of(Step step) {
    return switch (step) {
      case BACKUP ->
          guidance(
              "Back up the old server",
              "Umzug backs up every database and reads each backup back. Make a complete backup"
                  + " with the Backup-Manager as well. Begin when the share is ready.",
              "R23",
              "B2",
              "B3");
      case INSTALL_SQL_SERVER ->
          guidance(
              "Install SQL Server",
              "Install SQL Server Standard or Enterprise on the XPhone server; the default"
                  + " instance is enough.",
              "R24",
              "R19",
              "R17");
      case PREPARE_DATABASES ->
          guidance(
              "Create databases, activate FILESTREAM",
              "Umzug creates the databases, makes the service account db_owner, and sees to"
                  + " FILESTREAM. If it asks for one, restart the SQL Server service and retry.",
              "R24",
              "R25",
              "R26");
      case INSTALL_OUTLOOK ->
          guidance(
              "MAPI: install Outlook",
              "Needed for server-side calendar sync, server-side Exchange contact folders, or"
                  + " remote voicemail query with Outlook as message store; skip it otherwise.",
              "R24");
      case AUTORUN_WITH_SQL_EXPRESS ->
          guidance(
              "Run Autorun with SQL Express",
              "Install SQL Express on C:\\ and choose all options as on the old server.",
              "R24",
              "R18");
      case AUTORUN_WITHOUT_SQL_SERVER ->
          guidance(
              "Run Autorun without SQL Server",
              "Leave SQL Server out and choose all other options as on the old server.",
              "R24");
      case INSTALL_XPHONE_SERVER ->
          guidance(
              "Install the XPhone server",
              "Choose the features as on the old server; new ones are possible. Leave the service"
                  + " stopped.",
              "R24",
              "F4");
      case SET_SERVICE_ACCOUNT ->
          guidance(
              "Set the service account",
              "The SQL Servers named in atlas.xml answer. Set the account in the Server Manager,"
                  + " with the service stopped.",
              "R24",
              "R27",
              "F4");
      case SET_ANALYTICS_APP_POOL ->
          guidance(
              "Set the Analytics application pool",
              "In IIS, give the pool XPhoneConnectAnalytics the service account as its identity.",
              "R24",
              "R28");
      case ADAPT_ATLAS ->
          guidance(
              "Adapt atlas.xml",
              "Umzug points the entries below <Databases> to the new servers and sets"
                  + " useLogin=\"Windows\". The service must be stopped.",
              "R24",
              "R29",
              "F4");
      case START_SERVICE ->
          guidance(
              "Start the XPhone service",
              "The service runs. Run through the Web-Admin wizard once, with any values, and open"
                  + " the Analytics site once; both must come up without errors.",
              "R24",
              "R30",
              "R31");
      case ENTER_LICENCES ->
          guidance(
              "Enter the licences",
              "Exchange the hardware of the licence; it may be done later. A licence file on the"
                  + " target is not overwritten by the restore.",
              "R24",
              "R32",
              "F5");
      case APPLY_PATCHES ->
          guidance(
              "Apply patches",
              "Apply all patches by System Info Collector, above all those for the Backup-Manager.",
              "R24");
      case RESTORE ->
          guidance(
              "Restore",
              "Umzug stops the service and OVERWRITES the databases that atlas.xml names with the"
                  + " backups of step R23. What was written to the old ones since then is not in them."
                  + " Begin when that may happen.",
              "R24",
              "R33");
      case RESTART ->
          guidance(
              "Restart once",
              "Umzug lets the service run with the restored databases and restarts it once.",
              "R12");
      case FOLLOW_UP ->
          guidance(
              "Follow-up work",
              "As needed: IP addresses, certificates, third-party applications, VDir adapters,"
                  + " access to external systems, port 2231 and the URL of the Web-API.",
              "R24",
              "R34",
              "R35",
              "R36");
      case CUT_OVER ->
          guidance(
              "Cut over",
              "Begin when it is decided: from here no way leads back. Switch the old server off; the"
                  + " new one goes live.",
              "R16");
      case UPDATE,
          SNAPSHOT,
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
          CHECK_CSV,
          ENTER_V4_LICENCES,
          UPDATE_BEFORE_EXPRESS,
          BACKUP_BEFORE_EXPRESS,
          STOP_BEFORE_EXPRESS,
          RUN_BATCH_FILES,
          RENAME_INSTANCES,
          VERIFY_EXPRESS,
          UNINSTALL_OLD_INSTANCES,
          EXPORT_SCRIPT,
          ADAPT_SCRIPT,
          RUN_SCRIPT,
          PREFLIGHT,
          PREFLIGHT_BEFORE_RELOCATION,
          PREFLIGHT_BEFORE_RESTORE,
          SNAPSHOT_ON_DEMAND,
          BACKUP_ON_DEMAND,
          ROLL_BACK ->
          RouteGuidance.of(step);
    };
  }
}
