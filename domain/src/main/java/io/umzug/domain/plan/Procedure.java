package io.umzug.domain.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The ordered steps of a move. It is frozen into the event that chooses the plan: a newer release
 * of the table never changes a move that is under way.
 */
public record Procedure(Plan plan, List<ProcedureStep> steps) {

  public Procedure {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("A procedure has at least one step");
    }
  }

  public ProcedureStep at(int position) {
    return steps.get(position);
  }

  public boolean isLast(int position) {
    return position == steps.size() - 1;
  }

  /** Where the step stands in this procedure; empty where the plan does not have it. */
  public Optional<Integer> positionOf(Step step) {
    return IntStream.range(0, steps.size())
        .filter(i -> steps.get(i).step() == step)
        .boxed()
        .findFirst();
  }

  /** SHA-256 over plan, order, obligations, holds and tasks, in lower-case hex. */
  public String hash() {
    StringBuilder canonical = new StringBuilder(plan.name());
    for (ProcedureStep step : steps) {
      canonical
          .append('\n')
          .append(step.step().label())
          .append('|')
          .append(step.obligation())
          .append('|')
          .append(step.held())
          .append('|')
          .append(step.tasks());
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(canonical.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }
}
