package io.umzug.infrastructure.facts;

import java.util.List;

/**
 * Something in a file of facts that cannot be understood.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param known what would have been understood in its place; empty where that is no list
 */
public record Mistake(int line, int column, String sentence, List<String> known) {

  public Mistake {
    known = List.copyOf(known);
  }

  static Mistake at(int line, int column, String sentence) {
    return new Mistake(line, column, sentence, List.of());
  }

  @Override
  public String toString() {
    return "line %d, column %d: %s".formatted(line, column, sentence);
  }
}
