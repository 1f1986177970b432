package io.umzug.application.migration;

import io.umzug.application.work.ProgressBoard.Progress;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.plan.Guidance;
import io.umzug.domain.plan.Obligation;
import io.umzug.domain.plan.Performer;
import io.umzug.domain.plan.Plan;
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
    long events) {

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
    /** For a person who mends a failure. */
    HALTED,
    COMPLETED
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
   * @param begun when its turn came; absent while pending
   * @param ended when it was done or skipped; absent before
   * @param remark the note of its confirmation or the reason for skipping; may be empty
   */
  public record Row(
      Step step,
      String label,
      String title,
      Obligation obligation,
      Performer performer,
      StepState state,
      int attempts,
      @Nullable Instant begun,
      @Nullable Instant ended,
      String remark) {}

  public Board {
    rows = List.copyOf(rows);
    progress = List.copyOf(progress);
  }
}
