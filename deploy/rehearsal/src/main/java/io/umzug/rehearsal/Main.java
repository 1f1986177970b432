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
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
