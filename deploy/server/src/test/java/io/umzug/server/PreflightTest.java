package io.umzug.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.infrastructure.cli.UmzugCommand;
import io.umzug.rehearsal.estate.Journal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

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
}
