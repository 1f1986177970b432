package io.umzug.benchmarks;

import io.umzug.application.copy.DirectCopy;
import io.umzug.application.verification.ContentsVerification.Depth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A table from one database to another of the same server: direct copy beside freebcp's out and in.
 */
public final class DirectCopyBenchmark extends Comparison {

  private DirectCopyBenchmark(Server server, long rows) {
    super(server, rows);
  }

  public static void main(String[] arguments) throws Exception {
    main(arguments, DirectCopyBenchmark::new);
  }

  @Override
  List<Measured> ways(Shape shape) {
    return List.of(
        new Measured("direct copy, rows counted", () -> copy(shape, Depth.ROWS)),
        new Measured("direct copy, values compared", () -> copy(shape, Depth.CHECKSUM)),
        new Measured("freebcp out, freebcp in", () -> freebcp(shape)));
  }

  private void copy(Shape shape, Depth depth) {
    server()
        .copy(
            source(shape),
            "copied",
            DirectCopy.USUAL_PARALLEL,
            DirectCopy.USUAL_BATCH,
            depth,
            rows());
  }

  private void freebcp(Shape shape) throws IOException, InterruptedException {
    server().fresh("loaded");
    server().run("loaded", shape.create());
    Path file = file("rows.bcp");
    server().freeTds().bcpOut(source(shape) + ".dbo.rows", file);
    server().freeTds().bcpIn("loaded.dbo.rows", file);
    Files.delete(file);
    server().require("loaded", rows());
  }
}
