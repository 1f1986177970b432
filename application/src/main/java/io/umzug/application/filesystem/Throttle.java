package io.umzug.application.filesystem;

import io.umzug.application.work.WorkInterrupted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Lets no more through than so many bytes a second, on the average since it began. */
final class Throttle {

  /** Waits. */
  @FunctionalInterface
  interface Pause {
    void rest(Duration duration) throws InterruptedException;
  }

  private static final long MILLIS = 1000;

  private final long bytesPerSecond;
  private final InstantSource clock;
  private final Pause pause;
  private final Instant begun;
  private long passed;

  Throttle(long bytesPerSecond, InstantSource clock, Pause pause) {
    this.bytesPerSecond = bytesPerSecond;
    this.clock = clock;
    this.pause = pause;
    begun = clock.instant();
  }

  void pass(long bytes) {
    passed += bytes;
    if (bytesPerSecond == CopyOrder.UNTHROTTLED) {
      return;
    }
    Duration due = Duration.ofMillis((long) ((double) passed * MILLIS / bytesPerSecond));
    Duration early = due.minus(Duration.between(begun, clock.instant()));
    if (early.isPositive()) {
      try {
        pause.rest(early);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new WorkInterrupted("Interrupted while a file is copied");
      }
    }
  }
}
