package io.umzug.infrastructure.facts;

import java.util.List;

/** A part of a YAML or JSON text, with its place; lines and columns count from 1. */
sealed interface Entry {

  int line();

  int column();

  /** What a single value is by its spelling. */
  enum Sort {
    TEXT,
    NUMBER,
    BOOLEAN,
    NOTHING
  }

  record Scalar(String text, Sort sort, int line, int column) implements Entry {}

  record Mapping(List<Pair> pairs, int line, int column) implements Entry {

    public Mapping {
      pairs = List.copyOf(pairs);
    }
  }

  record Pair(String key, int line, int column, Entry value) {}

  /** A list, or something deeper than facts go. */
  record Other(int line, int column) implements Entry {}
}
