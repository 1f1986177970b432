package io.umzug.domain.script;

import io.umzug.domain.script.BatchNature.DatabaseStatement;
import org.jspecify.annotations.Nullable;

/** Decides where an import goes on that was cut off. */
public final class Resumption {

  /**
   * A run of a batch without Umzug's transaction that was begun and not seen to its end.
   *
   * @param at the position that it would have reached
   * @param databaseBefore whether the database that it is about was there; null for another batch
   */
  public record InFlight(ImportPosition at, @Nullable Boolean databaseBefore) {}

  /** What happened to it. */
  public enum Outcome {
    DONE,
    UNDONE,
    UNKNOWN
  }

  private Resumption() {}

  /**
   * @param databaseNow whether the database that the batch is about is there and open; null where
   *     the batch is about none
   */
  public static Outcome outcome(
      InFlight inFlight, BatchNature nature, @Nullable Boolean databaseNow) {
    // Run again it leads to the same, whatever has become of the first run.
    if (nature.isHarmlessTwice()) {
      return Outcome.UNDONE;
    }
    DatabaseStatement statement = nature.statement();
    if (statement == null) {
      return Outcome.UNKNOWN;
    }
    return switch (statement.verb()) {
      case SET_OPTION, RESTORE -> Outcome.UNDONE;
      case CREATE -> turned(inFlight, databaseNow, true);
      case DROP -> turned(inFlight, databaseNow, false);
    };
  }

  private static Outcome turned(InFlight inFlight, @Nullable Boolean databaseNow, boolean wanted) {
    if (inFlight.databaseBefore() == null || databaseNow == null) {
      return Outcome.UNKNOWN;
    }
    // Where it was so before, the batch can only have failed, and is to say so again.
    return databaseNow == wanted && inFlight.databaseBefore() != wanted
        ? Outcome.DONE
        : Outcome.UNDONE;
  }
}
