package io.umzug.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** FreeTDS' programs at the stand-in; each has to succeed. */
final class FreeTds {

  /** In no value of the measured tables. */
  private static final List<String> CHARACTER_MODE =
      List.of("-c", "-t", "\u0001|", "-r", "\u0002\n");

  private final Path folder;

  FreeTds(Path folder, String port) throws IOException {
    this.folder = folder;
    Files.writeString(
        folder.resolve("freetds.conf"),
        "[standin]\nhost = 127.0.0.1\nport = %s\ntds version = 7.4\nclient charset = UTF-8\n"
            .formatted(port));
  }

  /** A table's rows into a file. */
  void bcpOut(String table, Path file) throws IOException, InterruptedException {
    bcp(table, "out", file, List.of());
  }

  /** A file's rows into a table, as fast as freebcp can. */
  void bcpIn(String table, Path file) throws IOException, InterruptedException {
    bcp(table, "in", file, List.of("-b", "100000", "-h", "TABLOCK"));
  }

  private void bcp(String table, String direction, Path file, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("freebcp", table, direction, file.toString()));
    command.addAll(login());
    command.addAll(CHARACTER_MODE);
    command.addAll(options);
    run(command);
  }

  /** Runs a script's batches, and writes what comes back into a file. */
  void bsqldb(String database, Path script, Path results) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bsqldb", "-q", "-D", database));
    command.addAll(List.of("-i", script.toString(), "-o", results.toString()));
    command.addAll(login());
    run(command);
  }

  private static List<String> login() {
    return List.of("-S", "standin", "-U", StandIn.USER, "-P", StandIn.PASSWORD);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("FREETDSCONF", folder.resolve("freetds.conf").toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Path said = Files.createTempFile(folder, "freetds", ".out");
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IOException(
          "%s ended with %d: %s"
              .formatted(command, code, Files.readString(said, StandardCharsets.UTF_8)));
    }
    Files.delete(said);
  }
}
