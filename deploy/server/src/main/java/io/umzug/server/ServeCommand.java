package io.umzug.server;

import io.umzug.application.estate.Estates;
import io.umzug.infrastructure.cli.CommandFailure;
import io.umzug.infrastructure.cli.ExitCode;
import io.umzug.infrastructure.datafolder.DataFolder;
import io.umzug.infrastructure.estate.EstateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the service until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Runs the service: keeps the moves, drives their work, answers the command line. Reads"
            + " its estates from umzug.yaml in the data folder.")
final class ServeCommand implements Callable<Integer> {

  static final String ESTATE_FILE = "umzug.yaml";

  @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
  private @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "The port on 127.0.0.1; 0 chooses a free one. Default: server.port of umzug.yaml, or else"
              + " a free one.")
  private @Nullable Integer port;

  @Option(names = "--debug", description = "Shows the stack trace of a start that fails.")
  private boolean debug;

  @Override
  public Integer call() throws InterruptedException {
    Path folder = (data == null ? DataFolder.standard() : data).toAbsolutePath().normalize();
    CountDownLatch closed = new CountDownLatch(1);
    ConfigurableApplicationContext context;
    try {
      Files.createDirectories(folder);
      Path estates = folder.resolve(ESTATE_FILE);
      if (Files.exists(estates)) {
        EstateFile.read(estates).refuseMistakes(estates);
      }
      context = start(folder, closed);
    } catch (IOException | RuntimeException e) {
      if (debug) {
        e.printStackTrace();
      }
      throw new CommandFailure(
          ExitCode.UNEXPECTED,
          "Umzug did not start. "
              + FailedStart.sentence(e, folder)
              + (debug || e instanceof EstateFile.Mistaken
                  ? ""
                  : " (--debug shows the stack trace.)"));
    }
    announce(context, folder);
    closed.await();
    return ExitCode.DONE.code();
  }

  private ConfigurableApplicationContext start(Path folder, CountDownLatch closed) {
    return new SpringApplicationBuilder(ServiceComposition.class)
        .listeners(
            event -> {
              if (event instanceof ContextClosedEvent) {
                closed.countDown();
              }
            })
        .properties(
            Map.of(
                "umzug.data",
                folder.toString(),
                "umzug.postgres.programs",
                DataFolder.standard().resolve("programs").toString(),
                "logging.level."
                    + AnnotationConfigServletWebServerApplicationContext.class.getName(),
                debug ? "warn" : "error"))
        // As an argument, for only that is stronger than application.yaml and umzug.yaml.
        .run(port == null ? new String[0] : new String[] {"--server.port=" + port});
  }

  private static void announce(ConfigurableApplicationContext context, Path folder) {
    if (context.getBean(Estates.class).all().isEmpty()) {
      System.out.println(
          "No estate is configured, so no move can be opened. Describe it in %s (docs/configuration.md shows a whole one), then start Umzug anew."
              .formatted(folder.resolve(ESTATE_FILE)));
    }
    Environment environment = context.getEnvironment();
    System.out.println(
        "Umzug is ready: http://127.0.0.1:"
            + environment.getProperty("local.server.port")
            + (Boolean.parseBoolean(environment.getProperty("umzug.rehearsal"))
                ? "  (REHEARSAL)"
                : ""));
  }
}
