package io.umzug.server;

import io.umzug.infrastructure.cli.AtlasCommand;
import io.umzug.infrastructure.cli.UmzugCommand;
import io.umzug.infrastructure.files.AtlasFileStore;

/**
 * {@code umzug}: the command line, with the service behind {@code serve} and {@code atlas} on its
 * own.
 */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        UmzugCommand.commandLine(new ServeCommand(), new AtlasCommand(new AtlasFileStore()))
            .execute(arguments));
  }
}
