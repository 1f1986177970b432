package io.umzug.benchmarks;

import io.umzug.application.script.ScriptExport.Destination;
import io.umzug.application.script.ScriptExported;
import io.umzug.application.verification.ContentsVerification.Depth;
import io.umzug.application.verification.FingerprintOrder;
import io.umzug.application.verification.FingerprintProgress;
import io.umzug.domain.fingerprint.DatabaseFingerprint;
import io.umzug.infrastructure.sqlserver.verification.JdbcFingerprints;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Locale;

/** A table of many gigabytes, whose rows are made while they are read: for the memory it takes. */
public final class BigTableBenchmark {

  private static final double MEGABYTE = 1024.0 * 1024;
  private static final long GIGABYTE = 1L << 30;

  private final Server server;
  private final long rows;

  private BigTableBenchmark(Server server, long rows) {
    this.server = server;
    this.rows = rows;
  }

  /** Folder, gigabytes, and what is done: copy, export or verify. */
  public static void main(String[] arguments) throws Exception {
    long wanted = Long.parseLong(arguments[1]) * GIGABYTE;
    long rows = wanted / (Generator.bytes(100_000) / 100_000) + 1;
    try (Server server = Server.start(Path.of(arguments[0]), rows, StandIn.GENERATED)) {
      new BigTableBenchmark(server, rows).measure(arguments[2]);
    }
  }

  private void measure(String what) throws Exception {
    Measured measured =
        switch (what) {
          case "copy" -> new Measured("direct copy", this::copy);
          case "export" -> new Measured("script export", this::export);
          case "verify" -> new Measured("fingerprint", this::verify);
          default -> throw new IllegalArgumentException("copy, export or verify, not " + what);
        };
    measured.run();
    System.out.println(Measured.head());
    System.out.println(
        measured.line(
            String.format(Locale.ROOT, "%.1f GB", gigabytes()), rows, Generator.bytes(rows)));
    System.out.printf(
        Locale.ROOT,
        "%nHeap: at most %d MB, peak %.0f MB%n",
        Runtime.getRuntime().maxMemory() >> 20,
        peak() / MEGABYTE);
  }

  private double gigabytes() {
    return Generator.bytes(rows) / (double) GIGABYTE;
  }

  private void copy() {
    server.copy(Generator.DATABASE, "copied", 1, 10_000, Depth.ROWS, rows);
  }

  private void export() throws IOException {
    // A folder: one file would be written twice, and there may be no room for that.
    Path folder = server.folder().resolve("exported");
    ScriptExported exported =
        Scripts.export(
            server,
            Generator.DATABASE,
            "elsewhere",
            new Destination.Folder(folder, Long.MAX_VALUE),
            rows);
    System.out.printf(
        Locale.ROOT,
        "The script has %.1f GB.%n%n",
        exported.tables().getFirst().bytes() / (double) GIGABYTE);
  }

  private void verify() {
    DatabaseFingerprint taken =
        new JdbcFingerprints()
            .take(
                server.access(),
                "benchmark",
                FingerprintOrder.of(Generator.DATABASE),
                FingerprintProgress.NONE);
    if (taken.rows() != rows) {
      throw new IllegalStateException("Read %d rows of %d".formatted(taken.rows(), rows));
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
