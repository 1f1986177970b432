package io.umzug.infrastructure.sqlserver.copy;

import io.umzug.domain.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Threads that take a table after the other; the first failure is that of all. */
final class Workers {

  /** One worker's work, until there is no table left. */
  @FunctionalInterface
  interface Work {
    void of(int worker);
  }

  private volatile @Nullable Throwable failure;

  /** Ends when all have; by the failure of the one that failed first. */
  void run(String name, int workers, Work work) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      int worker = i;
      threads.add(Thread.ofPlatform().name(name + "-" + i).start(() -> guarded(work, worker)));
    }
    awaitAll(threads);
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  private void guarded(Work work, int worker) {
    try {
      work.of(worker);
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void awaitAll(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException _) {
          interrupted = true;
          fail(new CopyStopped());
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next table, from the first queue that has one; null where none has, or one has failed. */
  @SafeVarargs
  final @Nullable Table next(Queue<Table>... queues) {
    for (Queue<Table> queue : queues) {
      Table next = failure == null ? queue.poll() : null;
      if (next != null) {
        return next;
      }
    }
    return null;
  }

  void fail(Throwable e) {
    synchronized (this) {
      if (failure == null || failure instanceof CopyStopped) {
        failure = e;
      }
    }
  }

  /** Asked now and then on the way: whether the others still go on. */
  void goOn() {
    if (failure != null) {
      throw new CopyStopped();
    }
  }
}
