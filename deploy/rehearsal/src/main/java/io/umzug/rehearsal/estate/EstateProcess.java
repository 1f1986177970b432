package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An estate in a JVM of its own, started, killed and started again by its owner. */
public final class EstateProcess implements AutoCloseable {

  private final Path folder;
  private final List<String> arguments;
  private @Nullable Process process;
  private @Nullable URI address;

  private EstateProcess(Path folder, List<String> arguments) {
    this.folder = folder;
    this.arguments = arguments;
  }

  /**
   * Starts an estate and waits until it is ready.
   *
   * @param options further options of the command {@code estate}, such as {@code --plan C}
   * @throws EstateException with what the process said, where it ends instead
   */
  public static EstateProcess start(Path folder, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("estate", "--data", folder.toString()));
    arguments.addAll(options);
    EstateProcess estate = new EstateProcess(folder, List.copyOf(arguments));
    estate.start();
    return estate;
  }

  /** Starts it again after {@link #kill} or {@link #stop}, and waits until it is ready. */
  public synchronized void start() {
    if (process != null && process.isAlive()) {
      return;
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    try {
      Path errors = Files.createDirectories(folder).resolve("estate.err");
      long said = Files.exists(errors) ? Files.size(errors) : 0;
      Process started =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
              .start();
      process = started;
      address = awaitReady(started, errors, said);
    } catch (IOException e) {
      throw new EstateException("The rehearsal estate cannot be started.", e);
    }
  }

  private static URI awaitReady(Process started, Path errors, long said) throws IOException {
    BufferedReader lines = started.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Optional<String> ready = EstateCommand.readyAddress(line);
      if (ready.isPresent()) {
        return URI.create(ready.get());
      }
    }
    byte[] words = Files.readAllBytes(errors);
    throw new EstateException(
        "The rehearsal estate ended before it was ready: "
            + new String(words, (int) said, words.length - (int) said, StandardCharsets.UTF_8)
                .trim());
  }

  /** Where the control interface listens. */
  public synchronized URI address() {
    if (address == null) {
      throw new EstateException("The rehearsal estate was never ready.");
    }
    return address;
  }

  public EstateClient client() {
    return EstateClient.of(folder);
  }

  public Path configuration() {
    return new EstateFolder(folder).configuration();
  }

  public synchronized boolean alive() {
    return process != null && process.isAlive();
  }

  /** SIGKILL: no estate process cleans up after it. */
  public void kill() {
    end(true);
  }

  /** SIGTERM. */
  public void stop() {
    end(false);
  }

  private synchronized void end(boolean forcibly) {
    Process running = process;
    if (running == null) {
      return;
    }
    try {
      if (forcibly) {
        running.destroyForcibly();
      } else {
        running.destroy();
        if (!running.waitFor(20, TimeUnit.SECONDS)) {
          running.destroyForcibly();
        }
      }
      running.waitFor();
    } catch (InterruptedException _) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    process = null;
  }

  @Override
  public void close() {
    stop();
  }
}
