package io.umzug.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.rehearsal.director.BackupBy;
import io.umzug.rehearsal.director.RollbackWish;
import io.umzug.rehearsal.director.WayBack;
import io.umzug.rehearsal.estate.Downtime;
import io.umzug.rehearsal.estate.Fault;
import io.umzug.rehearsal.estate.Layout;
import io.umzug.rehearsal.estate.Plan;
import io.umzug.rehearsal.estate.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Back to a snapshot, for real, in real processes. */
class RollbackTest {

  private static final Layout V5 = new Layout(Route.V5, Plan.A, Downtime.IN_PLACE);

  @TempDir Path folder;

  @Test
  void from_the_third_hop_back_to_the_second_ones_snapshot_through_a_failure_and_kills()
      throws Exception {
    try (Staging staging = new Staging(folder, V5, List.of("restore-fails=1"))) {
      staging.service().start();
      Witness witness = new Witness(staging, folder.resolve("fingerprints"));
      staging.play(V5, BackupBy.UMZUG, witness::looks);

      assertThat(witness.kills).containsExactly("RESTORE_SNAPSHOT", "RUN_SERVICE");
      assertThat(witness.wayBack.lines()).as("the comparison").hasSize(2);
      assertThat(witness.wayBack.isSame()).isTrue();
      assertThat(staging.halts())
          .anySatisfy(
              halt -> {
                assertThat(halt.path("current").path("label").asString()).isEqualTo("ROLLBACK");
                assertThat(halt.path("diagnosis").path("exactText").asString())
                    .contains("RESTORE DATABASE is terminating abnormally");
              });
      assertThat(staging.eventTypes())
          .containsSubsequence(
              "migration.rollback-begun",
              "migration.service-stopped",
              "migration.step-confirmed",
              "migration.snapshot-restore-failed",
              "migration.step-retried",
              "migration.snapshot-restored",
              "migration.service-started",
              "migration.rolled-back",
              "migration.restart-confirmed",
              "migration.restore-completed",
              "migration.completed");
      // V8 was installed, taken back, and installed again.
      assertThat(staging.journal().stream().filter(entry -> entry.what().equals("xphone-updated")))
          .extracting(entry -> entry.details().get("to"))
          .containsExactly("V6", "V7", "V8", "V8");
      assertThat(staging.rows("NEWXP\\XPCONNECT"))
          .isNotEmpty()
          .containsAllEntriesOf(staging.rows("OLDXP\\XPCONNECT"));
    }
  }

  /** Sees to the rollback, and kills the service while it runs. */
  private static final class Witness {
    private final Staging staging;
    private final WayBack wayBack;
    private final List<String> kills = new ArrayList<>();

    Witness(Staging staging, Path fingerprints) {
      this.staging = staging;
      this.wayBack =
          new WayBack(
              staging.umzug(),
              staging.estate(),
              Staging.MOVE,
              fingerprints,
              new RollbackWish("S3", "V8:R13"));
    }

    boolean looks(JsonNode board, List<JsonNode> news) throws Exception {
      wayBack.look();
      if (!wayBack.act(board).isEmpty()) {
        return true;
      }
      boolean rollingBack = board.path("current").path("label").asString("").equals("ROLLBACK");
      if (rollingBack && board.path("state").asString().equals("HALTED")) {
        staging.estate().arm("slow-disk@restore");
      } else if (kills.isEmpty() && isRetried(board) && Disturbance.isHalfWay(board)) {
        kill("RESTORE_SNAPSHOT");
      } else if (kills.size() == 1 && isStartAsked(news)) {
        kill("RUN_SERVICE");
      }
      return false;
    }

    private boolean isRetried(JsonNode board) {
      return board.path("current").path("label").asString("").equals("ROLLBACK")
          && !staging.halts().isEmpty();
    }

    private static boolean isStartAsked(List<JsonNode> news) {
      return news.stream()
          .anyMatch(e -> e.path("type").asString().equals("migration.service-start-requested"));
    }

    private void kill(String during) throws Exception {
      staging.service().kill();
      staging.estate().clear(Fault.SLOW_DISK);
      staging.service().start();
      kills.add(during);
    }
  }
}
