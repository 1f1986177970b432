package io.umzug.application.sqlserver;

/** Told how far a BACKUP or RESTORE has come; may throw to stop it. */
@FunctionalInterface
public interface SqlProgress {

  /**
   * @param percent 0 to 100
   */
  void reached(int percent);
}
