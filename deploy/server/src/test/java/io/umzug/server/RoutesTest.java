package io.umzug.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.rehearsal.director.BackupBy;
import io.umzug.rehearsal.estate.Downtime;
import io.umzug.rehearsal.estate.EstateStatus.SqlServerStatus;
import io.umzug.rehearsal.estate.Fingerprint;
import io.umzug.rehearsal.estate.Fingerprint.TablePrint;
import io.umzug.rehearsal.estate.Journal;
import io.umzug.rehearsal.estate.Layout;
import io.umzug.rehearsal.estate.Plan;
import io.umzug.rehearsal.estate.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every other route in real processes, and what may come between. */
@Order(1)
class RoutesTest {

  private static final Layout V5 = new Layout(Route.V5, Plan.C, Downtime.IN_PLACE);

  @TempDir Path folder;

  /** An event as it is the same in every undisturbed move along a route. */
  private record Told(String type, String step, int hop) {

    static List<Told> of(Staging staging) throws Exception {
      List<Told> all = new ArrayList<>();
      for (JsonNode event : staging.events()) {
        JsonNode payload = event.path("payload");
        JsonNode of = payload.has("order") ? payload.path("order") : payload;
        all.add(
            new Told(
                event.path("type").asString(),
                of.path("step").asString(""),
                of.path("hop").asInt(-1)));
      }
      return all;
    }

