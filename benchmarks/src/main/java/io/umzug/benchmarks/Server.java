package io.umzug.benchmarks;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAuthentication.SqlLogin;
import io.umzug.application.sqlserver.SqlServerEncryption;
import io.umzug.application.sqlserver.SqlServerEndpoint;
import io.umzug.infrastructure.sqlserver.SqlServerConnector;
import io.umzug.infrastructure.sqlserver.SqlServerSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The stand-in SQL Server in its own process. */
final class Server implements AutoCloseable {

  private final Process process;
  private final Path folder;
  private final int port;

  private Server(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param rowsAre {@link StandIn#SOURCE} or {@link StandIn#GENERATED}
   */
  static Server start(Path folder, long rows, String rowsAre) throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                StandIn.class.getName(),
                folder.toString(),
                Long.toString(rows),
                rowsAre)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String port = out.readLine();
    if (port == null) {
      throw new IOException("The stand-in has ended before it had a port");
    }
    Files.writeString(
        folder.resolve("freetds.conf"),
        "[standin]\nhost = 127.0.0.1\nport = %s\ntds version = 7.4\nclient charset = UTF-8\n"
            .formatted(port));
    return new Server(process, folder, Integer.parseInt(port));
  }

  Path folder() {
    return folder;
  }

  SqlServerAccess access() {
    return new SqlServerAccess(
        "standin",
        new SqlServerEndpoint("localhost", "", port),
        new SqlLogin(StandIn.USER, () -> StandIn.PASSWORD),
        new SqlServerEncryption(SqlServerEncryption.Mode.OPTIONAL, null, null, null, false));
  }

  void run(String database, String... statements) {
    try (SqlServerSession session = SqlServerConnector.open(access(), "benchmark", database)) {
      for (String statement : statements) {
        session.run(statement);
      }
    }
  }

  long count(String database, String table) {
    try (SqlServerSession session = SqlServerConnector.open(access(), "benchmark", database)) {
      return session.query(row -> row.getLong(1), "SELECT COUNT_BIG(*) FROM " + table).getFirst();
    }
  }

  /** Runs one of FreeTDS' programs, which has to succeed. */
  void freeTds(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("FREETDSCONF", folder.resolve("freetds.conf").toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Path said = folder.resolve("freetds.out");
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IOException(
          "%s ended with %d: %s"
              .formatted(List.of(command), code, Files.readString(said, StandardCharsets.UTF_8)));
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
