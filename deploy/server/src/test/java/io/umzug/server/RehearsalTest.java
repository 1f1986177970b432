package io.umzug.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whole moves in real processes, by every plan and through every fault of the estate. */
@Order(Integer.MAX_VALUE - 1)
class RehearsalTest {

  private static final List<String> FILESTREAM_NEEDS_A_RESTART = List.of("2", "R26");

  @TempDir Path folder;

  @Test
  void plan_a_has_no_halt() throws Exception {
    try (Staging staging = played("A", List.of())) {
      assertThat(halts(staging)).isEmpty();
      assertThat(staging.eventTypes()).doesNotContain("migration.atlas-rewritten");
      assertThat(staging.events().toString()).contains(", every value of ");
      assertRowsArrived(staging.rows("OLDXP\\XPCONNECT"), staging.rows("NEWXP\\XPCONNECT"));
      assertRowsArrived(staging.rows("OLDXP\\XPANALYTICS"), staging.rows("NEWXP\\XPANALYTICS"));
    }
  }

  @Test
  void plan_b_is_slow_on_a_slow_disk_and_shows_how_far_it_is() throws Exception {
    try (Staging staging = played("B", List.of("slow-disk@restore"))) {
      assertThat(halts(staging)).containsExactly(FILESTREAM_NEEDS_A_RESTART);
      assertThat(staging.percentagesSeen()).anyMatch(percent -> percent > 0 && percent < 100);
      assertRowsArrived(staging.rows("OLDXP\\XPCONNECT"), staging.rows("NEWXP"));
    }
  }

  @Test
  void plan_d_moves_the_databases_only() throws Exception {
    try (Staging staging = played("D", List.of())) {
      assertThat(halts(staging)).containsExactly(FILESTREAM_NEEDS_A_RESTART);
      assertThat(staging.eventTypes()).endsWith("migration.completed");
      assertRowsArrived(staging.rows("OLDXP\\XPCONNECT"), staging.rows("SQLNEW\\SQL2019"));
      assertRowsArrived(staging.rows("OLDXP\\XPANALYTICS"), staging.rows("SQLNEW\\SQL2019"));
    }
  }

  @Test
  void plan_c_gets_through_every_fault_by_mending_and_retrying() throws Exception {
    List<String> faults =
        List.of(
            "disk-full@backup",
            "connection-reset@backup",
            "partial-tables=2",
            "share-denied@restore",
            "restore-fails=1");
    try (Staging staging = played("C", faults)) {
      List<JsonNode> halts = staging.halts();
      assertThat(halts).hasSize(5);
      assertThat(halts.subList(0, 2).stream().map(RehearsalTest::step)).containsOnly("R23");
      assertThat(halts.subList(0, 2).stream().map(RehearsalTest::cause))
          .anyMatch(cause -> cause.contains("no space left"))
          .anyMatch(cause -> cause.contains("the connection to SQL Server OLDXP\\XPCONNECT broke"));
      assertThat(halts.subList(0, 2).stream().map(RehearsalTest::exactText))
          .anyMatch(text -> text.contains("Operating system error 112"));

      assertThat(step(halts.get(2))).isEqualTo("2");

      // B3, B7: the account that lacks the right is named.
      assertThat(step(halts.get(3))).isEqualTo("12");
      assertThat(rules(halts.get(3))).contains("B3", "B7");
      assertThat(cause(halts.get(3))).contains("NT Service\\MSSQL$SQL2019", "DOMAIN\\SQLNEW$");
      assertThat(exactText(halts.get(3))).contains("Operating system error 5(");

      assertThat(step(halts.get(4))).isEqualTo("12");
      assertThat(exactText(halts.get(4))).contains("RESTORE DATABASE is terminating abnormally");

      assertThat(healedStarts(staging)).isEqualTo(2);
      assertRowsArrived(staging.rows("OLDXP\\XPCONNECT"), staging.rows("SQLNEW\\SQL2019"));
      assertRowsArrived(staging.rows("OLDXP\\XPANALYTICS"), staging.rows("SQLNEW\\SQL2019"));
    }
  }

  private Staging played(String plan, List<String> faults) throws Exception {
    Staging staging = new Staging(folder, plan, faults);
    staging.service().start();
    staging.play(plan);
    assertThat(staging.saidOrStored()).doesNotContain(staging.secrets());
    return staging;
  }

  /** Step and first rule of every halt. */
  private static List<List<String>> halts(Staging staging) {
    List<List<String>> halts = new ArrayList<>();
    staging.halts().forEach(halt -> halts.add(List.of(step(halt), rules(halt).getFirst())));
    return halts;
  }

  /** The start of V9 only adds tables (R12), so every table of the old server must be there. */
  private static void assertRowsArrived(Map<String, Long> old, Map<String, Long> arrived) {
    assertThat(old).isNotEmpty();
    assertThat(arrived).containsAllEntriesOf(old);
  }

  private static int healedStarts(Staging staging) throws Exception {
    for (JsonNode event : staging.events()) {
      if (event.path("type").asString().equals("migration.service-started")) {
        return event.path("payload").path("run").path("healedStarts").asInt();
      }
    }
    throw new AssertionError("The service was never started");
  }

  private static String step(JsonNode board) {
    return board.path("current").path("label").asString();
  }

  private static String cause(JsonNode board) {
    return board.path("diagnosis").path("cause").asString();
  }

  private static String exactText(JsonNode board) {
    return board.path("diagnosis").path("exactText").asString();
  }

  private static List<String> rules(JsonNode board) {
    return StreamSupport.stream(board.path("diagnosis").path("rules").spliterator(), false)
        .map(JsonNode::asString)
        .toList();
  }
}
