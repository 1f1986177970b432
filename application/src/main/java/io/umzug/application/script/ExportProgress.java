package io.umzug.application.script;

/** Told how far an export has come; may throw to stop it. */
@FunctionalInterface
public interface ExportProgress {

  /**
   * After each batch.
   *
   * @param table being read
   * @param number of the table, from 1
   * @param tables in all
   * @param rows of this table so far
   */
  void reached(String table, int number, int tables, long rows);
}
