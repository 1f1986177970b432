package io.umzug.domain.diagnosis;

import java.util.List;

/**
 * Why something failed, for the person who has to mend it.
 *
 * @param cause what happened, in a sentence or two
 * @param rules identifiers such as {@code B3}
 * @param remedy what to do now
 * @param exactText the original error text, unchanged but for U+0000, which becomes U+FFFD
 */
public record Diagnosis(String cause, List<String> rules, String remedy, String exactText) {

  public Diagnosis {
    rules = List.copyOf(rules);
    // PostgreSQL keeps every character in JSON but this one.
    cause = cause.replace('\0', '\uFFFD');
    exactText = exactText.replace('\0', '\uFFFD');
  }
}
