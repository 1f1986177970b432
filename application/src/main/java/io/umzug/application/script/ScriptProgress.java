package io.umzug.application.script;

import io.umzug.domain.script.ScriptPlace;

/** Told how an import comes along; whatever it throws ends the import between two batches. */
public interface ScriptProgress {

  /**
   * How far a script has been run.
   *
   * @param batch the number of the batch that was run last
   * @param bytes of the files read so far
   * @param rows changed by this call, as far as the server tells
   */
  record Reached(long batch, long batches, long bytes, long totalBytes, long rows) {

    /** 0 to 100, by bytes. */
    public int percent() {
      return totalBytes == 0 ? 100 : (int) Math.min(100, 100 * bytes / totalBytes);
    }
  }

  void reached(Reached reached);

  /**
   * The server has said something below an error, such as by PRINT.
   *
   * @param place of the statement
   */
  default void said(ScriptPlace place, String text) {}
}
