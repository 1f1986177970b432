package io.umzug.infrastructure.work;

import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import io.umzug.application.work.Pace;
import io.umzug.application.work.ProgressBoard.Progress;
import io.umzug.application.work.WorkContext;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.domain.migration.WorkOrder;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A worker's surroundings, good for one pick-up only. */
final class FencedContext implements WorkContext {

  private final WorkStore store;
  private final WorkOrder order;
  private final String workId;
  private final int pickup;
  private final ExecutionContext execution;
  private final BooleanSupplier wanted;

  /**
   * @param wanted whether the move still waits for this work; not, where it was given up
   */
  FencedContext(
      WorkStore store,
      WorkOrder order,
      int pickup,
      ExecutionContext execution,
      BooleanSupplier wanted) {
    this.wanted = wanted;
    this.store = store;
    this.order = order;
    this.workId = order.workId();
    this.pickup = pickup;
    this.execution = execution;
  }

  @Override
  public void progress(String subject, int percent) {
    demand(store.progress(workId, pickup, new Progress(subject, percent)));
  }

  @Override
  public void progress(String subject, int percent, Pace pace) {
    demand(
        store.progress(
            workId,
            pickup,
            new Progress(subject, percent, pace.bytesPerSecond(), pace.left().toSeconds())));
  }

  @Override
  public void remember(String note) {
    demand(store.remember(workId, pickup, note));
  }

  @Override
  public Optional<String> recall() {
    return store.recall(workId);
  }

  @Override
  public Optional<String> recallEarlierAttempt() {
    for (int attempt = order.attempt() - 1; attempt > 0; attempt--) {
      Optional<String> note = store.recall(order.workId(attempt));
      if (note.isPresent()) {
        return note;
      }
    }
    return Optional.empty();
  }

  /** Before the report: a worker that was overtaken has nothing to say. */
  void check() {
    demand(store.isLatest(workId, pickup));
  }

  private void demand(boolean latest) {
    if (!latest) {
      throw new WorkInterrupted("another pick-up has taken over");
    }
    if (!wanted.getAsBoolean()) {
      throw new WorkInterrupted("the move does not wait for it any more");
    }
    if (execution.getSchedulerState().isShuttingDown()) {
      throw new WorkInterrupted("the service is shutting down");
    }
  }
}
