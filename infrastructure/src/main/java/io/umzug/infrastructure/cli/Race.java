package io.umzug.infrastructure.cli;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two things at a time, of which neither goes on for hours when the other has failed. */
final class Race {

  /** For one thing alone. */
  static final Race NONE = new Race();

  private volatile boolean over;

  /** Where it may be stopped, each of the two asks now and then. */
  void goOn() {
    if (over) {
      throw new CancellationException("The other side has failed");
    }
  }

  /** Ends when both have; by the failure of the one that failed first. */
  void run(Runnable one, Runnable other) throws InterruptedException {
    try (ExecutorService second =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory())) {
      Future<?> there = second.submit(() -> untilFailure(other));
      try {
        untilFailure(one);
      } catch (CancellationException stopped) {
        throwOf(there);
        throw stopped;
      }
      throwOf(there);
    }
  }

  private void untilFailure(Runnable task) {
    boolean done = false;
    try {
      task.run();
      done = true;
    } finally {
      if (!done) {
        over = true;
      }
    }
  }

  private static void throwOf(Future<?> task) throws InterruptedException {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("Unforeseen", e.getCause());
    }
  }
}
