package io.umzug.rehearsal.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in for the Backup-Manager, and what differs when a way back went wrong. */
class BackupManagerHandsTest {

  private static final Map<String, String> OLD = Map.of("host", Topology.OLD_HOST);

  @TempDir Path folder = Path.of("");

  @Test
  void what_it_backed_up_it_brings_back_over_whatever_was_done_since() throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, Plan.C)) {
      Fingerprint then = estate.estate().fingerprint(Topology.OLD_HOST);
      estate.hand(Hand.BACKUP_BY_BACKUP_MANAGER, OLD);
      estate.run("OLDXP\\XPCONNECT", "XPDATA", "DELETE FROM [dbo].[Journal] WHERE EntryId < 20");
      FingerprintComparison changed =
          new FingerprintComparison(then, estate.estate().fingerprint(Topology.OLD_HOST));
      assertThat(changed.isSame()).isFalse();
      assertThat(changed.differences()).singleElement().asString().startsWith("XPDATA.Journal: ");

      assertThat(estate.hand(Hand.RESTORE_BY_BACKUP_MANAGER, OLD).text()).contains("XPDATA");
      assertThat(estate.start(Topology.OLD_HOST)).isEqualTo(ServiceState.RUNNING);
      FingerprintComparison back =
          new FingerprintComparison(then, estate.estate().fingerprint(Topology.OLD_HOST));
      assertThat(back.differences()).isEmpty();
      assertThat(back.isSame()).isTrue();
      assertThat(back.looked()).startsWith("V8, 4 files, 4 databases with ");
    }
  }

  @Test
  void what_it_restores_at_the_target_the_service_account_may_use() throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, Plan.C)) {
      estate.hand(Hand.BACKUP_BY_BACKUP_MANAGER, OLD);
      estate.createDatabases();
      estate.hand(Hand.RUN_AUTORUN);
      estate.hand(Hand.INSTALL_XPHONE);
      estate.hand(Hand.SET_SERVICE_ACCOUNT);
      estate.adaptAtlas();
      assertThat(estate.start()).as(estate.log()).isEqualTo(ServiceState.RUNNING);
      estate.hand(Hand.RESTORE_BY_BACKUP_MANAGER);
      assertThat(estate.start()).as(estate.log()).isEqualTo(ServiceState.RUNNING);
      assertThat(estate.rows(false)).containsAllEntriesOf(estate.rows(true));
    }
  }

  @Test
  void what_sql_server_says_to_a_failing_restore_is_told() throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, Plan.C, "restore-fails=1")) {
      estate.hand(Hand.BACKUP_BY_BACKUP_MANAGER, OLD);
      assertThatThrownBy(() -> estate.hand(Hand.RESTORE_BY_BACKUP_MANAGER, OLD))
          .isInstanceOf(HandRefused.class)
          .hasMessageContaining("The restore of XPDATA on OLDXP\\XPCONNECT ended with error");
      assertThat(log())
          .containsSubsequence(
              "INF Connecting to SQL-Server: OLDXP\\XPCONNECT",
              "INF Wiederherstellung der Datenbank XPDATA",
              "ERR Benutzer 'Atlas' nicht verfügbar. Restore XPDATA",
              "ERR Benutzer 'sa' mit Erstinstallationspasswort nicht verfügbar. Restore\r\nXPDATA",
              "ERR REHEARSAL Error while restoring Database XPDATA",
              "\r\nRESTORE DATABASE is terminating abnormally.\r\n");
      estate.hand(Hand.RESTORE_BY_BACKUP_MANAGER, OLD);
      assertThat(log()).endsWith("INF " + BackupManagerHands.RESTORE_SUCCEEDED + "\r\n");
    }
  }

  @Test
  void a_backup_that_the_share_refuses_is_logged_in_the_form_of_B6() throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, Plan.C, "share-denied@backup")) {
      assertThatThrownBy(() -> estate.hand(Hand.BACKUP_BY_BACKUP_MANAGER, OLD))
          .isInstanceOf(HandRefused.class);
      assertThat(log())
          .matches("(?s)([0-9]{2}\\.[0-9]{2}\\.[0-9]{4} [0-9:]{8} (INF|ERR) .*\r\n)+")
          .containsSubsequence(
              "INF Sicherung der Datenbank XPDATA\r\n",
              "ERR SQLHelper.SaveDatabase Error while saving Database XPDATA\r\n",
              "ERR SQLHelper.SaveDatabase Cannot open backup device '",
              "Operating system error 5(",
              "\r\nBACKUP DATABASE is terminating abnormally.\r\n")
          .doesNotContain(BackupManagerHands.BACKUP_SUCCEEDED);
      estate.hand(Hand.GRANT_SHARE);
      estate.hand(Hand.BACKUP_BY_BACKUP_MANAGER, OLD);
      assertThat(log())
          .contains("INF BACKUP DATABASE successfully processed ")
          .endsWith("INF " + BackupManagerHands.BACKUP_SUCCEEDED + "\r\n");
    }
  }

  private String log() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return Files.readString(
          files
              .filter(file -> file.endsWith(XPhoneFolder.BACKUP_MANAGER_LOG))
              .findFirst()
              .orElseThrow());
    }
  }

  @Test
  void every_kind_of_difference_is_told() {
    Fingerprint then =
        new Fingerprint(
            "OLDXP",
            7,
            Map.of("atlas.xml", "aa", "XPhone.lic", "bb"),
            List.of(database(true, Map.of("Users", table(3), "Teams", table(1)))));
    Fingerprint now =
        new Fingerprint(
            "OLDXP",
            8,
            Map.of("atlas.xml", "ab", "new.txt", "cc"),
            List.of(database(false, Map.of("Users", table(4), "Extra", table(1)))));
    assertThat(new FingerprintComparison(then, now).differences())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("software: V8, then V7"),
            line -> assertThat(line).isEqualTo("XPhone.lic: not there, then bb"),
            line -> assertThat(line).isEqualTo("atlas.xml: ab, then aa"),
            line -> assertThat(line).isEqualTo("new.txt: cc, then not there"),
            line -> assertThat(line).isEqualTo("XPDATA is online: false, then true"),
            line -> assertThat(line).startsWith("XPDATA.Extra: ").endsWith("then not there"),
            line -> assertThat(line).startsWith("XPDATA.Teams: not there, then "),
            line -> assertThat(line).startsWith("XPDATA.Users: ").contains("rows=4", "rows=3"));
  }

  private static Fingerprint.DatabasePrint database(
      boolean online, Map<String, Fingerprint.TablePrint> tables) {
    return new Fingerprint.DatabasePrint("XPDATA", "OLDXP\\XPCONNECT", online, tables);
  }

  private static Fingerprint.TablePrint table(long rows) {
    return new Fingerprint.TablePrint(rows, "sum of " + rows);
  }
}
