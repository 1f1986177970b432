package io.umzug.infrastructure.work;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.umzug.application.migration.Actor;
import io.umzug.application.migration.EventHistory;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.application.migration.RecordedEvent;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.application.worker.Worker;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.migration.Condition;
import io.umzug.domain.migration.Evolution;
import io.umzug.domain.migration.Migration;
import io.umzug.domain.migration.MigrationEvent.WorkRequested;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.Underway;
import io.umzug.domain.migration.WorkOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a worker for each due work order. Whatever happens to this process, the order stays in the
 * table until its report has been handed in.
 */
final class WorkTask {

  static final String NAME = "work";

  private static final Logger LOG = LoggerFactory.getLogger(WorkTask.class);
  private static final Duration PAUSE_WHEN_FULL = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(5);

  private final WorkStore store;
  private final EventHistory history;
  private final Supplier<MigrationDesk> desk;
  private final Map<Class<?>, Worker<?>> workers;
  private final Semaphore room;

  /**
   * @param atOnce how much work may be under way at a time
   */
  WorkTask(
      WorkStore store,
      EventHistory history,
      Supplier<MigrationDesk> desk,
      List<Worker<?>> workers,
      int atOnce) {
    this.room = new Semaphore(atOnce);
    this.store = store;
    this.history = history;
    this.desk = desk;
    this.workers =
        workers.stream().collect(Collectors.toMap(Worker::performs, Function.identity()));
  }

  Task<Void> task() {
    return Tasks.custom(NAME, Void.class)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(PAUSE_AFTER_ERROR))
        .execute(this::execute);
  }

  /** Some threads are always free for deadlines: hours of SQL never take them all. */
  private CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
    if (!room.tryAcquire()) {
      return (complete, operations) ->
          operations.reschedule(complete, complete.getTimeDone().plus(PAUSE_WHEN_FULL));
    }
    try {
      return perform(instance.getId(), context);
    } finally {
      room.release();
    }
  }

  private CompletionHandler<Void> perform(String workId, ExecutionContext context) {
    try {
      WorkRequested request = store.request(workId);
      if (!isWanted(request.order())) {
        LOG.info("Work {} is no longer wanted", workId);
        return new OnCompleteRemove<>();
      }
      FencedContext fenced =
          new FencedContext(
              store,
              request.order(),
              store.pickUp(workId),
              context,
              () -> isWanted(request.order()));
      Report report = perform(request, fenced);
      fenced.check();
      handIn(report, request.order());
      return new OnCompleteRemove<>();
    } catch (WorkInterrupted interrupted) {
      LOG.info("Work {} stops here and goes on later: {}", workId, interrupted.getMessage());
      return (complete, operations) -> operations.reschedule(complete, complete.getTimeDone());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return (complete, operations) -> operations.reschedule(complete, complete.getTimeDone());
    } catch (RuntimeException unforeseen) {
      if (Hiccup.isBehind(unforeseen)) {
        throw unforeseen;
      }
      return failed(workId, unforeseen);
    }
  }

  /** A report that cannot be taken as it is ends as a failure, not in an endless retry. */
  private void handIn(Report report, WorkOrder order) {
    try {
      var unused = desk.get().report(report, Actor.WORKER);
    } catch (RuntimeException unforeseen) {
      if (Hiccup.isBehind(unforeseen)) {
        throw unforeseen;
      }
      LOG.error("The report about {} was not taken", order.workId(), unforeseen);
      var unused = desk.get().report(Report.failed(order, unknown(unforeseen)), Actor.WORKER);
    }
  }

  /** The order itself cannot be read: the move that waits for it still knows it. */
  private CompletionHandler<Void> failed(String workId, RuntimeException unforeseen) {
    LOG.error("Work {} cannot be begun", workId, unforeseen);
    MigrationId move = new MigrationId(workId.substring(0, workId.indexOf('/')));
    if (state(move) instanceof Underway underway
        && underway.condition() instanceof Condition.Working working
        && working.order().workId().equals(workId)) {
      var unused =
          desk.get().report(Report.failed(working.order(), unknown(unforeseen)), Actor.WORKER);
    }
    return new OnCompleteRemove<>();
  }

  /** A pick-up after a kill may find that its report was handed in already. */
  private boolean isWanted(WorkOrder order) {
    return state(order.migration()) instanceof Underway underway
        && underway.condition() instanceof Condition.Working working
        && working.order().equals(order);
  }

  private Migration state(MigrationId move) {
    return Evolution.of(history.of(move).stream().map(RecordedEvent::event).toList());
  }

  private <R extends WorkRequested> Report perform(R request, FencedContext context)
      throws InterruptedException {
    @SuppressWarnings("unchecked") // performs() ties the worker to its kind of request
    Worker<R> worker = (Worker<R>) workers.get(request.getClass());
    if (worker == null) {
      throw new IllegalStateException("No worker performs " + request.getClass().getName());
    }
    try {
      return worker.perform(request, context);
    } catch (WorkInterrupted interrupted) {
      throw interrupted;
    } catch (RuntimeException | Error unforeseen) {
      if (Hiccup.isBehind(unforeseen)) {
        throw unforeseen;
      }
      LOG.error("Work {} failed in a way nobody foresaw", request.workId(), unforeseen);
      return Report.failed(request.order(), unknown(unforeseen));
    }
  }

  private static Diagnosis unknown(Throwable unforeseen) {
    return new Diagnosis(
        "Umzug met an error that it does not know.",
        List.of(),
        "Look at the exact text and the service's log; retry the step when the cause is gone.",
        unforeseen.toString());
  }
}
