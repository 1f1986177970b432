package io.umzug.infrastructure.files;

import io.umzug.application.backuplog.BackupManagerLogWatch;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks into the Backup-Managers' logs as long as the service runs. */
public final class LogWatchLifecycle implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(LogWatchLifecycle.class);

  private final BackupManagerLogWatch watch;
  private final Duration pause;
  private final boolean wanted;
  private @Nullable ScheduledExecutorService ticker;

  /**
   * @param pause between two looks
   * @param wanted whether there is any log to look into
   */
  public LogWatchLifecycle(BackupManagerLogWatch watch, Duration pause, boolean wanted) {
    this.wanted = wanted;
    this.watch = watch;
    this.pause = pause;
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("backup-manager-log").factory());
    var unused =
        started.scheduleWithFixedDelay(
            this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    ticker = started;
  }

  /** Whatever goes wrong with one look, the next may do: a pause of the database, a share away. */
  private void look() {
    try {
      watch.look();
    } catch (RuntimeException e) {
      LOG.warn("A look into the Backup-Manager's log failed; the next follows in {}.", pause, e);
    }
  }

  @Override
  public synchronized void stop() {
    ScheduledExecutorService running = ticker;
    ticker = null;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public boolean isAutoStartup() {
    return wanted;
  }

  @Override
  public synchronized boolean isRunning() {
    return ticker != null;
  }

  /** Last to start, first to stop: a report needs Axon. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
