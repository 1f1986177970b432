package io.umzug.application.work;

import java.util.Optional;

/** What a worker has around it while it works. */
public interface WorkContext {

  /**
   * Shows how far the work has come. A good place to be stopped at.
   *
   * @param subject a database or file
   * @param percent 0 to 100
   * @throws WorkInterrupted where the service is shutting down or another has taken over the work
   */
  void progress(String subject, int percent);

  /** The same, where it is known how fast it goes. */
  default void progress(String subject, int percent, Pace pace) {
    progress(subject, percent);
  }

  /**
   * Keeps a note that outlives this process, for the next pick-up of the same work.
   *
   * @throws WorkInterrupted as {@link #progress}
   */
  void remember(String note);

  Optional<String> recall();

  /** The note of the latest earlier attempt at the same task that left one. */
  Optional<String> recallEarlierAttempt();
}
