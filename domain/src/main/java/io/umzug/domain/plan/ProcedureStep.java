package io.umzug.domain.plan;

import java.util.List;

/**
 * A step as a move has to carry it out.
 *
 * @param held whether a person must say "begin" first, because it starts the move or overwrites
 *     data
 * @param tasks its parts, in order
 */
public record ProcedureStep(Step step, Obligation obligation, boolean held, List<Task> tasks) {

  public ProcedureStep {
    tasks = List.copyOf(tasks);
  }
}
