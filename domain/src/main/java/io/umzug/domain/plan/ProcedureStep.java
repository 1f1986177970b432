package io.umzug.domain.plan;

import java.util.List;

/**
 * A step as a move has to carry it out.
 *
 * @param held whether a person must say "begin" first, because it starts the move or overwrites
 *     data
 * @param tasks its parts, in order
 * @param hop index of the hop to which it belongs, from 0
 */
public record ProcedureStep(
    Step step, Obligation obligation, boolean held, List<Task> tasks, int hop) {

  public ProcedureStep {
    tasks = List.copyOf(tasks);
  }

  public StepAt at() {
    return new StepAt(hop, step);
  }
}
