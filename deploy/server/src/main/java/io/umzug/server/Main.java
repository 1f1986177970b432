package io.umzug.server;

import io.umzug.infrastructure.cli.UmzugCommand;

/** {@code umzug}: the command line, with the service behind {@code serve}. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(UmzugCommand.commandLine(new ServeCommand()).execute(arguments));
  }
}
