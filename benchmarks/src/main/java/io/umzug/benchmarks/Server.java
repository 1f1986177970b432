package io.umzug.benchmarks;

import io.umzug.application.copy.Copied;
import io.umzug.application.copy.DirectCopy;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAuthentication.SqlLogin;
import io.umzug.application.sqlserver.SqlServerEncryption;
import io.umzug.application.sqlserver.SqlServerEndpoint;
import io.umzug.application.verification.ContentsVerification.Depth;
import io.umzug.domain.schema.Selection;
import io.umzug.infrastructure.sqlserver.SqlServerConnector;
import io.umzug.infrastructure.sqlserver.SqlServerSession;
import io.umzug.infrastructure.sqlserver.copy.JdbcDirectCopies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The stand-in SQL Server in its own process. */
final class Server implements AutoCloseable {

  private final Process process;
  private final Path folder;
  private final int port;
  private final FreeTds freeTds;

  private Server(Process process, Path folder, int port, FreeTds freeTds) {
    this.process = process;
    this.folder = folder;
    this.port = port;
    this.freeTds = freeTds;
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
    return new Server(process, folder, Integer.parseInt(port), new FreeTds(folder, port));
  }

  Path folder() {
    return folder;
  }

  FreeTds freeTds() {
    return freeTds;
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

  /** A database with nothing in it, whatever was there by that name. */
  void fresh(String database) {
    run(
        "master",
        "IF DB_ID(N'%s') IS NOT NULL DROP DATABASE %s".formatted(database, database),
        "CREATE DATABASE " + database);
  }

  /** That the table of the measured rows has so many of them. */
  void require(String database, long rows) {
    try (SqlServerSession session = SqlServerConnector.open(access(), "benchmark", database)) {
      long found =
          session.query(row -> row.getLong(1), "SELECT COUNT_BIG(*) FROM dbo.rows").getFirst();
      if (found != rows) {
        throw new IllegalStateException("%s: %d rows of %d".formatted(database, found, rows));
      }
    }
  }

  /**
   * Copies every row from one database to another, which is made anew.
   *
   * @return bytes of the values
   */
  long copy(String from, String to, int parallel, int batch, Depth depth, long rows) {
    fresh(to);
    Copied copied =
        new JdbcDirectCopies()
            .copy(
                new DirectCopy(
                    access(),
                    from,
                    access(),
                    to,
                    null,
                    Selection.EVERYTHING,
                    parallel,
                    batch,
                    false,
                    depth),
                _ -> {});
    if (copied.rows() != rows) {
      throw new IllegalStateException("Copied %d rows of %d".formatted(copied.rows(), rows));
    }
    return copied.tables().getFirst().bytes();
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
