package io.umzug.rehearsal.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A server's process, which is up when its port answers. */
final class ServerProcess {

  private static final Duration LONGEST_START = Duration.ofSeconds(30);
  private static final long SECONDS_TO_END = 10;
  private static final long MILLIS_BETWEEN = 20;

  private final List<String> command;
  private final Path log;
  private final int port;
  private Process process;

  private ServerProcess(List<String> command, Path log, int port, Process process) {
    this.command = command;
    this.log = log;
    this.port = port;
    this.process = process;
  }

  static ServerProcess start(List<String> command, Path log, int port) throws IOException {
    ServerProcess server = new ServerProcess(command, log, port, launch(command, log));
    server.awaitPort();
    return server;
  }

  private static Process launch(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private void awaitPort() throws IOException {
    Instant end = Instant.now().plus(LONGEST_START);
    while (!answers() || !process.isAlive()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        kill();
        throw new IOException("%s does not come up: %s".formatted(command, Files.readString(log)));
      }
      try {
        Thread.sleep(MILLIS_BETWEEN);
      } catch (InterruptedException e) {
        kill();
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted", e);
      }
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** With every process that serves a connection, as a power cut would. */
  void kill() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    // One that still lives may hold the port for a moment, and answer there.
    all.forEach(ServerProcess::awaitEnd);
  }

  private static void awaitEnd(ProcessHandle ending) {
    try {
      ending.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      // Dead, but nobody has taken note of it: it holds no port any more.
    }
  }

  /** At the same port. */
  void startAgain() throws IOException {
    process = launch(command, log);
    awaitPort();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A program of this machine; empty where it is not installed. */
  static Optional<Path> program(String name) {
    return Stream.of(
            "/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/usr/lib/openssh")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs a program to its end, which has to be a good one. */
  static String run(String input, String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = process.getOutputStream()) {
      out.write(input.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("%s: %s".formatted(List.of(command), said));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
    return said;
  }
}
