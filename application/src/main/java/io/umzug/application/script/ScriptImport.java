package io.umzug.application.script;

import io.umzug.domain.diagnosis.SqlServerError;
import io.umzug.domain.script.ScriptPlace;
import io.umzug.domain.script.ScriptRefusal;
import java.util.List;

/** How an import ended. */
public sealed interface ScriptImport {

  /**
   * Everything was run; by this call or, where {@code before}, by an earlier one.
   *
   * @param batches of the script
   * @param runs of batches by this call
   * @param rows changed, as far as the server told, by this call
   */
  record Completed(long batches, long runs, long rows, boolean before) implements ScriptImport {}

  /** Nothing was run: the script is not understood. */
  record Refused(ScriptRefusal refusal) implements ScriptImport {}

  /** Nothing was run now: an earlier import stands in the way. */
  record Barred(Reason reason, String sentence) implements ScriptImport {
    public enum Reason {
      BEGUN_BEFORE,
      SCRIPT_CHANGED,
      MARK_GONE,
      IN_FLIGHT,
      TEMPORARY_TABLE,
      RUNS_ALREADY
    }
  }

  /**
   * A batch failed; it and nothing behind it is still to be run.
   *
   * @param batch its number
   * @param place of the first error
   * @param errors as SQL Server sent them, with their places
   * @param undone whether everything that the batch did was rolled back
   */
  record Failed(
      long batch, ScriptPlace place, String sentence, List<PlacedError> errors, boolean undone)
      implements ScriptImport {}

  /** An error and the line of the script that it is about. */
  record PlacedError(ScriptPlace place, SqlServerError error) {

    @Override
    public String toString() {
      return "%s, line %d: %s".formatted(place.file(), place.line(), error);
    }
  }
}
