package io.umzug.infrastructure.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.context.SmartLifecycle;

/** Starts the workers last and stops them first: a report still needs Axon. */
final class SchedulerLifecycle implements SmartLifecycle {

  private final Scheduler scheduler;
  private final OwnRows ownRows;
  private volatile boolean running;

  SchedulerLifecycle(Scheduler scheduler, OwnRows ownRows) {
    this.scheduler = scheduler;
    this.ownRows = ownRows;
  }

  @Override
  public void start() {
    ownRows.reclaim();
    scheduler.start();
    running = true;
  }

  @Override
  public void stop() {
    scheduler.stop();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
