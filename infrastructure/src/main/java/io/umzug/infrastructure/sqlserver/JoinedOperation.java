package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.MediaOperation;
import io.umzug.application.sqlserver.SqlProgress;
import io.umzug.application.work.Pace;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.infrastructure.sqlserver.EarlierSessions.Pause;
import io.umzug.infrastructure.sqlserver.EarlierSessions.Running;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Watches a BACKUP or RESTORE whose own connection is gone, until it is gone itself. */
final class JoinedOperation {

  private final SqlServerSession session;
  private final EarlierSessions earlier;
  private final Pause pause;
  private final Duration interval;

  JoinedOperation(
      SqlServerSession session, EarlierSessions earlier, Pause pause, Duration interval) {
    this.session = session;
    this.earlier = earlier;
    this.pause = pause;
    this.interval = interval;
  }

  /**
   * Answers whether the operation was running.
   *
   * @param totalBytes asked for once, where it runs
   */
  boolean watch(MediaOperation operation, LongSupplier totalBytes, SqlProgress progress) {
    Optional<Running> running = earlier.running(operation);
    if (running.isEmpty()) {
      return false;
    }
    long total = totalBytes.getAsLong();
    while (running.isPresent()) {
      tell(running.get(), total, progress);
      pause();
      running = earlier.running(operation);
    }
    return true;
  }

  /**
   * A service that stops lets the operation go on: it needs no client, and the next pick-up finds
   * it. One that was overtaken must not end what its successor watches.
   */
  private void tell(Running running, long total, SqlProgress progress) {
    Pace pace = Pace.of(running.percent(), running.elapsed(), running.left(), total);
    try {
      progress.reached((int) running.percent(), pace);
    } catch (WorkInterrupted interrupted) {
      throw interrupted;
    } catch (RuntimeException stopped) {
      end(running, stopped);
      throw stopped;
    }
  }

  private void end(Running running, RuntimeException reason) {
    try {
      earlier.end(running);
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  private void pause() {
    try {
      pause.of(interval);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new WorkInterrupted(
          "The service stops; the operation goes on at %s.".formatted(session.server()));
    }
  }
}
