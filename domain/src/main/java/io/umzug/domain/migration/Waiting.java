package io.umzug.domain.migration;

import io.umzug.domain.migration.MigrationEvent.OfStep;
import io.umzug.domain.migration.MigrationEvent.OfTime;
import io.umzug.domain.migration.MigrationEvent.OfWork;
import io.umzug.domain.plan.Step;

/**
 * A wait of a move for a person.
 *
 * @param began number of the event with which it began, from 0: names the wait for ever
 * @param reminded how often the person was reminded of it
 * @param escalated whether others have heard of it
 */
public record Waiting(long began, int reminded, boolean escalated) {

  /** What an event does to the waiting for a person. */
  public enum Effect {
    /** A new wait, whatever was waited for before. */
    BEGINS,
    /** A new wait, and nobody expects it to be short. */
    BEGINS_PAUSED,
    /** Whoever was waited for is still waited for. */
    STAYS,
    /** Umzug is at work, or the move is at its end. */
    ENDS
  }

  /** Known from the event alone, so that whoever sees events only can tell it too. */
  public static Effect effect(MigrationEvent event) {
    return switch (event) {
      case MigrationEvent.MigrationPaused _ -> Effect.BEGINS_PAUSED;
      case MigrationEvent.MigrationContinued _,
          MigrationEvent.SnapshotForgone _,
          MigrationEvent.BackupForgone _ ->
          Effect.BEGINS;
      case OfTime _, MigrationEvent.MigrationOpened _ -> Effect.STAYS;
      case OfStep step -> effect(step);
      case OfWork work -> effect(work);
      case MigrationEvent.PlanChosen _,
          MigrationEvent.SnapshotDemanded _,
          MigrationEvent.BackupDemanded _,
          MigrationEvent.RollbackBegun _,
          MigrationEvent.RolledBack _,
          MigrationEvent.MigrationAbandoned _,
          MigrationEvent.MigrationCompleted _ ->
          Effect.ENDS;
    };
  }

  private static Effect effect(OfStep event) {
    return switch (event) {
      case MigrationEvent.StepHeld _,
          MigrationEvent.StepOffered _,
          MigrationEvent.ApprovalAwaited _,
          MigrationEvent.FindingsAwaited _ ->
          Effect.BEGINS;
      case MigrationEvent.SkippedStepDone _, MigrationEvent.EvidenceAttached _ -> Effect.STAYS;
      case MigrationEvent.StepBegun _,
          MigrationEvent.StepConfirmed _,
          MigrationEvent.StepSkipped _,
          MigrationEvent.StepRetried _,
          MigrationEvent.StepCompleted _,
          MigrationEvent.TaskDoneByHand _,
          MigrationEvent.DifferencesAccepted _,
          MigrationEvent.VmSnapshotClaimed _,
          MigrationEvent.LossAccepted _,
          MigrationEvent.ArtefactsTransferred _,
          MigrationEvent.BatchFilesApproved _,
          MigrationEvent.OverwriteApproved _,
          MigrationEvent.FindingsAccepted _ ->
          Effect.ENDS;
    };
  }

  private static Effect effect(OfWork event) {
    return switch (event) {
      case MigrationEvent.WorkFailed _ -> Effect.BEGINS;
      // Asked for beside the procedure: the step waits again as it did before.
      case MigrationEvent.SnapshotTaken taken
          when taken.order().step() == Step.SNAPSHOT_ON_DEMAND ->
          Effect.BEGINS;
      case MigrationEvent.BackupCompleted completed
          when completed.order().step() == Step.BACKUP_ON_DEMAND ->
          Effect.BEGINS;
      case MigrationEvent.WorkRequested _,
          MigrationEvent.WorkSucceeded _,
          MigrationEvent.WorkOverran _ ->
          Effect.ENDS;
    };
  }

  Waiting reminded(int times) {
    return new Waiting(began, times, escalated);
  }

  Waiting escalated(int times) {
    return new Waiting(began, times, true);
  }
}
