package io.umzug.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.infrastructure.cli.HostCommand;
import io.umzug.infrastructure.cli.UmzugCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code umzug host} on an estate file, with shell scripts for Windows' programs. */
@DisabledOnOs(OS.WINDOWS)
class HostCommandTest {

  private static final String SC =
      "case $0 in qc) echo SERVICE_START_NAME : LocalSystem;; *) echo STATE : 1 STOPPED;; esac";

  @TempDir Path folder;
  private Path file = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("umzug.yaml");
    Files.writeString(
        file,
        """
        umzug:
          estates:
            - name: acme
              title: ACME
              source-version: V8
              target-version: V9
              backup-folder: '\\\\SQLNEW\\Backup'
              sql-servers:
                - { name: SQLNEW, host: sqlnew, user: sa, credential: sql }
              databases:
                - { name: XPDATA, source: SQLNEW, target: SQLNEW }
              xphone:
                host: NEWXP
                atlas-file: /nowhere/atlas.xml
                service-name: XPhone
                service-account: 'ACME\\xphone'
                service-control: [/bin/sh, -c, '%s']
                service-timeout: 1s
                web-admin-url: 'http://localhost/'
                application-pool:
                  may-set: false
                  appcmd: [/bin/sh, -c, 'echo LocalSystem']
        """
            .formatted(SC));
  }

  private int umzug(String... arguments) {
    CommandLine line = UmzugCommand.commandLine(HostCommand.of(HostsOfFile::read));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  @Test
  void a_service_is_shown_with_its_account() {
    assertThat(umzug("host", "service", "--file", file.toString(), "--estate", "acme"))
        .as(err.toString())
        .isEqualTo(4);
    assertThat(out.toString())
        .contains("XPhone on NEWXP: STOPPED")
        .contains("Its account is LocalSystem; the estate names ACME\\xphone (R27).");
  }

  @Test
  void one_that_does_not_start_is_refused_with_what_was_said() {
    assertThat(umzug("host", "service", "start", "--file", file.toString(), "--estate", "acme"))
        .isEqualTo(4);
    assertThat(out.toString()).contains("STATE : 1 STOPPED");
  }

  @Test
  void a_pool_is_shown_and_not_set_without_leave() {
    String[] show = {"host", "application-pool", "--file", file.toString(), "--estate", "acme"};
    assertThat(umzug(show)).isEqualTo(4);
    assertThat(out.toString())
        .contains(
            "XPhoneConnectAnalytics on NEWXP runs as LocalSystem (LocalSystem); it is to be ACME\\xphone (R28).");
    assertThat(
            umzug(
                "host",
                "application-pool",
                "set",
                "--password-file",
                file.toString(),
                "--file",
                file.toString(),
                "--estate",
                "acme"))
        .isEqualTo(4);
    assertThat(err.toString()).contains("may-set: true");
  }

  @Test
  void what_the_file_does_not_have_is_told() {
    assertThat(umzug("host", "service", "--file", file.toString(), "--estate", "other"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("No estate is called 'other'. Configured are: acme.");
    assertThat(
            umzug(
                "host",
                "service",
                "--site",
                "source",
                "--file",
                file.toString(),
                "--estate",
                "acme"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("source-xphone");
    assertThat(umzug("host", "service", "--file", "/nowhere/x.yaml", "--estate", "acme"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("There is no estate file /nowhere/x.yaml");
  }
}
