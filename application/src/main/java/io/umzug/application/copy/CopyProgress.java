package io.umzug.application.copy;

import java.time.Duration;

/** Told how far a copy has come; may throw to stop it. */
@FunctionalInterface
public interface CopyProgress {

  /** What is done with the tables, one after the other. */
  enum Stage {
    COPYING,
    /** Every value at the target with that at the source. */
    COMPARING
  }

  /**
   * How far it is.
   *
   * @param table that was written to, or read, last
   * @param done tables that are through this stage by this call
   * @param rows written by this call, or read at the source
   * @param expected rows of the tables that this call has to go through, as the source estimates
   * @param bytes of values written by this call; 0 where values are compared
   * @param elapsed in this stage
   */
  record Reached(
      Stage stage,
      String table,
      int done,
      int tables,
      long rows,
      long expected,
      long bytes,
      Duration elapsed) {

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

  /** From here on there is something to go on with, should the copy fail. */
  default void begun() {}
}
