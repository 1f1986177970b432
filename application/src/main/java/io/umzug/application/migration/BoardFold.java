package io.umzug.application.migration;

import io.umzug.application.migration.Board.Row;
import io.umzug.application.migration.Board.StepState;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationEvent.MigrationCompleted;
import io.umzug.domain.migration.MigrationEvent.MigrationOpened;
import io.umzug.domain.migration.MigrationEvent.OfWork;
import io.umzug.domain.migration.MigrationEvent.PlanChosen;
import io.umzug.domain.migration.MigrationEvent.StepBegun;
import io.umzug.domain.migration.MigrationEvent.StepCompleted;
import io.umzug.domain.migration.MigrationEvent.StepConfirmed;
import io.umzug.domain.migration.MigrationEvent.StepHeld;
import io.umzug.domain.migration.MigrationEvent.StepOffered;
import io.umzug.domain.migration.MigrationEvent.StepRetried;
import io.umzug.domain.migration.MigrationEvent.StepSkipped;
import io.umzug.domain.plan.Guidance;
import io.umzug.domain.plan.Performer;
import io.umzug.domain.plan.Procedure;
import io.umzug.domain.plan.ProcedureStep;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds a move's events into the rows of its board. */
final class BoardFold {

  private static final class Track {
    private StepState state = StepState.PENDING;
    private int attempts;
    private @Nullable Instant begun;
    private @Nullable Instant ended;
    private String remark = "";
  }

  private final Map<Step, Track> tracks = new EnumMap<>(Step.class);

  List<Row> rows(Procedure procedure, List<RecordedEvent> events) {
    events.forEach(recorded -> fold(recorded.event(), recorded.at()));
    return procedure.steps().stream().map(this::row).toList();
  }

  private void fold(MigrationEvent event, Instant at) {
    switch (event) {
      case StepHeld held -> enter(held.step(), at);
      case StepBegun begun -> enter(begun.step(), at);
      case StepConfirmed confirmed -> track(confirmed.step()).remark = confirmed.note();
      case StepSkipped skipped -> {
        track(skipped.step()).remark = skipped.reason();
        track(skipped.step()).state = StepState.SKIPPED;
      }
      case StepRetried retried -> track(retried.step()).attempts = retried.attempt();
      case StepCompleted completed -> {
        Track track = track(completed.step());
        track.ended = at;
        if (track.state != StepState.SKIPPED) {
          track.state = StepState.DONE;
        }
      }
      case MigrationOpened _, PlanChosen _, StepOffered _, MigrationCompleted _, OfWork _ -> {}
    }
  }

  private void enter(Step step, Instant at) {
    Track track = track(step);
    track.state = StepState.CURRENT;
    track.attempts = 1;
    track.begun = at;
  }

  private Track track(Step step) {
    return tracks.computeIfAbsent(step, _ -> new Track());
  }

  private Row row(ProcedureStep step) {
    Track track = track(step.step());
    return new Row(
        step.step(),
        step.step().label(),
        Guidance.of(step.step()).title(),
        step.obligation(),
        performer(step),
        track.state,
        track.attempts,
        track.begun,
        track.ended,
        track.remark);
  }

  private static Performer performer(ProcedureStep step) {
    boolean byHand = step.tasks().contains(Task.CONFIRM_BY_HAND);
    boolean byUmzug = step.tasks().stream().anyMatch(Task::isWork);
    return byHand && byUmzug ? Performer.BOTH : byHand ? Performer.OPERATOR : Performer.UMZUG;
  }
}
