package io.umzug.infrastructure.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code script}: databases as scripts (M1 to M6), without a service. */
@Command(
    name = "script",
    description = "Moves a database as a T-SQL script (M1 to M6), without a service.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ScriptCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  private ScriptCommand() {}

  /**
   * The command with what it can do.
   *
   * @param subcommands such as import and check
   */
  public static CommandLine of(Object... subcommands) {
    CommandLine commandLine = new CommandLine(new ScriptCommand());
    for (Object subcommand : subcommands) {
      commandLine.addSubcommand(subcommand);
    }
    return commandLine;
  }

  /** Without a command there is nothing to do but to say which ones there are. */
  @Override
  public void run() {
    throw new ParameterException(UmzugCommand.commandLine(spec), "Say which command.");
  }
}
