package io.umzug.domain.preflight;

import java.util.Comparator;
import java.util.stream.Stream;

/** What a finding means for the move; from good to bad. */
public enum Verdict {
  PASS,
  /** The move may go on, and somebody should know. */
  WARNING,
  /** The move would fail, or do harm. */
  FAIL;

  /** The worst of them; without any, nothing was found wrong. */
  static Verdict worst(Stream<Verdict> verdicts) {
    return verdicts.max(Comparator.naturalOrder()).orElse(PASS);
  }
}
