package io.umzug.benchmarks;

import io.umzug.application.verification.ContentsVerification.Depth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Several ways to the same end on the same server with the same table, each a number of times, in
 * turn, so that none has the quieter hour.
 */
abstract class Comparison {

  private final Server server;
  private final long rows;

  Comparison(Server server, long rows) {
    this.server = server;
    this.rows = rows;
  }

  /** Makes a comparison on a server. */
  @FunctionalInterface
  interface Kind {
    Comparison on(Server server, long rows);
  }

  /** A folder, rows, and how often each way is measured. */
  static void main(String[] arguments, Kind kind) throws Exception {
    long rows = Long.parseLong(arguments[1]);
    int times = Integer.parseInt(arguments[2]);
    try (Server server = Server.start(Path.of(arguments[0]), rows, StandIn.SOURCE)) {
      Comparison comparison = kind.on(server, rows);
      System.out.println(Measured.head());
      for (Shape shape : Shape.values()) {
        comparison.measure(shape, times);
      }
    }
  }

  private void measure(Shape shape, int times) throws Exception {
    long bytes = server.copy(source(shape), copy(shape), 1, 10_000, Depth.ROWS, rows);
    List<Measured> ways = new ArrayList<>();
    for (Measured way : ways(shape)) {
      // Everything has warmed the server and itself up before anything counts.
      way.warmUp();
      ways.add(way);
    }
    for (int i = 0; i < times; i++) {
      for (Measured way : ways) {
        way.run();
      }
    }
    for (Measured way : ways) {
      System.out.println(way.line(shape.label(), rows, bytes));
    }
  }

  /** What is compared. */
  abstract List<Measured> ways(Shape shape) throws Exception;

  Server server() {
    return server;
  }

  long rows() {
    return rows;
  }

  Path file(String name) {
    return server.folder().resolve(name);
  }

  static String source(Shape shape) {
    return StandIn.SOURCE + "_" + shape.label();
  }

  /** Holds the same as the source. */
  static String copy(Shape shape) {
    return "copy_" + shape.label();
  }
}
