package io.umzug.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.infrastructure.cli.UmzugCommand;
import io.umzug.rehearsal.estate.Hand;
import io.umzug.rehearsal.estate.Journal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** {@code umzug preflight} in real processes: estate, service, command line. */
class PreflightTest {

  private record Run(int exitCode, String out) {}

  @TempDir Path folder;

  private static Run umzug(Staging staging, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine commandLine = UmzugCommand.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(out, true));
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = staging.service().data().toString();
    return new Run(commandLine.execute(all), out.toString());
  }

  @Test
  void before_a_move_by_plan_c_nothing_fails_until_the_share_is_denied() throws Exception {
    try (Staging staging = new Staging(folder, "C", List.of())) {
      staging.service().start();
      int before = staging.journal().size();

      Run green = umzug(staging, "preflight", "rehearsal", "--plan", "C");
      assertThat(green.out()).contains("REHEARSAL", "\n0 failed,");
      assertThat(green.exitCode()).isZero();

      Run later = umzug(staging, "preflight", "rehearsal", "--plan", "C", "--at", "restore");
      assertThat(later.exitCode()).isEqualTo(4);
      assertThat(later.out()).contains("FAIL  FILESTREAM: SQLNEW\\SQL2019", "Rule:    R26");

      staging.estate().arm("share-denied");
      Run denied = umzug(staging, "preflight", "rehearsal", "--plan", "C");
      assertThat(denied.exitCode()).isEqualTo(4);
      assertThat(denied.out())
          .contains("FAIL  Share from both sides: SQLNEW\\SQL2019")
          .contains("NT Service\\MSSQL$SQL2019", "B3, B4, B7", "Operating system error 5(");

      List<Journal.Entry> done = staging.journal();
      assertThat(done.subList(before, done.size()).stream().map(Journal.Entry::what))
          .containsOnly("backup-started", "backup-completed", "fault-armed");
    }
  }

  private static Predicate<JsonNode> at(String label, String state) {
    return board ->
        board.path("current").path("label").asString("").equals(label)
            && board.path("state").asString("").equals(state);
  }

  @Test
  void a_share_that_was_denied_since_the_start_opens_the_gate_again_before_the_restore()
      throws Exception {
    try (Staging staging = new Staging(folder, "C", List.of())) {
      staging.service().start();
      staging.playUntil("C", at("11", "OFFERED"));
      staging.estate().arm("share-denied");
      JsonNode board = staging.playUntil("C", at("P12", "FINDINGS"));
      JsonNode findings = board.path("beside").path("findings");
      assertThat(findings.path("failed").asInt()).isPositive();
      JsonNode share =
          StreamSupport.stream(findings.path("changes").spliterator(), false)
              .filter(change -> change.path("check").asString().equals("SHARE"))
              .findFirst()
              .orElseThrow();
      assertThat(share.path("verdictBefore").asString()).isEqualTo("PASS");
      assertThat(share.path("verdictNow").asString()).isEqualTo("FAIL");

      Run shown = umzug(staging, "show", "rehearsal");
      assertThat(shown.out())
          .contains("FAIL  Share from both sides: SQLNEW\\SQL2019", "Operating system error 5(")
          .contains("Changed since it was accepted:", "then: pass, written and read")
          .contains("umzug accept rehearsal P12 --work rehearsal/P12/RUN_PREFLIGHT/1");
      assertThat(umzug(staging, "accept", "rehearsal", "P12").exitCode()).isEqualTo(4);
      assertThat(umzug(staging, "begin", "rehearsal", "12").exitCode()).isEqualTo(4);

      staging.estate().perform(Hand.GRANT_SHARE);
      assertThat(umzug(staging, "retry", "rehearsal", "P12").exitCode()).isZero();
      staging.playUntil("C", at("12", "HELD"));
      assertThat(umzug(staging, "findings", "rehearsal").out()).contains("\n0 failed,");
      assertThat(umzug(staging, "audit", "rehearsal").out())
          .contains("so nobody is asked.", "(step P12, attempt 2)");
    }
  }
}
