package io.umzug.domain.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the policies find on their way through the facts: questions, and outcomes with grounds. */
final class Deliberation {

  /**
   * A reason before anything has been tried.
   *
   * @param suppositions values about which the kind of the fact cannot know
   */
  record Ground(
      Outcome outcome,
      String sentence,
      List<String> rules,
      Fact<?> fact,
      List<Known<?>> suppositions) {}

  private final MoveFacts facts;
  private final Map<Fact<?>, Question> questions = new LinkedHashMap<>();
  private final List<Ground> grounds = new ArrayList<>();

  Deliberation(MoveFacts facts) {
    this.facts = facts;
  }

  <T> Optional<T> get(Fact<T> fact) {
    return facts.get(fact);
  }

  <T> boolean is(Fact<T> fact, T value) {
    return facts.is(fact, value);
  }

  /** The value of a fact on which something depends; where it is unknown, it is asked for. */
  <T> Optional<T> need(Fact<T> fact, String why, String... rules) {
    Optional<T> value = facts.get(fact);
    if (value.isEmpty()) {
      questions.putIfAbsent(
          fact, new Question(fact, List.of(), fact.question(), why, List.of(rules)));
    }
    return value;
  }

  /** The fact cannot be as it is together with the other one. */
  void contradiction(Fact<?> fact, Fact<?> other, String asks, String why, String... rules) {
    questions.putIfAbsent(fact, new Question(fact, List.of(other), asks, why, List.of(rules)));
  }

  /** Where no two of the facts contradict each other, but all of them together do. */
  void contradiction(Fact<?> fact, List<Fact<?>> others, String asks, String why, String rule) {
    questions.putIfAbsent(fact, new Question(fact, others, asks, why, List.of(rule)));
  }

  void because(Outcome outcome, Fact<?> fact, String sentence, String... rules) {
    grounds.add(new Ground(outcome, sentence, List.of(rules), fact, List.of()));
  }

  /** A reason whose turning points follow from other facts. */
  void because(
      Outcome outcome,
      Fact<?> fact,
      List<Known<?>> suppositions,
      String sentence,
      String... rules) {
    grounds.add(new Ground(outcome, sentence, List.of(rules), fact, suppositions));
  }

  void warn(Caution caution, Fact<?> fact, String sentence, String... rules) {
    because(new Outcome.WithCaution(caution, true), fact, sentence, rules);
  }

  void warnNot(Caution caution, Fact<?> fact, String sentence, String... rules) {
    because(new Outcome.WithCaution(caution, false), fact, sentence, rules);
  }

  List<Question> questions() {
    return List.copyOf(questions.values());
  }

  List<Ground> grounds() {
    return List.copyOf(grounds);
  }

  /** What was decided about this; empty where nothing was. */
  Optional<Outcome> on(String decision) {
    return grounds.stream()
        .map(Ground::outcome)
        .filter(outcome -> outcome.decision().equals(decision))
        .findFirst();
  }
}
