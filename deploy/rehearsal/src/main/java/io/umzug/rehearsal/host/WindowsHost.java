package io.umzug.rehearsal.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Windows machine behind OpenSSH, by Wine: a real cmd.exe, registry and service control manager.
 * Unlike Windows', a failing {@code sc} says nothing and ends with 1, {@code sc qc} fails, and an
 * exit code keeps its lowest eight bits, for POSIX carries no more.
 */
public final class WindowsHost implements AutoCloseable {

  /** Says its words; see words.c. */
  public static final String WORDS = "C:\\umzug\\words.exe";

  private static final List<String> PROGRAMS = List.of("service", "shell", "words");
  private static final String COMPILER = "x86_64-w64-mingw32-gcc";
  private static final Duration LONGEST_BOOT = Duration.ofMinutes(2);
  private static final long MILLIS_BETWEEN = 50;

  private final Path prefix;
  private final OpenSshServer sshd;
  private final Process awake;
  private final List<String> services = new ArrayList<>();

  private WindowsHost(Path prefix, OpenSshServer sshd, Process awake) {
    this.prefix = prefix;
    this.sshd = sshd;
    this.awake = awake;
  }

  /** Whether it can be started here: Wine, the compiler for Windows and OpenSSH are installed. */
  public static boolean isAvailable() {
    return ServerProcess.program("wine").isPresent()
        && ServerProcess.program(COMPILER).isPresent()
        && OpenSshServer.isAvailable();
  }

  /**
   * Starts it.
   *
   * @param folder for its own files, of this run
   * @param prefix Wine's drive and registry, which takes 15 seconds and 700 MB to make and may
   *     serve one run after the other
   */
  public static WindowsHost start(Path folder, Path prefix) throws IOException {
    boot(prefix);
    Path programs = Files.createDirectories(prefix.resolve("drive_c/umzug"));
    for (String program : PROGRAMS) {
      compile(program, folder, programs);
    }
    Path shell = folder.resolve("shell.sh");
    Files.writeString(shell, shell(prefix));
    Files.setPosixFilePermissions(shell, PosixFilePermissions.fromString("rwxr-xr-x"));
    // Without a process Wine's service manager ends.
    Process awake = wine(prefix, "wine", "cmd").start();
    WindowsHost host =
        new WindowsHost(
            prefix,
            OpenSshServer.start(
                folder, System.getProperty("user.name"), "ForceCommand " + shell + "\n"),
            awake);
    host.awaitServiceManager();
    return host;
  }

  private static void boot(Path prefix) throws IOException {
    Path ready = prefix.resolve("ready");
    if (!Files.exists(ready)) {
      Files.createDirectories(prefix);
      await(wine(prefix, "wineboot", "--init"));
      await(wine(prefix, "wineserver", "--wait"));
      try {
        Files.createFile(ready);
      } catch (FileAlreadyExistsException _) {
        // Somebody else was faster.
      }
    }
  }

  private static void compile(String program, Path folder, Path into) throws IOException {
    Path source = folder.resolve(program + ".c");
    try (InputStream in = WindowsHost.class.getResourceAsStream(program + ".c")) {
      Files.copy(java.util.Objects.requireNonNull(in), source, StandardCopyOption.REPLACE_EXISTING);
    }
    ServerProcess.run(
        "",
        ServerProcess.program(COMPILER).orElseThrow().toString(),
        "-municode",
        "-O1",
        "-s",
        "-o",
        into.resolve(program + ".exe").toString(),
        source.toString());
  }

  private static String shell(Path prefix) {
    StringBuilder text = new StringBuilder("#!/bin/sh\n");
    text.append(
        "[ \"$SSH_ORIGINAL_COMMAND\" = internal-sftp ] && exec /usr/lib/openssh/sftp-server\n");
    surroundings(prefix)
        .forEach((name, value) -> text.append("export %s='%s'\n".formatted(name, value)));
    return text.append("exec wine 'C:\\umzug\\shell.exe'\n").toString();
  }

  /** Neither .NET nor a browser nor a menu, no window, and UTF-8 between Linux and Windows. */
  private static Map<String, String> surroundings(Path prefix) {
    return Map.of(
        "WINEPREFIX", prefix.toString(),
        "WINEDEBUG", "-all",
        "WINEDLLOVERRIDES", "mscoree,mshtml,winemenubuilder.exe=",
        "LC_ALL", "C.UTF-8",
        "DISPLAY", "");
  }

  private static ProcessBuilder wine(Path prefix, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(surroundings(prefix));
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private static int await(ProcessBuilder command) throws IOException {
    Process process = command.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST_BOOT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("%s does not end".formatted(command.command()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private void awaitServiceManager() throws IOException {
    Instant end = Instant.now().plus(LONGEST_BOOT);
    while (await(wine(prefix, "wine", "sc", "query", "RpcSs")) != 0) {
      if (Instant.now().isAfter(end)) {
        close();
        throw new IOException("Wine's service control manager does not come up");
      }
      try {
        Thread.sleep(MILLIS_BETWEEN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted", e);
      }
    }
  }

  /**
   * Installs a service.
   *
   * @param behaviour empty for one that starts, or as service.c understands it, such as {@code
   *     fails 1069}
   */
  public void install(String name, String behaviour) throws IOException {
    String program = ("C:\\umzug\\service.exe " + behaviour).strip();
    // One that was still starting when an earlier run ended was not deleted.
    await(wine(prefix, "wine", "sc", "delete", name));
    if (await(wine(prefix, "wine", "sc", "create", name, "binPath=", program)) != 0) {
      throw new IOException("Wine does not take the service " + name);
    }
    services.add(name);
  }

  public int port() {
    return sshd.port();
  }

  public String user() {
    return sshd.user();
  }

  public Path key() {
    return sshd.key();
  }

  public String fingerprint() {
    return sshd.fingerprint();
  }

  /** Ends what runs in its prefix, and nothing of any other. */
  @Override
  public void close() {
    sshd.close();
    try {
      for (String name : services) {
        await(wine(prefix, "wine", "sc", "delete", name));
      }
      await(wine(prefix, "wineserver", "--kill"));
      await(wine(prefix, "wineserver", "--wait"));
    } catch (IOException _) {
      // The next run's boot tells.
    } finally {
      awake.destroyForcibly();
    }
  }
}
