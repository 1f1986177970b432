package io.umzug.infrastructure.cli;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.HostCommands;
import io.umzug.application.host.Listeners;
import io.umzug.application.host.ServiceControl;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code host}: the machines of an estate, without a service. */
@Command(
    name = "host",
    description =
        "Asks and controls the machines of an estate in umzug.yaml, without a service of Umzug's.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class HostCommand implements Runnable {

  /** What the commands work with, as an estate file describes it. */
  public record Tools(
      Estates estates,
      ServiceControl services,
      ApplicationPools pools,
      HostPlaces places,
      Listeners listeners,
      HostCommands commands) {

    /** A misspelt name would be taken for this machine. */
    void requireHost(Estate estate, String host) {
      if (!commands.isReached(estate, host)) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "The hosts of estate '%s' do not name '%s'.".formatted(estate.name(), host));
      }
    }
  }

  /**
   * What the estates are read from.
   *
   * @param data in which secrets may lie
   */
  public record Where(Path file, Path data) {}

  @Spec private @Nullable CommandSpec spec;

  private HostCommand() {}

  /**
   * The command.
   *
   * @param tools reads the estate file; its failures are {@link CommandFailure}s
   */
  public static CommandLine of(Function<Where, Tools> tools) {
    CommandLine commandLine = new CommandLine(new HostCommand());
    commandLine.addSubcommand(new HostServiceCommand(tools));
    commandLine.addSubcommand(new HostPoolCommand(tools, Passwords.ofProcess()));
    commandLine.addSubcommand(new HostCopyCommand(tools, InstantSource.system()));
    commandLine.addSubcommand(new HostReachCommand(tools));
    commandLine
        .getSubcommands()
        .values()
        .forEach(command -> command.setCaseInsensitiveEnumValuesAllowed(true));
    return commandLine;
  }

  /** Without a command there is nothing to do but to say which ones there are. */
  @Override
  public void run() {
    throw new ParameterException(UmzugCommand.commandLine(spec), "Say which command.");
  }

  /** Where the estate file lies. */
  static final class FileOption {
    @Mixin private DataOption data = new DataOption();

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "The estate file. Default: umzug.yaml in the data folder.")
    private @Nullable Path file;

    Where where() {
      return new Where(file == null ? data.folder().resolve("umzug.yaml") : file, data.folder());
    }
  }
}
