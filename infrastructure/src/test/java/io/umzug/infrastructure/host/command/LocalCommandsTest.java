package io.umzug.infrastructure.host.command;

import io.umzug.application.host.HostCommands;
import io.umzug.infrastructure.ssh.SshHosts;
import java.nio.charset.Charset;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class LocalCommandsTest extends HostCommandsContract.OfUnix {

  @Override
  protected HostCommands commands() {
    return new ConfiguredHostCommands(SshHosts.NONE, Charset.forName("IBM850"));
  }
}
