package io.umzug.infrastructure.host.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.umzug.application.host.CommandTrouble;
import io.umzug.application.host.HostCommands;
import io.umzug.application.host.HostCommands.Command;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshHosts;
import io.umzug.infrastructure.ssh.SshShell;
import io.umzug.rehearsal.host.OpenSshServer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real OpenSSH. */
class SshCommandsTest extends HostCommandsContract.OfUnix {

  private static final SshShell SHELL =
      new SshShell(SshShell.Language.SH, Charset.forName("IBM850"));

  @TempDir static Path own;
  private static OpenSshServer sshd;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(OpenSshServer.isAvailable(), "OpenSSH's server is not installed");
    sshd = OpenSshServer.start(own, System.getProperty("user.name"));
  }

  @AfterAll
  static void stop() {
    if (sshd != null) {
      sshd.close();
    }
  }

  private static HostCommands commands(int port, String hostKey) {
    return new ConfiguredHostCommands(
        new SshHosts(
            Map.of(
                "acme",
                Map.of(
                    MACHINE,
                    new SshHost(
                        "localhost",
                        port,
                        sshd.user(),
                        new SshHost.Secret.Key(sshd.key(), null),
                        hostKey,
                        SHELL)))));
  }

  @Override
  protected HostCommands commands() {
    return commands(sshd.port(), sshd.fingerprint());
  }

  @Test
  void a_machine_that_is_not_the_known_one_is_given_no_command() {
    CommandTrouble trouble = refused(commands(sshd.port(), "SHA256:another"));
    assertThat(trouble.kind()).isEqualTo(CommandTrouble.Kind.NOT_CONNECTED);
    assertThat(trouble.sentence()).contains("shows a key that is not the one known");
  }

  @Test
  void a_silent_machine_is_told_like_one_whose_files_are_wanted() {
    CommandTrouble trouble = refused(commands(1, sshd.fingerprint()));
    assertThat(trouble.sentence()).isEqualTo("The host does not answer.");
  }

  private static CommandTrouble refused(HostCommands commands) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(
        CommandTrouble.class,
        () ->
            commands.run(
                ESTATE, MACHINE, Command.of(List.of("/bin/true")), HostCommands.Output.NOBODY));
  }
}
