package io.umzug.server;

import io.umzug.application.host.HostCommands;
import io.umzug.infrastructure.cli.CommandFailure;
import io.umzug.infrastructure.cli.ExitCode;
import io.umzug.infrastructure.cli.HostCommand;
import io.umzug.infrastructure.estate.ConfigurationMistakes;
import io.umzug.infrastructure.estate.ConfiguredEstates;
import io.umzug.infrastructure.estate.EstateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** The estates of a file with what runs on their machines; without a service and its database. */
final class HostsOfFile {

  private HostsOfFile() {}

  static HostCommand.Tools read(Path file) {
    EstateSettings settings = settings(file);
    HostComposition composition = new HostComposition();
    HostCommands commands = composition.hostCommands(new Composition().sshHosts(settings));
    return new HostCommand.Tools(
        new ConfiguredEstates(settings),
        composition.serviceControl(settings, commands, InstantSource.system()),
        composition.applicationPools(settings, commands));
  }

  private static EstateSettings settings(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "There is no estate file %s. Name it with --file (docs/configuration.md shows a whole one)."
              .formatted(file));
    }
    try {
      StandardEnvironment environment = new StandardEnvironment();
      new YamlPropertySourceLoader()
          .load("umzug.yaml", new FileSystemResource(file))
          .forEach(environment.getPropertySources()::addLast);
      ConfigurationMistakes.refuse(environment);
      return Binder.get(environment).bindOrCreate("umzug", EstateSettings.class);
    } catch (IOException | RuntimeException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s: %s".formatted(file, String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip()));
    }
  }
}
