package io.umzug.domain.route;

import java.util.List;
import java.util.Optional;

/**
 * Why a decision came to what it came to.
 *
 * @param outcome the decision that it supports
 * @param rules the identifiers behind it, in docs/relocation.md
 * @param restsOn the fact behind it, known or not
 * @param known the fact as it is known; empty where it is not
 * @param flips the nearest values of that fact that would change the decision; none where no value
 *     of it alone would
 */
public record Reason(
    Outcome outcome,
    String sentence,
    List<String> rules,
    Fact<?> restsOn,
    Optional<Known<?>> known,
    List<Flip> flips) {

  public Reason {
    rules = List.copyOf(rules);
    flips = List.copyOf(flips);
  }
}
