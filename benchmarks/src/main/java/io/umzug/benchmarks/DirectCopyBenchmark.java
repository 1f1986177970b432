package io.umzug.benchmarks;

import io.umzug.application.copy.Copied;
import io.umzug.application.copy.DirectCopy;
import io.umzug.application.verification.ContentsVerification.Depth;
import io.umzug.domain.schema.Selection;
import io.umzug.infrastructure.sqlserver.copy.JdbcDirectCopies;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A table from one database to another of the same server: direct copy beside freebcp's out and in.
 */
public final class DirectCopyBenchmark {

  private final Server server;
  private final long rows;

  private DirectCopyBenchmark(Server server, long rows) {
    this.server = server;
    this.rows = rows;
  }

  /** Folder, rows, and how often each is measured. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    long rows = Long.parseLong(arguments[1]);
    int times = Integer.parseInt(arguments[2]);
    try (Server server = Server.start(folder, rows, StandIn.SOURCE)) {
      DirectCopyBenchmark benchmark = new DirectCopyBenchmark(server, rows);
      System.out.println(Measured.head());
      for (Shape shape : Shape.values()) {
        benchmark.measure(shape, times);
      }
    }
  }

  private void measure(Shape shape, int times) throws Exception {
    // Both sides have warmed the server up before anything counts.
    long bytes = copy(shape);
    freebcp(shape);
    Measured direct = new Measured("direct copy");
    Measured freebcp = new Measured("freebcp out, freebcp in");
    for (int i = 0; i < times; i++) {
      direct.run(() -> copy(shape));
      freebcp.run(() -> freebcp(shape));
    }
    System.out.println(direct.line(shape.label(), rows, bytes));
    System.out.println(freebcp.line(shape.label(), rows, bytes));
  }

  private String source(Shape shape) {
    return StandIn.SOURCE + "_" + shape.label();
  }

  private void fresh(String database) {
    server.run(
        "master",
        "IF DB_ID(N'%s') IS NOT NULL DROP DATABASE %s".formatted(database, database),
        "CREATE DATABASE " + database);
  }

  private long copy(Shape shape) {
    fresh("copied");
    Copied copied =
        new JdbcDirectCopies()
            .copy(
                new DirectCopy(
                    server.access(),
                    source(shape),
                    server.access(),
                    "copied",
                    null,
                    Selection.EVERYTHING,
                    DirectCopy.USUAL_PARALLEL,
                    DirectCopy.USUAL_BATCH,
                    false,
                    Depth.ROWS),
                _ -> {});
    if (copied.rows() != rows) {
      throw new IllegalStateException("Copied %d rows of %d".formatted(copied.rows(), rows));
    }
    return copied.tables().getFirst().bytes();
  }

  private void freebcp(Shape shape) throws Exception {
    fresh("loaded");
    server.run("loaded", shape.create());
    Path file = server.folder().resolve("rows.bcp");
    bcp(source(shape) + ".dbo.rows", "out", file);
    bcp("loaded.dbo.rows", "in", file, "-b", "100000", "-h", "TABLOCK");
    Files.delete(file);
    long loaded = server.count("loaded", "dbo.rows");
    if (loaded != rows) {
      throw new IllegalStateException("freebcp loaded %d rows of %d".formatted(loaded, rows));
    }
  }

  private void bcp(String table, String direction, Path file, String... options) throws Exception {
    String[] command = {
      "freebcp",
      table,
      direction,
      file.toString(),
      "-S",
      "standin",
      "-U",
      StandIn.USER,
      "-P",
      StandIn.PASSWORD,
      "-c",
      "-t",
      "\u0001|",
      "-r",
      "\u0002\n"
    };
    String[] whole = java.util.Arrays.copyOf(command, command.length + options.length);
    System.arraycopy(options, 0, whole, command.length, options.length);
    server.freeTds(whole);
  }
}
