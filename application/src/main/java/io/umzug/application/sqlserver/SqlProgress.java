package io.umzug.application.sqlserver;

import io.umzug.application.work.Pace;

/** Told how far a BACKUP or RESTORE has come; may throw to stop it. */
@FunctionalInterface
public interface SqlProgress {

  /**
   * @param percent 0 to 100
   */
  void reached(int percent);

  /** The same, where it is known how fast it goes. */
  default void reached(int percent, Pace pace) {
    reached(percent);
  }
}
