package io.umzug.application.migration;

import io.umzug.domain.migration.CutOverWindow;
import io.umzug.domain.migration.Evolution;
import io.umzug.domain.migration.MigrationEvent.WorkRequested;
import io.umzug.domain.migration.MigrationEvent.WorkSucceeded;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.Underway;
import io.umzug.domain.plan.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * R16: until when a rollback could begin and still end before the window closes. What it would take
 * is measured at the move itself; nothing is assumed.
 *
 * @param window number of the event that scheduled it
 * @param measures what the rollback is expected to take, each with the work it was measured at;
 *     none where there is no snapshot to go back to yet
 * @param estimate the sum of the measures
 * @param warning from when on the last moment is near
 * @param lastMoment at which a rollback would still end before the window closes
 */
public record GoNoGo(
    long window,
    Instant from,
    Instant until,
    CutOverWindow.Stage stage,
    List<Measure> measures,
    Duration estimate,
    Instant warning,
    Instant lastMoment,
    Verdict verdict) {

  /** Whether the move may go further. */
  public enum Verdict {
    GO,
    /** The last moment is near. */
    WARN,
    /** A rollback would end after the window closes. */
    NO_GO
  }

  /**
   * A part of a rollback.
   *
   * @param task that was measured; the nearest there is to the rollback's own
   * @param work id of the work that was measured
   */
  public record Measure(Task task, Duration took, String work) {}

  /** What tells best how long databases take to come back, best first. */
  private static final List<Task> RESTORING =
      List.of(
          Task.RESTORE_SNAPSHOT,
          Task.RESTORE_DATABASES,
          Task.BACK_UP_DATABASES,
          Task.TAKE_SNAPSHOT);

  /** What tells best how long the service takes to come back, best first. */
  private static final List<Task> STARTING =
      List.of(Task.RESTART_SERVICE, Task.RUN_SERVICE, Task.START_SERVICE);

  public GoNoGo {
    measures = List.copyOf(measures);
  }

  /**
   * Empty where no window is agreed on, or the old server is off already.
   *
   * @param margin how long before the last moment it is near
   */
  public static Optional<GoNoGo> of(List<RecordedEvent> events, Duration margin, Instant now) {
    if (Evolution.of(events.stream().map(RecordedEvent::event).toList()) instanceof Underway move) {
      CutOverWindow window = move.timing().window();
      if (window != null && !move.isPastNoReturn()) {
        return Optional.of(of(window, measures(move, events), margin, now));
      }
    }
    return Optional.empty();
  }

  private static GoNoGo of(
      CutOverWindow window, List<Measure> measures, Duration margin, Instant now) {
    Duration estimate = measures.stream().map(Measure::took).reduce(Duration.ZERO, Duration::plus);
    Instant lastMoment = window.until().minus(estimate);
    Instant warning = lastMoment.minus(margin);
    Verdict verdict =
        window.stage() == CutOverWindow.Stage.CLOSED || !now.isBefore(lastMoment)
            ? Verdict.NO_GO
            : now.isBefore(warning) ? Verdict.GO : Verdict.WARN;
    return new GoNoGo(
        window.number(),
        window.from(),
        window.until(),
        window.stage(),
        measures,
        estimate,
        warning,
        lastMoment,
        verdict);
  }

  /** When something is to be told next; empty where nothing is, until a person says something. */
  public Optional<Instant> next() {
    return switch (stage) {
      case OPEN -> Optional.of(warning);
      case CLOSING -> Optional.of(lastMoment);
      case CLOSED, OVERRIDDEN -> Optional.empty();
    };
  }

  /** What the move has to be told now; empty where nothing is due. */
  public Optional<Report> due(MigrationId move) {
    return switch (stage) {
      case CLOSED, OVERRIDDEN -> Optional.empty();
      case OPEN, CLOSING ->
          switch (verdict) {
            case NO_GO -> Optional.of(new Report.RollbackWindowClosed(move, window, lastMoment));
            case WARN ->
                stage == CutOverWindow.Stage.OPEN
                    ? Optional.of(new Report.RollbackWindowClosing(move, window, lastMoment))
                    : Optional.empty();
            case GO -> Optional.empty();
          };
    };
  }

  private static List<Measure> measures(Underway move, List<RecordedEvent> events) {
    if (move.restorePoints().stream().allMatch(point -> point.takenBack())) {
      return List.of();
    }
    Map<String, Instant> asked = new HashMap<>();
    Map<Task, Measure> latest = new EnumMap<>(Task.class);
    for (RecordedEvent recorded : events) {
      switch (recorded.event()) {
        case WorkRequested requested -> asked.put(requested.workId(), recorded.at());
        case WorkSucceeded done -> {
          Instant begun = asked.getOrDefault(done.workId(), recorded.at());
          Task task = done.order().task();
          latest.put(
              task, new Measure(task, Duration.between(begun, recorded.at()), done.workId()));
        }
        default -> {}
      }
    }
    return Stream.of(RESTORING, STARTING)
        .flatMap(tasks -> tasks.stream().map(latest::get).filter(Objects::nonNull).limit(1))
        .toList();
  }
}
