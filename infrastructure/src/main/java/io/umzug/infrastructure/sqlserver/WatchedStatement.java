package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.SqlProgress;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.work.Pace;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.infrastructure.sqlserver.PercentComplete.Seen;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a BACKUP or RESTORE on a thread of its own, while the caller's thread tells how far it has
 * come and may be told to stop. Progress comes from the server's messages; where they stay away, a
 * second connection looks at the request.
 */
final class WatchedStatement {

  private static final int ENDED = -1;
  private static final int ATTEMPTS_TO_CANCEL = 30;

  private final SqlServerSession session;
  private final Supplier<SqlServerSession> another;
  private final Duration interval;

  WatchedStatement(
      SqlServerSession session, Supplier<SqlServerSession> another, Duration interval) {
    this.session = session;
    this.another = another;
    this.interval = interval;
  }

  /**
   * Whatever {@code progress} throws stops the statement and is thrown on.
   *
   * @param totalBytes that the statement moves, for the rate; 0 where nobody knows
   */
  void run(String sql, long totalBytes, SqlProgress progress) {
    int spid = session.query(row -> row.getInt(1), "SELECT @@SPID").getFirst();
    BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
    session.onPercent(seen::add);
    FutureTask<Boolean> statement =
        new FutureTask<>(
            () -> {
              try {
                session.run(sql);
                return true;
              } finally {
                seen.add(ENDED);
              }
            });
    Thread.ofVirtual().name("sql-server-statement").start(statement);
    try (PercentComplete percentComplete = new PercentComplete(another, spid)) {
      watch(seen, totalBytes, progress, percentComplete);
      statement.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SqlServerFailure failure) {
        throw failure;
      }
      throw new IllegalStateException("A statement ended in an unforeseen way", e.getCause());
    } catch (InterruptedException _) {
      stop(statement);
      Thread.currentThread().interrupt();
      throw new WorkInterrupted("The service stops; the statement was cancelled.");
    } catch (RuntimeException e) {
      stop(statement);
      throw e;
    } finally {
      session.onPercent(_ -> {});
    }
  }

  private void watch(
      BlockingQueue<Integer> seen,
      long totalBytes,
      SqlProgress progress,
      PercentComplete percentComplete)
      throws InterruptedException {
    int percent = 0;
    @Nullable Pace pace = null;
    while (true) {
      Integer next = seen.poll(interval.toMillis(), TimeUnit.MILLISECONDS);
      if (next == null) {
        Optional<Seen> now = percentComplete.ask();
        next = now.map(request -> (int) request.percent()).orElse(percent);
        pace = now.map(request -> pace(request, totalBytes)).orElse(pace);
      } else if (next == ENDED) {
        return;
      }
      percent = Math.max(percent, next);
      if (pace == null) {
        progress.reached(percent);
      } else {
        progress.reached(percent, pace);
      }
    }
  }

  private static Pace pace(Seen request, long totalBytes) {
    return Pace.of(request.percent(), request.elapsed(), request.left(), totalBytes);
  }

  /** The first cancel may come before the statement has begun; in the end the connection goes. */
  private void stop(FutureTask<Boolean> statement) {
    boolean wasInterrupted = Thread.interrupted();
    try {
      boolean hasEnded = false;
      for (int attempt = 0; !hasEnded && attempt < ATTEMPTS_TO_CANCEL; attempt++) {
        session.cancel();
        hasEnded = endsWithinASecond(statement);
      }
      if (!hasEnded) {
        session.abort();
      }
    } catch (InterruptedException _) {
      wasInterrupted = true;
      session.abort();
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean endsWithinASecond(FutureTask<Boolean> statement)
      throws InterruptedException {
    try {
      statement.get(1, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException _) {
      return true;
    } catch (TimeoutException _) {
      return false;
    }
  }
}
