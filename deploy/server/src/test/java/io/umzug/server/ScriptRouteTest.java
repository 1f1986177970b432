package io.umzug.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.rehearsal.director.BackupBy;
import io.umzug.rehearsal.estate.Downtime;
import io.umzug.rehearsal.estate.Fingerprint;
import io.umzug.rehearsal.estate.Fingerprint.DatabasePrint;
import io.umzug.rehearsal.estate.Layout;
import io.umzug.rehearsal.estate.Plan;
import io.umzug.rehearsal.estate.Route;
import io.umzug.rehearsal.estate.Transport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** M1 to M6: a whole move to a SQL Server that is older than the old one. */
class ScriptRouteTest {

  private static final Layout BY_SCRIPT =
      new Layout(Route.V8, Plan.C, Downtime.IN_PLACE, Transport.SCRIPT);

  @TempDir Path folder;

  /** Kills the service while it writes scripts, and while it runs them. */
  private static final class Killer {

    private final Staging staging;
    private boolean inExport;
    private boolean inRun;

    Killer(Staging staging) {
      this.staging = staging;
    }

    boolean looks(JsonNode board, List<JsonNode> unused) throws Exception {
      String label = board.path("current").path("label").asString("");
      boolean working = board.path("state").asString().equals("WORKING");
      if (!inExport && working && label.equals("M2")) {
        inExport = true;
        killed();
      } else if (!inRun && working && label.equals("M4") && isRunning()) {
        inRun = true;
        killed();
      }
      return false;
    }

    private void killed() throws Exception {
      staging.service().kill();
      staging.service().start();
    }

    /** The survey and the own copy come first. */
    private boolean isRunning() throws Exception {
      return staging.eventTypes().getLast().equals("migration.script-run-requested");
    }
  }

  @Test
  void every_row_reaches_an_older_sql_server_also_through_kills() throws Exception {
    try (Staging staging = new Staging(folder, BY_SCRIPT, List.of())) {
      Map<String, Object> old = contents(staging.estate().fingerprint("OLDXP"));
      staging.service().start();
      Killer killer = new Killer(staging);
      staging.play(BY_SCRIPT, BackupBy.UMZUG, killer::looks);
      assertThat(killer.inExport).isTrue();
      assertThat(killer.inRun).isTrue();
      assertThat(staging.eventTypes())
          .containsSubsequence(
              "migration.backup-completed",
              "migration.scripts-exported",
              "migration.targets-surveyed",
              "migration.snapshot-taken",
              "migration.scripts-run",
              "migration.restart-confirmed",
              "migration.completed")
          .doesNotContain("migration.restore-requested");
      assertThat(staging.events().toString()).contains(", every value of ");
      Fingerprint arrived = staging.estate().fingerprint("NEWXP");
      assertThat(arrived.databases())
          .extracting(DatabasePrint::server)
          .allMatch(s -> s.contains("2014"));
      assertThat(contents(arrived)).containsAllEntriesOf(old);
      assertThat(old).hasSizeGreaterThan(10);
    }
  }

  /** F2 aside; V9 changes its own version only. */
  private static Map<String, Object> contents(Fingerprint print) {
    Map<String, Object> tables = new TreeMap<>();
    for (DatabasePrint database : print.databases()) {
      database
          .tables()
          .forEach((name, table) -> tables.put(database.database() + "." + name, table));
    }
    tables.keySet().removeIf(name -> name.endsWith(".SchemaVersion"));
    return tables;
  }
}
