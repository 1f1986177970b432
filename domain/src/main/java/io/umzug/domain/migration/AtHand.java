package io.umzug.domain.migration;

import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Task;
import java.util.Optional;

/**
 * The id of what a person has in front of them: the work that failed, the checks that found
 * something, or what is theirs to do. It travels with their word, so that a word about what is over
 * is not taken for one about what came after it.
 */
public final class AtHand {

  private AtHand() {}

  /** Empty where the move waits for a word that cannot be mistaken. */
  public static Optional<String> of(Underway state) {
    return switch (state.condition()) {
      case Condition.Working working -> Optional.of(working.order().workId());
      case Condition.Halted halted -> Optional.of(halted.order().workId());
      case Condition.AwaitingFindings _ ->
          Optional.of(
              id(
                  state,
                  Task.RUN_PREFLIGHT,
                  state.siteOf(Task.RUN_PREFLIGHT),
                  state.standing().inspection().attempt()));
      case Condition.Offered _ ->
          Optional.of(
              id(
                  state,
                  Task.CONFIRM_BY_HAND,
                  state.detour() instanceof Detour.RollingBack back
                      ? back.part().site()
                      : state.siteOf(Task.CONFIRM_BY_HAND),
                  1));
      case Condition.Held _, Condition.AwaitingApproval _, Condition.Passing _ -> Optional.empty();
    };
  }

  private static String id(Underway state, Task task, Site site, int attempt) {
    return Requests.order(state, task, site, attempt).workId();
  }

  /** Refuses a word about anything else than what is in front of the person now. */
  static Optional<Refusal> unless(Underway state, String said) {
    String now = of(state).orElse("");
    return said.strip().equals(now)
        ? Optional.empty()
        : Optional.of(new Refusal.NotWhatStandsHere(state.label(), said.strip(), now));
  }
}
