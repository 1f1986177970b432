package io.umzug.application.migration;

import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.migration.CutOverWindow;
import io.umzug.domain.migration.Evolution;
import io.umzug.domain.migration.MigrationEvent.BackupCompleted;
import io.umzug.domain.migration.MigrationEvent.RestoreRequested;
import io.umzug.domain.migration.MigrationEvent.SnapshotRequested;
import io.umzug.domain.migration.MigrationEvent.SnapshotRestoreRequested;
import io.umzug.domain.migration.MigrationEvent.SnapshotTaken;
import io.umzug.domain.migration.MigrationEvent.WorkRequested;
import io.umzug.domain.migration.MigrationEvent.WorkSucceeded;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.Underway;
import io.umzug.domain.plan.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    OptionalLong wanted =
        move.restorePoints().stream()
            .filter(point -> !point.takenBack())
            .mapToLong(point -> bytes(point.snapshot().databases()))
            .max();
    if (wanted.isEmpty()) {
      return List.of();
    }
    Map<String, WorkRequested> asked = new HashMap<>();
    Map<String, Instant> since = new HashMap<>();
    List<Measured> measured = new ArrayList<>();
    for (RecordedEvent recorded : events) {
      if (recorded.event() instanceof WorkRequested requested) {
        asked.put(requested.workId(), requested);
        since.put(requested.workId(), recorded.at());
      } else if (recorded.event() instanceof WorkSucceeded done) {
        Instant begun = since.getOrDefault(done.workId(), recorded.at());
        Duration took = Duration.between(begun, recorded.at());
        measured.add(
            new Measured(
                new Measure(done.order().task(), took, done.workId()),
                bytes(asked.get(done.workId()), done)));
      }
    }
    return Stream.of(restoring(measured, wanted.getAsLong()), best(STARTING, measured))
        .flatMap(Optional::stream)
        .toList();
  }

  /** What was measured, and at how many bytes of databases. */
  private record Measured(Measure measure, long bytes) {}

  /**
   * The best that was measured at no less than the largest rollback has to bring back: a small one
   * says nothing about it. Where there is none, the longest.
   */
  private static Optional<Measure> restoring(List<Measured> measured, long wanted) {
    List<Measured> enough = measured.stream().filter(m -> m.bytes() >= wanted).toList();
    return best(RESTORING, enough)
        .or(
            () ->
                measured.stream()
                    .map(Measured::measure)
                    .filter(measure -> RESTORING.contains(measure.task()))
                    .max(Comparator.comparing(Measure::took)));
  }

  /** The latest of the task that comes first. */
  private static Optional<Measure> best(List<Task> tasks, List<Measured> measured) {
    return tasks.stream()
        .flatMap(
            task ->
                measured.stream()
                    .map(Measured::measure)
                    .filter(measure -> measure.task() == task)
                    .reduce((_, later) -> later)
                    .stream())
        .findFirst();
  }

  /** A snapshot that is made of a backup just taken has copied no database itself (R23). */
  private static long bytes(@Nullable WorkRequested asked, WorkSucceeded done) {
    if (done instanceof BackupCompleted backup) {
      return bytes(backup.backups());
    }
    if (asked instanceof RestoreRequested restore) {
      return bytes(restore.backups());
    }
    if (asked instanceof SnapshotRestoreRequested restore) {
      return bytes(restore.databases());
    }
    return asked instanceof SnapshotRequested snapshot
            && snapshot.kept().isEmpty()
            && done instanceof SnapshotTaken taken
        ? bytes(taken.snapshot().databases())
        : 0;
  }

  private static long bytes(List<DatabaseBackup> backups) {
    return backups.stream().mapToLong(DatabaseBackup::bytes).sum();
  }
}
