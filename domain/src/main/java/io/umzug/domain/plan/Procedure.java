package io.umzug.domain.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The hops of a route and their steps, in order. It is frozen into the event that chooses the plan:
 * a newer release never changes a move that is under way.
 *
 * @param plan absent where R24's table is not gone by
 * @param hops empty in what the first release stored, which knew one relocation only
 */
public record Procedure(@Nullable Plan plan, List<ProcedureStep> steps, @Nullable List<Hop> hops) {

  public Procedure {
    steps = List.copyOf(steps);
    hops = hops == null ? List.of() : List.copyOf(hops);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("A procedure has at least one step");
    }
  }

  /** As it was frozen by a release that knew one relocation only. */
  public Procedure upcast(XPhoneVersion from, XPhoneVersion to) {
    return hops().isEmpty()
        ? new Procedure(plan, steps, List.of(Hop.relocation(from, to, Site.SOURCE)))
        : this;
  }

  /** In the order in which they are gone. */
  @Override
  public List<Hop> hops() {
    return hops == null ? List.of() : hops;
  }

  public ProcedureStep at(int position) {
    return steps.get(position);
  }

  public Hop hop(int index) {
    return hops().get(index);
  }

  /** The hop to which the step at this position belongs. */
  public Hop hopAt(int position) {
    return hop(at(position).hop());
  }

  public boolean isLast(int position) {
    return position == steps.size() - 1;
  }

  /** Where the step stands in this procedure; empty where it does not have it. */
  public Optional<Integer> positionOf(StepAt wanted) {
    return IntStream.range(0, steps.size())
        .filter(i -> at(i).at().equals(wanted))
        .boxed()
        .findFirst();
  }

  /** The label by which people name a step, such as {@code 7a} or {@code V6:R12}. */
  public String label(StepAt step) {
    return hop(step.hop()).prefix() + step.step().label();
  }

  /** The step with this label, in any case of letters. */
  public Optional<StepAt> labelled(String label) {
    return steps.stream()
        .map(ProcedureStep::at)
        .filter(step -> label(step).equalsIgnoreCase(label))
        .findFirst();
  }

  /**
   * SHA-256 over plan, hops, order, obligations, holds and tasks, in lower-case hex. What is the
   * same for every procedure of the first release is left out, so that its hashes still hold.
   */
  public String hash() {
    StringBuilder canonical = new StringBuilder(plan == null ? "-" : plan.name());
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
      if (step.hop() > 0) {
        canonical.append('|').append(step.hop());
      }
    }
    if (hops().size() > 1 || hops().stream().anyMatch(h -> h.kind() != HopKind.RELOCATION)) {
      hops().forEach(hop -> canonical.append('\n').append(hop));
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
