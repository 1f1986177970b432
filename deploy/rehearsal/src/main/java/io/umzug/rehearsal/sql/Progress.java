package io.umzug.rehearsal.sql;

import java.time.Duration;
import java.util.function.IntConsumer;

/** How far a BACKUP or RESTORE is, percent by percent; here it is slowed, stopped and made fail. */
final class Progress {

  private static final Duration SLOWNESS = Duration.ofMillis(175);

  /** What the operation does to itself when half of it is done. */
  @FunctionalInterface
  interface HalfWay {
    void reached() throws SqlRefusal;
  }

  private final Running running;
  private final long total;
  private final int statsEvery;
  private final boolean slow;
  private final HalfWay halfWay;
  private final IntConsumer report;
  private int percent;

  Progress(
      Running running,
      long total,
      int statsEvery,
      boolean slow,
      HalfWay halfWay,
      IntConsumer report) {
    this.running = running;
    this.total = total;
    this.statsEvery = statsEvery;
    this.slow = slow;
    this.halfWay = halfWay;
    this.report = report;
  }

  /** So many rows are done; 99 percent is the most that rows can reach. */
  void rows(long done) throws SqlRefusal {
    int now = total <= 0 ? 0 : (int) Math.min(99, done * 100 / total);
    if (now > percent) {
      upTo(now);
    } else if (running.stopped()) {
      throw aborted();
    }
  }

  /** Everything is done but the last step. */
  void complete() throws SqlRefusal {
    upTo(100);
  }

  static SqlRefusal aborted() {
    return SqlRefusal.of(3204, 16, 1, "The backup or restore was aborted.");
  }

  private void upTo(int target) throws SqlRefusal {
    while (percent < target) {
      percent++;
      if (slow && percent % 5 == 0) {
        running.linger(SLOWNESS);
      }
      if (running.stopped()) {
        throw aborted();
      }
      running.percent(percent);
      if (statsEvery > 0 && percent % statsEvery == 0) {
        report.accept(percent);
      }
      if (percent == 50) {
        halfWay.reached();
        if (running.stopped()) {
          throw aborted();
        }
      }
    }
  }
}
