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
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.Underway;
import io.umzug.domain.migration.WorkOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(5);

  private final WorkStore store;
  private final EventHistory history;
  private final Supplier<MigrationDesk> desk;
  private final Map<Class<?>, Worker<?>> workers;

  WorkTask(
      WorkStore store,
      EventHistory history,
      Supplier<MigrationDesk> desk,
      List<Worker<?>> workers) {
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

  private CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
    String workId = instance.getId();
    WorkRequested request = store.request(workId);
    if (!isWanted(request.order())) {
      LOG.info("Work {} is no longer wanted", workId);
      return new OnCompleteRemove<>();
    }
    FencedContext fenced = new FencedContext(store, request.order(), store.pickUp(workId), context);
    try {
      Report report = perform(request, fenced);
      fenced.check();
      var unused = desk.get().report(report, Actor.WORKER);
      return new OnCompleteRemove<>();
    } catch (WorkInterrupted interrupted) {
      LOG.info("Work {} stops here and goes on later: {}", workId, interrupted.getMessage());
      return (complete, operations) -> operations.reschedule(complete, complete.getTimeDone());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return (complete, operations) -> operations.reschedule(complete, complete.getTimeDone());
    }
  }

  /** A pick-up after a kill may find that its report was handed in already. */
  private boolean isWanted(WorkOrder order) {
    Migration state =
        Evolution.of(history.of(order.migration()).stream().map(RecordedEvent::event).toList());
    return state instanceof Underway underway
        && underway.condition() instanceof Condition.Working working
        && working.order().equals(order);
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
    } catch (RuntimeException unforeseen) {
      LOG.error("Work {} failed in a way nobody foresaw", request.workId(), unforeseen);
      return Report.failed(
          request.order(),
          new Diagnosis(
              "Umzug met an error that it does not know.",
              List.of(),
              "Look at the exact text and the service's log; retry the step when the cause is"
                  + " gone.",
              unforeseen.toString()));
    }
  }
}
