package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.tds.SqlServerException;
import io.umzug.rehearsal.tds.SqlServerMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * What the stand-in for the Backup-Manager writes into its log about one database, in the form of
 * the one excerpt that is known (B6). The words of a restore are the stand-in's own.
 */
final class BackupManagerEntries {

  private final String doing;
  private final String database;
  private final Machine machine;
  private final List<String> errors = new ArrayList<>();
  private final List<String> results = new ArrayList<>();

  private BackupManagerEntries(String doing, String database, Machine machine) {
    this.doing = doing;
    this.database = database;
    this.machine = machine;
  }

  /**
   * Writes that it begins.
   *
   * @param doing the word in its error line, such as {@code saving}
   */
  static BackupManagerEntries of(
      String what, String doing, String database, SqlServerPlace place, Machine machine) {
    XPhoneFolder folder = machine.folder();
    folder.backupManagerLog("INF", "Connecting to SQL-Server: " + place.name());
    folder.backupManagerLog("INF", "%s der Datenbank %s".formatted(what, database));
    return new BackupManagerEntries(doing, database, machine);
  }

  /** Takes what the SQL Server says about the statement. */
  void said(SqlServerMessage message) {
    if (message.isError()) {
      errors.add(message.text());
    } else if (message.number() == 3014) {
      results.add(message.text());
    }
  }

  void succeeded() {
    results.forEach(result -> machine.folder().backupManagerLog("INF", result));
  }

  /** Two entries, and with the first what accompanies every failure in the excerpt (B7). */
  void failed(SqlServerException e) {
    XPhoneFolder folder = machine.folder();
    String helper = doing.equals("saving") ? "SQLHelper.SaveDatabase " : "REHEARSAL ";
    folder.backupManagerLog("ERR", "Benutzer 'Atlas' nicht verfügbar. Restore " + database);
    folder.backupManagerLog(
        "ERR", "Benutzer 'sa' mit Erstinstallationspasswort nicht verfügbar. Restore\n" + database);
    folder.backupManagerLog(
        "ERR", "%sError while %s Database %s".formatted(helper, doing, database));
    folder.backupManagerLog(
        "ERR", helper + String.join("\n", errors.isEmpty() ? List.of(e.error().text()) : errors));
  }
}
