package io.umzug.domain.plan;

import static io.umzug.domain.plan.Guidance.guidance;

/** The guidance for the steps of every route beside R24's table. */
final class RouteGuidance {

  private RouteGuidance() {}

  static Guidance of(Step step) {
    return switch (step) {
      case UPDATE ->
          guidance(
              "Run the major update",
              "Run the setup of exactly this version on the server; none may be left out. Leave the"
                  + " service as the setup leaves it: Umzug starts it.",
              "R9",
              "F4");
      case SNAPSHOT ->
          guidance(
              "Take a snapshot",
              "Umzug keeps every database and the files of the server, reads them back, and can go"
                  + " back to this point.",
              "R10");
      case VM_SNAPSHOT ->
          guidance(
              "Snapshot of the virtual machine",
              "Where the server is a virtual machine: power it off, take a snapshot, power it on,"
                  + " and claim it by its name. Skip the step on a physical machine.",
              "R11",
              "R10");
      case TEST_CLIENT ->
          guidance(
              "Test a client",
              "Recommended: update one client to this version and log in with it.",
              "R13");
      case SET_UP_INTERMEDIATE ->
          guidance(
              "Set up the intermediate server",
              "Install the old version on the intermediate server, with its own databases, and leave"
                  + " the service stopped. The old server keeps running.",
              "R15");
      case DELETE_INTERMEDIATE ->
          guidance(
              "Delete the intermediate server",
              "The new server is live: the intermediate one may be deleted, with the snapshots that"
                  + " lead back to it.",
              "R15");
      case UPDATE_V4 ->
          guidance(
              "Update V4 to its last release",
              "Update XPhone UC 2011 to 4.5.35 SR5; the vendor's support has the link.",
              "R1");
      case UPDATE_MIGRATIONS_MANAGER ->
          guidance(
              "Update the Migrations-Manager",
              "Update the V4 Migrations-Manager as well; the vendor's support has the link.",
              "R2");
      case ACCEPT_LOSS ->
          guidance(
              "Accept the loss of the journal",
              "ALL journal data of the V4 will be lost, and the configuration does not come over 1:1."
                  + " Accept it in words that name the journal; they are kept with your name.",
              "R5");
      case TRANSFER_ANNOUNCEMENTS ->
          transfer("personal voicemail announcements and recorded names");
      case TRANSFER_AUTO_ATTENDANTS -> transfer("AutoAttendants");
      case TRANSFER_DYNAMIC_LINES -> transfer("dynamic lines (Dynamische Leitungen)");
      case TRANSFER_PBX_PARAMETERS -> transfer("PBX and dialling parameters");
      case TRANSFER_USERS -> transfer("users (the CSV, by V9's text connector)");
      case CHECK_CSV ->
          guidance(
              "Check the CSV of the users",
              "Umzug reads the export line by line before the text connector does.",
              "R7",
              "R6");
      case ENTER_V4_LICENCES ->
          guidance(
              "Exchange the licences",
              "Choose \"Bestehender Kunde\" and give the OLD machine's MAC address. Swap neither MAC"
                  + " nor licence beforehand.",
              "R8",
              "F5");
      case UPDATE_BEFORE_EXPRESS ->
          guidance(
              "Update the XPhone server",
              "Update XPhone Connect to its newest version; SQL Server stays as it is. Umzug then"
                  + " restarts the service.",
              "E1");
      case BACKUP_BEFORE_EXPRESS ->
          guidance(
              "Back up",
              "Umzug backs up every database and reads each backup back. Make a backup with the"
                  + " Backup-Manager as well. Begin when the share is ready.",
              "E2",
              "B2",
              "B3");
      case STOP_BEFORE_EXPRESS -> guidance("Stop the XPhone service", "Umzug stops it.", "E3");
      case RUN_BATCH_FILES ->
          guidance(
              "Run the two batch files",
              "As administrator, from the installation medium: "
                  + ".\\Software\\Server\\3rdParty\\sql\\MigrateSQLServer_UC.BAT and "
                  + ".\\Software\\Server\\3rdParty\\sql\\MigrateSQLServer_STAT.BAT. Or let Umzug"
                  + " run them, where the estate's configuration says where the medium is. Umzug then"
                  + " reaches the new instances.",
              "E4",
              "E5");
      case RENAME_INSTANCES ->
          guidance(
              "Change the instance names in atlas.xml",
              "Umzug points the entries below <Databases> to the new instances.",
              "E6",
              "F4");
      case VERIFY_EXPRESS ->
          guidance(
              "Verify the new instances",
              "Umzug compares every table with what was backed up; rows that came since are no loss.",
              "E7");
      case UNINSTALL_OLD_INSTANCES ->
          guidance(
              "Uninstall the old instances",
              "All went well, so the old instances may be uninstalled. Begin when nobody needs them"
                  + " any more; there is no way back to them.",
              "E7");
      case EXPORT_SCRIPT ->
          guidance(
              "Script the databases",
              "Each entire database becomes a script with all its objects, schema AND data, triggers,"
                  + " indexes and primary keys included, for the version of the TARGET server. Umzug"
                  + " does it, unless you make it by hand with SQL Server's own tools.",
              "M1",
              "M2");
      case ADAPT_SCRIPT ->
          guidance(
              "Adapt the scripts",
              "Adapt the paths of data and log files in each CREATE DATABASE to the target.",
              "M3");
      case RUN_SCRIPT ->
          guidance(
              "Run the scripts",
              "Each script runs on the target, over what is there, and stops at the first error; by"
                  + " hand that takes an option (SQLCMD -b). Umzug then compares every table.",
              "M4",
              "M5",
              "M6");
      case PREFLIGHT ->
          checks(
              "Checks",
              "Umzug looks at everything that the route needs, and changes nothing.",
              "R27",
              "R33",
              "B2");
      case PREFLIGHT_BEFORE_RELOCATION ->
          checks(
              "Checks before the relocation",
              "Umzug looks again at the server that was updated.",
              "R12",
              "R23");
      case PREFLIGHT_BEFORE_RESTORE ->
          checks(
              "Checks before the restore",
              "Umzug looks again: from here on everything has to be there.",
              "R33",
              "R26",
              "B2");
      case SNAPSHOT_ON_DEMAND ->
          guidance("Snapshot", "Umzug takes the snapshot that was asked for.", "R10");
      case BACKUP_ON_DEMAND ->
          guidance(
              "Back up anew",
              "Umzug backs up every database again; what is still to be restored or compared goes by"
                  + " this backup then.",
              "R23");
      case ROLL_BACK ->
          guidance(
              "Roll back",
              "Put the software of the snapshot's version back (by the virtual machine's snapshot, or"
                  + " by installing it anew) and leave the service stopped. Umzug then restores"
                  + " databases and files.",
              "R10",
              "R11");
      case BACKUP,
          INSTALL_SQL_SERVER,
          PREPARE_DATABASES,
          INSTALL_OUTLOOK,
          AUTORUN_WITH_SQL_EXPRESS,
          AUTORUN_WITHOUT_SQL_SERVER,
          INSTALL_XPHONE_SERVER,
          SET_SERVICE_ACCOUNT,
          SET_ANALYTICS_APP_POOL,
          ADAPT_ATLAS,
          START_SERVICE,
          ENTER_LICENCES,
          APPLY_PATCHES,
          RESTORE,
          RESTART,
          FOLLOW_UP,
          CUT_OVER ->
          Guidance.of(step);
    };
  }

  private static Guidance checks(String title, String first, String... rules) {
    return guidance(
        title,
        first
            + " What fails or has become worse waits for a person, who accepts it or mends it and"
            + " retries.",
        rules);
  }

  private static Guidance transfer(String what) {
    return guidance(
        "Carry over: " + what,
        "Carry them over with the Migrations-Manager and say how many there were.",
        "R6");
  }
}
