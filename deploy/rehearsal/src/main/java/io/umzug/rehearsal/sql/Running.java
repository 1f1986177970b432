package io.umzug.rehearsal.sql;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What a session is doing right now; anybody may look at it or stop it. */
final class Running {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private final String batch;
  private final LocalDateTime started;
  private final long startedNanos = System.nanoTime();
  private volatile String command;
  private volatile double percent;
  private volatile int line = 1;
  private boolean stopped;
  private @Nullable Statement statement;

  /**
   * @param batch the text of the batch, as the client sent it
   */
  Running(String command, LocalDateTime started, String batch) {
    this.batch = batch;
    this.command = command;
    this.started = started;
  }

  String batch() {
    return batch;
  }

  /** By which another session finds the text; no two requests have the same. */
  byte[] handle() {
    return ByteBuffer.allocate(20)
        .put((byte) 2)
        .putInt(4, System.identityHashCode(this))
        .putLong(8, startedNanos)
        .array();
  }

  LocalDateTime started() {
    return started;
  }

  String command() {
    return command;
  }

  void command(String text) {
    command = text;
    percent = 0;
  }

  /** Of the statement within its batch. */
  int line() {
    return line;
  }

  void line(int number) {
    line = number;
  }

  double percent() {
    return percent;
  }

  void percent(double value) {
    percent = value;
  }

  long elapsedMillis() {
    return Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
  }

  /** How long it will still take, if it goes on as it went; 0 where nobody can tell. */
  long remainingMillis() {
    double done = percent;
    return done <= 0 ? 0 : (long) (elapsedMillis() * (100 - done) / done);
  }

  synchronized boolean stopped() {
    return stopped;
  }

  void stop() {
    Statement running;
    synchronized (this) {
      stopped = true;
      notifyAll();
      running = statement;
    }
    if (running != null) {
      try {
        running.cancel();
      } catch (SQLException _) {
        // It ended by itself in this moment: nothing is left to stop.
      }
    }
  }

  /** Says which H2 statement {@link #stop} has to cancel. */
  synchronized void runs(@Nullable Statement other) throws SqlRefusal {
    statement = other;
    if (other != null && stopped) {
      throw cancelled();
    }
  }

  /** The stand-in's own slowness, which ends at once when the operation is stopped. */
  synchronized void linger(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try {
      for (long left = time.toNanos(); left > 0 && !stopped; left = end - System.nanoTime()) {
        wait(Math.max(1, left / 1_000_000));
      }
    } catch (InterruptedException _) {
      stopped = true;
      Thread.currentThread().interrupt();
    }
  }

  /** Stays here for as long as the condition holds, or until the operation is stopped. */
  void lingerWhile(BooleanSupplier condition) {
    while (condition.getAsBoolean() && !stopped()) {
      linger(BETWEEN_LOOKS);
    }
  }

  static SqlRefusal cancelled() {
    return SqlRefusal.of(3617, 16, 1, "The statement was cancelled by the client.");
  }
}
