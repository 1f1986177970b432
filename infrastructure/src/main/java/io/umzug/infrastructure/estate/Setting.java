package io.umzug.infrastructure.estate;

import java.util.List;
import java.util.Optional;

/** A part of the estate file, with its place. */
sealed interface Setting {

  /** Line and column count from 1. */
  record Place(int line, int column) {}

  /** What a value is by its spelling. */
  enum Sort {
    TEXT,
    WHOLE,
    OTHER_NUMBER,
    YES_NO,
    NOTHING
  }

  Place place();

  /** What stands under this key; empty where nothing does. */
  default Optional<Setting> at(String key) {
    return Optional.empty();
  }

  /** What a list holds; nothing where this is none. */
  default List<Setting> items() {
    return List.of();
  }

  /** A single value as it is written; empty where there is none. */
  default String text() {
    return "";
  }

  /** The value under this key as it is written; empty where there is none. */
  default String text(String key) {
    return at(key).map(Setting::text).orElse("");
  }

  record Pair(String key, Place place, Setting value) {}

  /** Of two pairs with one key the first counts. */
  record Group(List<Pair> pairs, Place place) implements Setting {
    @Override
    public Optional<Setting> at(String key) {
      return pairs.stream().filter(pair -> pair.key().equals(key)).findFirst().map(Pair::value);
    }

    boolean has(String key) {
      return at(key).isPresent();
    }
  }

  record Items(List<Setting> items, Place place) implements Setting {}

  record Value(String text, Sort sort, Place place) implements Setting {}
}
