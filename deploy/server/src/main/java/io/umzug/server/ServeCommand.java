package io.umzug.server;

import io.umzug.infrastructure.cli.ExitCode;
import io.umzug.infrastructure.datafolder.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
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

  @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
  private @Nullable Path data;

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "The port on 127.0.0.1; 0 chooses a free one (default).")
  private int port;

  @Override
  public Integer call() throws Exception {
    Path folder = (data == null ? DataFolder.standard() : data).toAbsolutePath().normalize();
    Files.createDirectories(folder);
    CountDownLatch closed = new CountDownLatch(1);
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Composition.class)
            .listeners(
                event -> {
                  if (event instanceof ContextClosedEvent) {
                    closed.countDown();
                  }
                })
            .properties(
                Map.of(
                    "umzug.data", folder.toString(),
                    "umzug.postgres.programs", DataFolder.standard().resolve("programs").toString(),
                    "server.port", port))
            .run();
    System.out.println(
        "Umzug is ready: http://127.0.0.1:"
            + context.getEnvironment().getProperty("local.server.port")
            + (Boolean.parseBoolean(context.getEnvironment().getProperty("umzug.rehearsal"))
                ? "  (REHEARSAL)"
                : ""));
    closed.await();
    return ExitCode.DONE.code();
  }
}
