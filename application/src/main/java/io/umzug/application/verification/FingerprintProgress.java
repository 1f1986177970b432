package io.umzug.application.verification;

import io.umzug.domain.evidence.TableFingerprint;

/** Told how far a reading has come. */
public interface FingerprintProgress {

  /** For who does not want to know. */
  FingerprintProgress NONE = (_, _) -> {};

  /**
   * About twice a second.
   *
   * @param rows read so far, of tables known before too
   * @param expected in all, by the catalogue: not exact while the database is in use
   */
  void reached(long rows, long expected);

  /** A table is read to its end; a good moment to remember it. */
  default void finished(TableFingerprint table) {}

  /** 0 to 100. */
  static int percent(long rows, long expected) {
    return expected <= 0 ? 100 : (int) Math.min(100, Math.max(0, rows * 100.0 / expected));
  }
}
