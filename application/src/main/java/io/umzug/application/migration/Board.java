package io.umzug.application.migration;

import io.umzug.application.work.ProgressBoard.Progress;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.OverwriteEntry;
import io.umzug.domain.migration.RollbackPlan;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Guidance;
import io.umzug.domain.plan.Obligation;
import io.umzug.domain.plan.Performer;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.XPhoneVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A move as the operator sees it: the plan's column with the state of each step.
 *
 * @param plan absent until one is chosen
 * @param current the step the move stands at; absent before the plan and after the end
 * @param diagnosis of the failure at which the move halts; absent otherwise
 * @param events how many events the move has
 * @param beside what stands beside the plan's column
 */
public record Board(
    String id,
    String title,
    String estate,
    boolean rehearsal,
    XPhoneVersion from,
    XPhoneVersion to,
    @Nullable Plan plan,
    State state,
    List<Row> rows,
    @Nullable Row current,
    @Nullable Guidance guidance,
    @Nullable Diagnosis diagnosis,
    List<Progress> progress,
    Instant since,
    long events,
    Beside beside) {

  /** Who or what the move waits for. */
  public enum State {
    /** For a person to choose the plan. */
    OPENED,
    /** For a person's "begin". */
    HELD,
    /** For a worker. */
    WORKING,
    /** For a person who does the step by hand. */
    OFFERED,
    /** For a person to type the names of what may be overwritten (R33). */
    APPROVAL,
    /** For a person to accept what the checks have found, or to mend it. */
    FINDINGS,
    /** For a person who mends a failure. */
    HALTED,
    /** For a person to continue it. */
    PAUSED,
    COMPLETED,
    ABANDONED
  }

  /** How a step stands. */
  public enum StepState {
    PENDING,
    CURRENT,
    DONE,
    SKIPPED
  }

  /**
   * A step of the procedure.
   *
   * @param hop index of its hop, from 0
   * @param begun when its turn came; absent while pending
   * @param ended when it was done or skipped; absent before
   * @param remark the note of its confirmation or the reason for skipping; may be empty
   */
  public record Row(
      Step step,
      int hop,
      String label,
      String title,
      Obligation obligation,
      Performer performer,
      StepState state,
      int attempts,
      @Nullable Instant begun,
      @Nullable Instant ended,
      String remark) {}

  /**
   * What stands beside the column of steps.
   *
   * @param choice what was chosen; absent until it is
   * @param snapshots oldest first
   * @param approval what waits for a person's approval; absent where nothing does
   * @param findings what the checks have found and a person has to accept; absent where nothing is
   * @param rollback what is being undone; absent where nothing is
   * @param reason why the move is paused or was abandoned; absent otherwise
   * @param waits how long the move waits for a person; absent where it does not
   * @param cutOver the window of the cut-over (R16); absent where none is agreed on or it is past
   * @param work the id of what a person has in front of them, for their word about it; absent where
   *     none is owed
   * @param differing tables that arrived with other rows than were sent, and may be accepted
   */
  public record Beside(
      RouteKind route,
      @Nullable Choice choice,
      List<Kept> snapshots,
      @Nullable Approval approval,
      @Nullable Findings findings,
      @Nullable RollbackPlan rollback,
      @Nullable String reason,
      @Nullable Waits waits,
      @Nullable GoNoGo cutOver,
      @Nullable String work,
      List<DatabaseRestore> differing) {

    public Beside {
      snapshots = List.copyOf(snapshots);
      differing = List.copyOf(differing);
    }

    /** Where nothing is chosen yet, or everything is over. */
    public static Beside of(RouteKind route, @Nullable String reason) {
      return new Beside(
          route, null, List.of(), null, null, null, reason, null, null, null, List.of());
    }
  }

  /**
   * A snapshot.
   *
   * @param virtualMachine name of the virtual machine's snapshot that goes with it; may be empty
   * @param reachable whether a rollback may lead to it
   */
  public record Kept(
      String id,
      Site site,
      XPhoneVersion version,
      int databases,
      int files,
      String virtualMachine,
      boolean reachable) {}

  /**
   * A wait for a person.
   *
   * @param reminded how often it was reminded of
   * @param escalated whether others have heard of it
   */
  public record Waits(Instant since, int reminded, boolean escalated) {}

  /**
   * R33: what a restore would destroy.
   *
   * @param databases whose names a person has to type
   * @param ledger every database of the move as it is at the target
   */
  public record Approval(List<String> databases, List<OverwriteEntry> ledger) {
    public Approval {
      databases = List.copyOf(databases);
      ledger = List.copyOf(ledger);
    }
  }

  public Board {
    rows = List.copyOf(rows);
    progress = List.copyOf(progress);
  }
}
