package io.umzug.domain.route;

import io.umzug.domain.route.Deliberation.Ground;
import io.umzug.domain.route.Outcome.Asked;
import io.umzug.domain.route.Outcome.WithCaution;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what would change a decision, by deciding anew with one fact changed. */
final class Flips {

  private final Deliberation now;
  private final MoveFacts facts;

  Flips(Deliberation now, MoveFacts facts) {
    this.now = now;
    this.facts = facts;
  }

  /** Every ground as a reason, with the values that would change it. */
  List<Reason> reasons() {
    return now.grounds().stream().map(this::reason).toList();
  }

  private Reason reason(Ground ground) {
    return new Reason(
        ground.outcome(),
        ground.sentence(),
        ground.rules(),
        ground.fact(),
        facts.get(ground.fact()).map(_ -> known(ground.fact())),
        flips(ground, ground.fact()));
  }

  private <T> Known<T> known(Fact<T> fact) {
    return new Known<>(fact, facts.get(fact).orElseThrow());
  }

  /** For each outcome that can be reached the nearest value. */
  private <T> List<Flip> flips(Ground ground, Fact<T> fact) {
    Optional<T> known = facts.get(fact);
    Map<Outcome, T> nearest = new LinkedHashMap<>();
    for (T value : suppositions(ground, fact, known)) {
      Outcome becomes = outcome(ground.outcome(), facts.with(fact, value));
      if (!becomes.equals(ground.outcome())) {
        nearest.merge(becomes, value, (one, other) -> nearer(fact, known, one, other));
      }
    }
    return nearest.entrySet().stream()
        .sorted(Comparator.comparing(entry -> distance(fact, known, entry.getValue())))
        .map(entry -> new Flip(new Known<>(fact, entry.getValue()), entry.getKey()))
        .toList();
  }

  @SuppressWarnings("unchecked") // A ground's suppositions are of the fact on which it rests.
  private static <T> Set<T> suppositions(Ground ground, Fact<T> fact, Optional<T> known) {
    Set<T> values = new LinkedHashSet<>(fact.kind().suppositions(known.orElse(null)));
    ground.suppositions().forEach(supposed -> values.add((T) supposed.value()));
    known.ifPresent(values::remove);
    return values;
  }

  private static <T> T nearer(Fact<T> fact, Optional<T> known, T one, T other) {
    return distance(fact, known, one).compareTo(distance(fact, known, other)) <= 0 ? one : other;
  }

  /** From what is unknown all values are equally far. */
  private static <T> BigDecimal distance(Fact<T> fact, Optional<T> known, T value) {
    return known.map(now -> fact.kind().distance(now, value)).orElse(BigDecimal.ZERO);
  }

  /** What the decision comes to with these facts, or what takes its place. */
  private Outcome outcome(Outcome decided, MoveFacts changed) {
    Deliberation then = RouteCompiler.deliberate(changed);
    if (!then.questions().isEmpty()) {
      return new Asked(then.questions().getFirst().fact());
    }
    return then.on(decided.decision())
        .or(() -> fallsAway(decided))
        .or(() -> otherThanNow(then, "route"))
        .or(() -> otherThanNow(then, "plan"))
        .or(() -> otherThanNow(then, "versions"))
        .orElse(decided);
  }

  /** A warning that is not given is no other decision. */
  private static Optional<Outcome> fallsAway(Outcome decided) {
    return decided instanceof WithCaution caution
        ? Optional.of(new WithCaution(caution.caution(), false))
        : Optional.empty();
  }

  private Optional<Outcome> otherThanNow(Deliberation then, String decision) {
    return then.on(decision).filter(outcome -> !now.on(decision).equals(Optional.of(outcome)));
  }
}
