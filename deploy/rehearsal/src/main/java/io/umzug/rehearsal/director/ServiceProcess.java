package io.umzug.rehearsal.director;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The Umzug service in a JVM of its own, as {@code umzug serve} runs it. */
public final class ServiceProcess implements AutoCloseable {

  private static final String READY = "Umzug is ready";
  private static final long PATIENCE_SECONDS = 30;

  private final List<String> program;
  private final Path data;
  private volatile @Nullable Process process;

  /**
   * @param program the command line up to the arguments, such as {@code java -jar umzug.jar}
   * @param data the service's data folder
   */
  public ServiceProcess(List<String> program, Path data) {
    this.program = List.copyOf(program);
    this.data = data;
  }

  /** Gives the service its configuration; a running service keeps the old one until it restarts. */
  public void configure(Path configuration) throws IOException {
    Files.createDirectories(data);
    Path fresh =
        Files.copy(
            configuration, data.resolve("umzug.yaml.new"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(
        fresh,
        data.resolve("umzug.yaml"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Starts the service unless it runs, and waits until it is ready.
   *
   * @throws RehearsalProblem with the end of its log, where it ends instead
   */
  public synchronized void start() throws IOException {
    Process previous = process;
    if (previous != null && previous.isAlive()) {
      return;
    }
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("serve", "--data", data.toString()));
    Path errors = data.resolve("service.err");
    Process started =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
    process = started;
    Path log = data.resolve("service.log");
    BufferedReader lines = started.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      append(log, line);
      if (line.startsWith(READY)) {
        Thread.ofPlatform().daemon().name("service-log").start(() -> drain(lines, log));
        return;
      }
    }
    throw new RehearsalProblem(
        "The service ended before it was ready. The end of its log:\n" + tail(log) + tail(errors));
  }

  private static void drain(BufferedReader lines, Path log) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        append(log, line);
      }
    } catch (IOException _) {
      // The process is gone, and with it its output.
    }
  }

  private static void append(Path log, String line) throws IOException {
    Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String tail(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    List<String> lines = Files.readAllLines(file);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size())) + "\n";
  }

  /** SIGKILL, at whatever it is doing, be it its own start. */
  public void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  public Path data() {
    return data;
  }

  /** SIGTERM, and SIGKILL where that does not help. */
  @Override
  public synchronized void close() {
    Process running = process;
    if (running == null) {
      return;
    }
    try {
      running.destroy();
      if (!running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
