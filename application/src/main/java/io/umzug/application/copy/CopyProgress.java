package io.umzug.application.copy;

import java.time.Duration;

/** Told how far a copy has come; may throw to stop it. */
@FunctionalInterface
public interface CopyProgress {

  /**
   * How far it is.
   *
   * @param table that was written to last
   * @param done tables that are whole
   * @param rows written by this call
   * @param expected rows of the tables that this call has to write, as the source estimates them
   * @param bytes of values written by this call
   */
  record Reached(
      String table, int done, int tables, long rows, long expected, long bytes, Duration elapsed) {

    private static final double MEGABYTE = 1024.0 * 1024;

    public long rowsPerSecond() {
      return (long) (rows / seconds());
    }

    public double megabytesPerSecond() {
      return bytes / MEGABYTE / seconds();
    }

    private double seconds() {
      return Math.max(0.001, elapsed.toMillis() / 1000.0);
    }
  }

  void reached(Reached reached);
}
