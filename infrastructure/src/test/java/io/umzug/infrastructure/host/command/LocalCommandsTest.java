package io.umzug.infrastructure.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.host.CommandTrouble;
import io.umzug.application.host.HostCommands;
import io.umzug.infrastructure.ssh.SshHosts;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class LocalCommandsTest extends HostCommandsContract.OfUnix {

  @Override
  protected HostCommands commands() {
    return new ConfiguredHostCommands(SshHosts.NONE, Charset.forName("IBM850"));
  }

  /** The estate names another machine, and no way to it. */
  @Override
  protected CommandTrouble.Kind absent() {
    return CommandTrouble.Kind.NO_WAY_TO_MACHINE;
  }

  @Test
  void a_program_is_told_no_secret() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "PATH", "/bin",
                "UMZUG_SECRET_SQL_NEW", "x",
                "UMZUG_SECRETS_PASSPHRASE", "x",
                "UMZUG_SQL_PASSWORD_SOURCE", "x",
                "UMZUG_POOL_PASSWORD", "x"));
    LocalCommands.removeSecrets(environment);
    assertThat(environment).containsOnlyKeys("PATH");
  }
}
