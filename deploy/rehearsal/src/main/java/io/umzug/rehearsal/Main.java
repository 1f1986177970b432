package io.umzug.rehearsal;

import io.umzug.rehearsal.director.RehearseCommand;
import io.umzug.rehearsal.estate.EstateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The rehearsal's executable: the estate, and the director that plays the operator in it. */
@Command(
    name = "umzug-rehearsal",
    mixinStandardHelpOptions = true,
    subcommands = {RehearseCommand.class, EstateCommand.class})
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Main())
            .setParameterExceptionHandler((e, _) -> complain(e))
            .execute(arguments));
  }

  /** The whole usage would push the sentence off the screen. */
  private static int complain(CommandLine.ParameterException e) {
    CommandLine failed = e.getCommandLine();
    failed.getErr().println(e.getMessage());
    failed
        .getErr()
        .println("For its options: %s --help".formatted(failed.getCommandSpec().qualifiedName()));
    failed.getErr().flush();
    return failed.getCommandSpec().exitCodeOnInvalidInput();
  }
}
