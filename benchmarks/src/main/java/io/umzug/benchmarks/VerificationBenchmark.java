package io.umzug.benchmarks;

import io.umzug.application.verification.FingerprintOrder;
import io.umzug.application.verification.FingerprintProgress;
import io.umzug.domain.fingerprint.DatabaseFingerprint;
import io.umzug.infrastructure.sqlserver.verification.JdbcFingerprints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Whether two databases hold the same: every value's fingerprint on both sides at a time, beside
 * the bytes of what freebcp writes of both at a time.
 */
public final class VerificationBenchmark extends Comparison {

  private VerificationBenchmark(Server server, long rows) {
    super(server, rows);
  }

  public static void main(String[] arguments) throws Exception {
    main(arguments, VerificationBenchmark::new);
  }

  @Override
  List<Measured> ways(Shape shape) {
    return List.of(
        new Measured("verification", () -> verify(shape)),
        new Measured("freebcp out twice, compared", () -> compareFiles(shape)));
  }

  private void verify(Shape shape) {
    CompletableFuture<DatabaseFingerprint> other =
        CompletableFuture.supplyAsync(() -> fingerprint(copy(shape)));
    DatabaseFingerprint one = fingerprint(source(shape));
    if (!one.tables().equals(other.join().tables()) || one.rows() != rows()) {
      throw new IllegalStateException("%s is not as %s".formatted(other.join(), one));
    }
  }

  private DatabaseFingerprint fingerprint(String database) {
    return new JdbcFingerprints()
        .take(
            server().access(),
            "benchmark",
            FingerprintOrder.of(database),
            FingerprintProgress.NONE);
  }

  private void compareFiles(Shape shape) throws Exception {
    Path one = file("source.bcp");
    Path other = file("copy.bcp");
    CompletableFuture<Void> second = CompletableFuture.runAsync(() -> write(copy(shape), other));
    write(source(shape), one);
    second.join();
    if (Files.mismatch(one, other) >= 0) {
      throw new IllegalStateException("The files differ");
    }
    Files.delete(one);
    Files.delete(other);
  }

  private void write(String database, Path file) {
    try {
      server().freeTds().bcpOut(database + ".dbo.rows", file);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
