package io.umzug.rehearsal.estate;

import java.util.Map;

/**
 * What came of a hand's work.
 *
 * @param changed false where everything was already so
 * @param counts how many things the hand handled, by artefact; empty where nothing is counted
 */
public record HandResult(String hand, boolean changed, String text, Map<String, Integer> counts) {

  HandResult(String hand, boolean changed, String text) {
    this(hand, changed, text, Map.of());
  }
}
