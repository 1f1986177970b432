package io.umzug.infrastructure.sqlserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** MIT's KDC, as Debian has it, for a realm that lives in a folder. */
final class Kdc implements AutoCloseable {

  static final String REALM = "ESTATE.TEST";

  private static final List<String> PROGRAMS = List.of("krb5kdc", "kdb5_util", "kadmin.local");
  private static final int ATTEMPTS = 3;

  private final Path folder;
  private final List<Process> running = new ArrayList<>();

  Kdc(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    configure(this.folder, freePort(), "");
    run("", "kdb5_util", "create", "-s", "-r", REALM, "-P", "of the master key");
  }

  static boolean isInstalled() {
    return PROGRAMS.stream().allMatch(program -> Files.isExecutable(program(program)));
  }

  /** Not every account has the folder on its PATH. */
  private static Path program(String name) {
    return Path.of("/usr/sbin", name);
  }

  /** Makes principals and keytabs. */
  void administer(String... queries) throws IOException, InterruptedException {
    String said = run(String.join("\n", queries) + "\n", "kadmin.local", "-r", REALM);
    if (Stream.of("add_principal:", "ktadd:", "modify_principal:").anyMatch(said::contains)) {
      throw new IOException(said);
    }
  }

  /**
   * Starts a KDC.
   *
   * @param defaults further lines of its {@code libdefaults}
   * @return where it listens, as krb5.conf names it
   */
  String start(String defaults) throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      Path own = Files.createDirectories(folder.resolve(Integer.toString(port)));
      configure(own, port, defaults);
      if (running.isEmpty()) {
        configure(folder, port, "");
      }
      Process process =
          process(own, "krb5kdc", "-n", "-r", REALM, "-P", own.resolve("pid").toString());
      if (commences(process)) {
        running.add(process);
        return "127.0.0.1:" + port;
      }
      if (attempt == ATTEMPTS) {
        throw new IOException("krb5kdc does not start; see " + folder);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean commences(Process kdc) throws IOException {
    BufferedReader says = kdc.inputReader(UTF_8);
    for (String line = says.readLine(); line != null; line = says.readLine()) {
      if (line.contains("commencing operation")) {
        return true;
      }
    }
    return false;
  }

  private void configure(Path place, int port, String defaults) throws IOException {
    Files.writeString(place.resolve("krb5.conf"), krb5Conf("127.0.0.1:" + port, defaults));
    Files.writeString(place.resolve("kdc.conf"), realm(port));
  }

  /** A krb5.conf. */
  static String krb5Conf(String kdc, String defaults) {
    return """
    [libdefaults]
      default_realm = %1$s
      dns_lookup_kdc = false
      dns_lookup_realm = false
      %3$s
    [realms]
      %1$s = {
        kdc = %2$s
      }
    """
        .formatted(REALM, kdc, defaults);
  }

  private String realm(int port) {
    return """
    [kdcdefaults]
      kdc_listen = 127.0.0.1:%2$d
      kdc_tcp_listen = 127.0.0.1:%2$d
    [realms]
      %1$s = {
        database_name = %3$s/principal
        key_stash_file = %3$s/stash
        acl_file = %3$s/acl
      }
    [logging]
      kdc = STDERR
    """
        .formatted(REALM, port, folder);
  }

  private String run(String input, String... command) throws IOException, InterruptedException {
    Process process = process(folder, command);
    try (var in = process.outputWriter(UTF_8)) {
      in.write(input);
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
    return said;
  }

  /** Another program, to which the KDC that was started first is the realm's; what it says. */
  String client(String input, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    return run(input, command.toArray(String[]::new));
  }

  private Process process(Path configured, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    if (PROGRAMS.contains(command[0])) {
      builder.command().set(0, program(command[0]).toString());
    }
    builder.environment().put("KRB5CCNAME", folder.resolve("tickets").toString());
    builder.environment().put("KRB5_CONFIG", configured.resolve("krb5.conf").toString());
    builder.environment().put("KRB5_KDC_PROFILE", configured.resolve("kdc.conf").toString());
    return builder.start();
  }

  @Override
  public void close() throws InterruptedException {
    running.forEach(Process::destroy);
    for (Process process : running) {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }
}
