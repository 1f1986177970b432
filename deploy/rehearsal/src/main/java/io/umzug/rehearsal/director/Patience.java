package io.umzug.rehearsal.director;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long one and the same thing is put up with before it counts as an end. */
final class Patience {

  private final Duration limit;
  private final LongSupplier nanoTime;
  private String what = "";
  private long since;

  Patience(Duration limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  /** Whether this has been the case without a break for longer than the limit. */
  boolean isOver(String now) {
    if (!now.equals(what)) {
      what = now;
      since = nanoTime.getAsLong();
    }
    return nanoTime.getAsLong() - since > limit.toNanos();
  }

  /** It is the case no more. */
  void renew() {
    what = "";
  }
}
