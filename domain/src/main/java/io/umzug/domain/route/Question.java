package io.umzug.domain.route;

import java.util.List;

/**
 * What must be said before there can be advice.
 *
 * @param fact the fact that is missing or does not fit
 * @param contradicts the facts with which it cannot be true at once; empty where it is missing
 * @param asks what a person is asked
 * @param why what depends on it
 * @param rules the identifiers behind it, in docs/relocation.md
 */
public record Question(
    Fact<?> fact, List<Fact<?>> contradicts, String asks, String why, List<String> rules) {

  public Question {
    contradicts = List.copyOf(contradicts);
    rules = List.copyOf(rules);
  }

  public boolean isContradiction() {
    return !contradicts.isEmpty();
  }
}
