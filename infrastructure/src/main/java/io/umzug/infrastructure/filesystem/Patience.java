package io.umzug.infrastructure.filesystem;

import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.work.WorkInterrupted;

/** Tries again what a host refuses for a moment only, such as while somebody closes a file. */
public final class Patience {

  private static final int TRIES = 20;
  private static final long MILLIS_BETWEEN = 100;

  /** What is tried. */
  @FunctionalInterface
  public interface Attempt {
    void make() throws FileTrouble;
  }

  /** Whether a trouble may be over in a moment. */
  @FunctionalInterface
  public interface Passing {
    boolean is(FileTrouble trouble) throws FileTrouble;
  }

  private Patience() {}

  /**
   * @throws FileTrouble the last one, or the first that does not pass
   */
  public static void with(Attempt attempt, Passing passing) throws FileTrouble {
    for (int tries = 1; ; tries++) {
      try {
        attempt.make();
        return;
      } catch (FileTrouble trouble) {
        if (tries == TRIES || !passing.is(trouble)) {
          throw trouble;
        }
        rest();
      }
    }
  }

  private static void rest() {
    try {
      Thread.sleep(MILLIS_BETWEEN);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new WorkInterrupted("Interrupted while a file is replaced");
    }
  }
}
