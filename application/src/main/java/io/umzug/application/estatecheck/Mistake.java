package io.umzug.application.estatecheck;

import java.util.Comparator;
import java.util.List;

/**
 * Something that cannot be in an estate file.
 *
 * @param line from 1 on
 * @param column from 1 on
 * @param sentence what is wrong and what is meant
 * @param rules identifiers such as {@code B2}, maybe none
 */
public record Mistake(int line, int column, String sentence, List<String> rules) {

  public static final Comparator<Mistake> BY_PLACE =
      Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column);

  public Mistake {
    rules = List.copyOf(rules);
  }

  /** As compilers tell it, so that editors find the place: {@code umzug.yaml:12:7: …}. */
  public String in(String file) {
    return "%s:%d:%d: %s%s"
        .formatted(
            file,
            line,
            column,
            sentence,
            rules.isEmpty() ? "" : " (" + String.join(", ", rules) + ")");
  }
}