    /** As {@code ./umzug rehearse --route V5} stores them: a type, a step and a hop each line. */
    static List<Told> approved() throws IOException {
      try (InputStream lines = RoutesTest.class.getResourceAsStream("v5-undisturbed.txt")) {
        return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.split(" ", -1))
            .map(parts -> new Told(parts[0], parts[1], Integer.parseInt(parts[2])))
            .toList();
      }
    }
  }

  @Test
  void a_v5_reaches_v9_hop_by_hop_also_through_stops_kills_and_an_upgrade_of_the_procedures()
      throws Exception {
    List<Told> undisturbed = Told.approved();
    assertHopByHop(undisturbed);
    try (Staging staging = new Staging(folder, V5, List.of())) {
      staging.service().start();
      Disturbance disturbance =
          new Disturbance(staging, NewerRelease.withFollowUpAfterEachUpdate(folder));
      staging.play(V5, BackupBy.UMZUG, disturbance::looks);
      assertThat(disturbance.done())
          .containsExactly(
              "killed in snapshot",
              "upgraded",
              "killed in restart",
              "stopped",
              "killed in restore");
      assertThat(Told.of(staging)).isEqualTo(undisturbed);
      assertThat(labels(staging, Staging.MOVE))
          .contains("V7:R12", "V7:R13")
          .doesNotContain("V7:13");
      assertArrived(staging.estate().fingerprint("OLDXP"), staging.estate().fingerprint("NEWXP"));

      // The release that carried it to its end has other procedures: a new move is frozen to them.
      assertThat(open(staging, "second")).isEmpty();
      assertThat(staging.umzug().post("/api/migrations/second/plan", Map.of("plan", "C")))
          .isEmpty();
      assertThat(labels(staging, "second")).containsSubsequence("V7:R12", "V7:13", "V7:R13");
    }
  }

  /**
   * R9, R10, R12: the next hop begins only behind the restart and the snapshot of the one before.
   */
  private static void assertHopByHop(List<Told> events) {
    assertThat(events.stream().mapToInt(Told::hop).filter(hop -> hop >= 0).boxed().toList())
        .isSorted()
        .contains(0, 1, 2, 3, 4);
    for (int hop = 1; hop <= 3; hop++) {
      assertThat(events)
          .containsSubsequence(
              new Told("migration.step-confirmed", "UPDATE", hop),
              new Told("migration.restart-confirmed", "RESTART", hop),
              new Told("migration.step-confirmed", "TEST_CLIENT", hop),
              new Told("migration.snapshot-taken", "SNAPSHOT", hop),
              new Told("migration.step-begun", hop == 3 ? "BACKUP" : "UPDATE", hop + 1));
    }
    assertThat(events)
        .startsWith(new Told("migration.opened", "", -1))
        .contains(new Told("migration.snapshot-taken", "SNAPSHOT", 0))
        .endsWith(new Told("migration.completed", "", -1));
  }

  /**
   * F2 aside, whatever the old server had is there, row by row; V9 changes its own version only.
   */
  private static void assertArrived(Fingerprint old, Fingerprint arrived) {
    Map<String, TablePrint> wanted = tables(old);
    assertThat(wanted).isNotEmpty();
    assertThat(wanted.values()).anyMatch(table -> table.rows() > 50);
    assertThat(tables(arrived)).containsAllEntriesOf(wanted);
    assertThat(arrived.version()).isEqualTo(9);
  }

  private static Map<String, TablePrint> tables(Fingerprint print) {
    Map<String, TablePrint> tables = new TreeMap<>();
    for (Fingerprint.DatabasePrint database : print.databases()) {
      assertThat(database.online()).as(database.database()).isTrue();
      database
          .tables()
          .forEach((name, table) -> tables.put(database.database() + "." + name, table));
    }
    tables.keySet().removeIf(name -> name.endsWith(".SchemaVersion"));
    return tables;
  }

  private static List<String> labels(Staging staging, String move) throws Exception {
    List<String> labels = new ArrayList<>();
    staging
        .umzug()
        .get("/api/migrations/" + move)
        .path("rows")
        .forEach(row -> labels.add(row.path("label").asString()));
    return labels;
  }

  private static String open(Staging staging, String move) throws Exception {
    return staging.umzug().post("/api/migrations", Map.of("id", move, "estate", "rehearsal"));
  }

  @Test
  void a_v4_gives_its_five_artefacts_and_the_loss_is_stated() throws Exception {
    Layout layout = new Layout(Route.V4, Plan.A, Downtime.IN_PLACE);
    try (Staging staging = new Staging(folder, layout, List.of())) {
      staging.service().start();
      staging.play(layout);
      JsonNode statement =
          staging.umzug().get("/api/migrations/" + Staging.MOVE + "/loss-statement");
      assertThat(statement.path("acceptance").path("person").asString()).isEqualTo("director");
      assertThat(statement.path("acceptance").path("statement").asString()).contains("journal");
      Map<String, String> moved = new TreeMap<>();
      statement
          .path("moved")
          .forEach(
              artefact ->
                  moved.put(
                      artefact.path("label").asString().substring(2),
                      artefact.path("count").asString()));
      assertThat(moved)
          .containsOnlyKeys("a", "b", "c", "d", "e")
          .isEqualTo(journalled(staging, "export-v4").getFirst().details())
          .doesNotContainValue("0");
      assertThat(statement.path("usersInCsv").asString()).isEqualTo(moved.get("e"));
      assertThat(staging.eventTypes())
          .endsWith("migration.completed")
          .doesNotContain("migration.restore-requested");
    }
  }

  private static List<Journal.Entry> journalled(Staging staging, String what) {
    return staging.journal().stream().filter(entry -> entry.what().equals(what)).toList();
  }

  @Test
  void the_sql_express_update_brings_the_rows_to_new_instances_and_the_old_ones_go()
      throws Exception {
    Layout layout = new Layout(Route.SQL_EXPRESS, Plan.A, Downtime.IN_PLACE);
    try (Staging staging = new Staging(folder, layout, List.of())) {
      Fingerprint before = staging.estate().fingerprint("OLDXP");
      staging.service().start();
      staging.play(layout);
      Fingerprint after = staging.estate().fingerprint("OLDXP");
      assertThat(tables(after)).isEqualTo(tables(before)).isNotEmpty();
      assertThat(servers(before)).containsOnly("OLDXP\\XPCONNECT", "OLDXP\\XPANALYTICS");
      assertThat(servers(after)).containsOnly("OLDXP\\XPCONNECT2019", "OLDXP\\XPANALYTICS2019");
      assertThat(staging.estate().state().sqlServers())
          .filteredOn(SqlServerStatus::installed)
          .extracting(SqlServerStatus::name)
          .containsExactlyInAnyOrder("OLDXP\\XPCONNECT2019", "OLDXP\\XPANALYTICS2019");
    }
  }

  private static List<String> servers(Fingerprint print) {
    return print.databases().stream().map(Fingerprint.DatabasePrint::server).toList();
  }

  @Test
  void by_an_intermediate_server_the_old_one_stays_as_it_was() throws Exception {
    Layout layout = new Layout(Route.V7, Plan.C, Downtime.INTERMEDIATE);
    try (Staging staging = new Staging(folder, layout, List.of())) {
      Fingerprint before = staging.estate().fingerprint("OLDXP");
      staging.service().start();
      staging.play(layout);
      assertThat(staging.estate().fingerprint("OLDXP")).isEqualTo(before);
      assertArrived(before, staging.estate().fingerprint("NEWXP"));
      assertThat(journalled(staging, "machine-deleted"))
          .extracting(Journal.Entry::where)
          .containsExactly("ZWISCHEN");
    }
  }

  @Test
  void what_the_backup_manager_brought_is_verified_by_umzug_and_its_failure_read_in_its_log()
      throws Exception {
    Layout layout = Layout.of(Plan.C);
    try (Staging staging = new Staging(folder, layout, List.of("restore-fails=1"))) {
      staging.service().start();
      staging.play(layout, BackupBy.BACKUP_MANAGER, (_, _) -> false);
      assertThat(staging.eventTypes())
          .containsSubsequence(
              "migration.backup-completed", // Umzug's own copy, beside the Backup-Manager's
              "migration.snapshot-taken",
              "migration.overwrite-approved",
              "migration.snapshot-taken",
              "migration.evidence-attached", // the Backup-Manager's log (B6)
              "migration.restore-failed",
              "migration.step-retried",
              "migration.databases-verified",
              "migration.restart-confirmed",
              "migration.completed")
          .doesNotContain("migration.restore-requested");
      assertThat(journalled(staging, "restore-by-backup-manager")).hasSize(1);
      assertArrived(staging.estate().fingerprint("OLDXP"), staging.estate().fingerprint("NEWXP"));
    }
  }

  @Test
  void a_second_move_in_the_same_estate_is_refused_until_the_first_has_ended() throws Exception {
    try (Staging staging = new Staging(folder, Layout.of(Plan.A), List.of())) {
      staging.service().start();
      assertThat(open(staging, "first")).isEmpty();
      assertThat(open(staging, "second")).contains("first").contains("rehearsal");
      assertThat(
              staging
                  .umzug()
                  .post("/api/migrations/first/abandon", Map.of("reason", "another weekend")))
          .isEmpty();
      assertThat(open(staging, "second")).isEmpty();
    }
  }
}
