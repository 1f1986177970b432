package io.umzug.application.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks some at a time, each for a limited time. What does not end in time is told to stop and
 * not waited for.
 */
public final class BoundedTasks implements AutoCloseable {

  /** How a task ended. */
  public record Outcome<K, T>(K key, @Nullable T value, @Nullable Throwable cause, boolean inTime) {

    /**
     * @throws ExecutionException with what the task threw
     * @throws TimeoutException where it did not end in time
     */
    public T get() throws ExecutionException, TimeoutException {
      if (!inTime) {
        throw new TimeoutException("no answer in time");
      }
      if (value == null) {
        throw new ExecutionException(cause);
      }
      return value;
    }
  }

  private final ExecutorService workers;
  private final Duration limit;

  public BoundedTasks(PreflightLimits limits) {
    this.limit = limits.each();
    this.workers =
        Executors.newFixedThreadPool(
            limits.parallel(), Thread.ofPlatform().daemon().name("preflight-", 1).factory());
  }

  /** Waits for all of them; in their order. */
  public <K, T> List<Outcome<K, T>> all(Map<K, Callable<T>> tasks) throws InterruptedException {
    Map<K, Future<Outcome<K, T>>> running = new LinkedHashMap<>();
    tasks.forEach((key, task) -> running.put(key, workers.submit(() -> run(key, task))));
    List<Outcome<K, T>> outcomes = new ArrayList<>();
    for (Map.Entry<K, Future<Outcome<K, T>>> entry : running.entrySet()) {
      try {
        outcomes.add(entry.getValue().get());
      } catch (ExecutionException e) {
        outcomes.add(new Outcome<>(entry.getKey(), null, e.getCause(), true));
      }
    }
    return outcomes;
  }

  private <K, T> Outcome<K, T> run(K key, Callable<T> task) throws InterruptedException {
    FutureTask<T> bounded = new FutureTask<>(task);
    Thread.ofPlatform().daemon().name(Thread.currentThread().getName() + "-task").start(bounded);
    try {
      return new Outcome<>(key, bounded.get(limit.toMillis(), TimeUnit.MILLISECONDS), null, true);
    } catch (TimeoutException _) {
      bounded.cancel(true);
      return new Outcome<>(key, null, null, false);
    } catch (ExecutionException e) {
      return new Outcome<>(key, null, e.getCause(), true);
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
