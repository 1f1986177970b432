package io.umzug.benchmarks;

import io.umzug.application.copy.Copied;
import io.umzug.application.copy.DirectCopy;
import io.umzug.application.verification.ContentsVerification.Depth;
import io.umzug.domain.schema.Selection;
import io.umzug.infrastructure.sqlserver.copy.JdbcDirectCopies;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Locale;

/** Direct copy of a table of many gigabytes, whose rows are made and counted: for its memory. */
public final class BigTableBenchmark {

  private static final double MEGABYTE = 1024.0 * 1024;
  private static final long GIGABYTE = 1L << 30;

  private BigTableBenchmark() {}

  /** Folder, and gigabytes. */
  public static void main(String[] arguments) throws Exception {
    long wanted = Long.parseLong(arguments[1]) * GIGABYTE;
    long rows = wanted / (Generator.bytes(100_000) / 100_000) + 1;
    try (Server server = Server.start(Path.of(arguments[0]), rows, StandIn.GENERATED)) {
      server.run("master", "CREATE DATABASE copied");
      long begun = System.nanoTime();
      Copied copied =
          new JdbcDirectCopies()
              .copy(
                  new DirectCopy(
                      server.access(),
                      Generator.DATABASE,
                      server.access(),
                      "copied",
                      null,
                      Selection.EVERYTHING,
                      1,
                      10_000,
                      false,
                      Depth.ROWS),
                  _ -> {});
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (copied.rows() != rows) {
        throw new IllegalStateException("Copied %d rows of %d".formatted(copied.rows(), rows));
      }
      long bytes = Generator.bytes(rows);
      System.out.printf(
          Locale.ROOT,
          "| %.1f GB | %,d rows | %.0f s | %.0f MB/s | heap: at most %d MB, peak %.0f MB |%n",
          bytes / (double) GIGABYTE,
          rows,
          seconds,
          bytes / MEGABYTE / seconds,
          Runtime.getRuntime().maxMemory() >> 20,
          peak() / MEGABYTE);
    }
  }

  /** The pools' peaks together: not less than what was ever in use. */
  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
        .sum();
  }
}
