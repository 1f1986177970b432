package io.umzug.infrastructure.host.command;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.host.CommandTrouble;
import io.umzug.application.host.HostCommands;
import io.umzug.application.host.ThisMachine;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshHosts;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Goes to a machine by SSH where the estate says how, and takes it for this one otherwise. */
public final class ConfiguredHostCommands implements HostCommands {

  private final SshHosts hosts;
  private final LocalCommands here;

  public ConfiguredHostCommands(SshHosts hosts) {
    this(hosts, ThisMachine.isWindows() ? Charset.forName("IBM850") : StandardCharsets.UTF_8);
  }

  /**
   * @param codePage of what this machine's programs say, where that is not UTF-8
   */
  ConfiguredHostCommands(SshHosts hosts, Charset codePage) {
    this.hosts = hosts;
    this.here = new LocalCommands(codePage);
  }

  @Override
  public int run(Estate estate, String machine, Command command, Output output)
      throws CommandTrouble, InterruptedException {
    Optional<SshHost> host = way(estate, machine);
    return host.isPresent()
        ? new SshCommands(host.get()).run(command, output)
        : runHere(machine, command, output);
  }

  private int runHere(String machine, Command command, Output output)
      throws CommandTrouble, InterruptedException {
    try {
      return here.run(command, output);
    } catch (CommandTrouble trouble) {
      if (trouble.kind() != CommandTrouble.Kind.NO_SUCH_PROGRAM || machine.equals(HostPath.HERE)) {
        throw trouble;
      }
      throw CommandTrouble.of(
          CommandTrouble.Kind.NO_WAY_TO_MACHINE,
          machine,
          command.program(),
          trouble.original(),
          trouble);
    }
  }

  @Override
  public boolean isReached(Estate estate, String machine) {
    return way(estate, machine).isPresent();
  }

  private Optional<SshHost> way(Estate estate, String machine) {
    return machine.equals(HostPath.HERE) ? Optional.empty() : hosts.of(estate.name(), machine);
  }
}
