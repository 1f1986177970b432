package io.umzug.application.migration;

import io.umzug.application.migration.Board.Row;
import io.umzug.application.migration.Board.StepState;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationEvent.OfStep;
import io.umzug.domain.migration.MigrationEvent.RolledBack;
import io.umzug.domain.migration.MigrationEvent.SkippedStepDone;
import io.umzug.domain.migration.MigrationEvent.StepBegun;
import io.umzug.domain.migration.MigrationEvent.StepCompleted;
import io.umzug.domain.migration.MigrationEvent.StepConfirmed;
import io.umzug.domain.migration.MigrationEvent.StepHeld;
import io.umzug.domain.migration.MigrationEvent.StepRetried;
import io.umzug.domain.migration.MigrationEvent.StepSkipped;
import io.umzug.domain.plan.Guidance;
import io.umzug.domain.plan.Performer;
import io.umzug.domain.plan.Procedure;
import io.umzug.domain.plan.ProcedureStep;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.Task;
import java.time.Instant;
import java.util.HashMap;
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

  private final Procedure procedure;
  private final Map<StepAt, Track> tracks = new HashMap<>();
  private boolean rolledBack;

  BoardFold(Procedure procedure) {
    this.procedure = procedure;
  }

  List<Row> rows(List<RecordedEvent> events) {
    events.forEach(recorded -> fold(recorded.event(), recorded.at()));
    return procedure.steps().stream().map(step -> row(step, track(step.at()))).toList();
  }

  /** The row of what is done beside the procedure, such as a rollback. */
  Row beside(ProcedureStep step, List<RecordedEvent> events) {
    Track track = new Track();
    track.state = StepState.CURRENT;
    track.attempts = 1;
    for (RecordedEvent recorded : events) {
      MigrationEvent event = recorded.event();
      if (event instanceof MigrationEvent.SnapshotDemanded
          || event instanceof MigrationEvent.BackupDemanded
          || event instanceof MigrationEvent.RollbackBegun) {
        track.begun = recorded.at();
        track.attempts = 1;
      } else if (event instanceof StepRetried retried && retried.step() == step.step()) {
        track.attempts = retried.attempt();
      }
    }
    return row(step, track);
  }

  private void fold(MigrationEvent event, Instant at) {
    if (event instanceof RolledBack) {
      rolledBack = true;
    }
    if (event instanceof OfStep step && procedure.positionOf(step.at()).isPresent()) {
      fold(step, at);
    }
  }

  private void fold(OfStep event, Instant at) {
    Track track = track(event.at());
    switch (event) {
      case StepHeld held -> enter(held.at(), at);
      case StepBegun begun -> enter(begun.at(), at);
      case StepConfirmed confirmed -> track.remark = confirmed.note();
      case MigrationEvent.TaskDoneByHand done -> track.remark = done.note();
      case MigrationEvent.DifferencesAccepted accepted -> track.remark = accepted.reason();
      case MigrationEvent.VmSnapshotClaimed claimed -> track.remark = claimed.name();
      case MigrationEvent.LossAccepted accepted -> track.remark = accepted.statement();
      case MigrationEvent.ArtefactsTransferred transferred ->
          track.remark = "%d. %s".formatted(transferred.count(), transferred.note()).strip();
      case StepSkipped skipped -> {
        track.remark = skipped.reason();
        track.state = StepState.SKIPPED;
      }
      case SkippedStepDone done -> {
        track.remark = done.note();
        track.state = StepState.DONE;
        track.ended = at;
      }
      case StepRetried retried -> track.attempts = retried.attempt();
      case StepCompleted _ -> {
        track.ended = at;
        if (track.state != StepState.SKIPPED) {
          track.state = StepState.DONE;
        }
      }
      case MigrationEvent.EvidenceAttached _,
          MigrationEvent.StepOffered _,
          MigrationEvent.ApprovalAwaited _,
          MigrationEvent.OverwriteApproved _,
          MigrationEvent.BatchFilesApproved _,
          MigrationEvent.FindingsAwaited _ -> {}
      case MigrationEvent.FindingsAccepted accepted -> track.remark = accepted.reason();
    }
  }

  private void enter(StepAt step, Instant at) {
    if (rolledBack) {
      int from = procedure.positionOf(step).orElse(0);
      procedure.steps().stream().skip(from).forEach(undone -> tracks.remove(undone.at()));
      rolledBack = false;
    }
    Track track = track(step);
    if (track.state != StepState.CURRENT) {
      track.begun = at;
    }
    track.state = StepState.CURRENT;
    track.attempts = 1;
  }

  private Track track(StepAt step) {
    return tracks.computeIfAbsent(step, _ -> new Track());
  }

  private Row row(ProcedureStep step, Track track) {
    boolean inProcedure = procedure.positionOf(step.at()).isPresent();
    return new Row(
        step.step(),
        step.hop(),
        inProcedure ? procedure.label(step.at()) : step.step().label(),
        Guidance.of(step.step(), procedure.hop(step.hop())).title(),
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
