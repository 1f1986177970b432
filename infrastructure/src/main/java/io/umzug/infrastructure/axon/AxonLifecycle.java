package io.umzug.infrastructure.axon;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.SmartLifecycle;

/** Starts Axon before the workers and the web, and stops it after them. */
public final class AxonLifecycle implements SmartLifecycle {

  /** Below the scheduler's and the web server's phases: started earlier, stopped later. */
  public static final int PHASE = 0;

  private final Configuration axon;
  private volatile boolean running;

  AxonLifecycle(Configuration axon) {
    this.axon = axon;
  }

  @Override
  public void start() {
    demand(EventStore.class, EmbeddedEventStore.class);
    demand(TransactionManager.class, SpringTransactionManager.class);
    demand(DeadlineManager.class, DbSchedulerDeadlineManager.class);
    axon.start();
    if (axon.eventProcessingConfiguration()
        .eventProcessor(AxonConfiguration.SAGA_PROCESSOR, TrackingEventProcessor.class)
        .isEmpty()) {
      throw new IllegalStateException("The sagas have no tracking event processor");
    }
    running = true;
  }

  private <T> void demand(Class<T> component, Class<? extends T> wanted) {
    T found = axon.getComponent(component);
    if (!wanted.isInstance(found)) {
      throw new IllegalStateException(
          "%s should be a %s and is a %s"
              .formatted(component.getSimpleName(), wanted.getName(), found.getClass().getName()));
    }
  }

  @Override
  public void stop() {
    axon.shutdown();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
