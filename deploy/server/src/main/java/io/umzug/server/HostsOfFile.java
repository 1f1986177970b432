package io.umzug.server;

import io.umzug.application.estate.Estates;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.HostCommands;
import io.umzug.application.host.Listeners;
import io.umzug.application.host.ServiceControl;
import io.umzug.infrastructure.cli.CommandFailure;
import io.umzug.infrastructure.cli.ExitCode;
import io.umzug.infrastructure.cli.HostCommand;
import io.umzug.infrastructure.estate.EstateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.support.AbstractApplicationContext;

/** The estates of a file with what runs on their machines. */
final class HostsOfFile {

  private HostsOfFile() {}

  static HostCommand.Tools read(HostCommand.Where where) {
    Path file = where.file();
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "There is no estate file %s. Name it with --file (docs/configuration.md shows a whole one)."
              .formatted(file));
    }
    try {
      EstateFile read = EstateFile.read(file);
      read.refuseMistakes(file);
      // It is used until the command, and with it this process, ends.
      AbstractApplicationContext parts = PartsOfFile.of(read, where.data());
      return new HostCommand.Tools(
          parts.getBean(Estates.class),
          parts.getBean(ServiceControl.class),
          parts.getBean(ApplicationPools.class),
          parts.getBean(HostPlaces.class),
          parts.getBean(Listeners.class),
          parts.getBean(HostCommands.class));
    } catch (IOException | RuntimeException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
