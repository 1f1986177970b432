package io.umzug.domain.backuplog;

import java.util.List;

/** How a run ended, as far as the log tells it. */
public sealed interface Verdict {

  /** The log says that all of it ended well. */
  record Completed() implements Verdict {}

  /**
   * @param failures one for each database that failed, in the order of the log; never empty
   */
  record Failed(List<LoggedFailure> failures) implements Verdict {
    public Failed {
      failures = List.copyOf(failures);
    }

    /** The first failure: what failed later may have failed because of it. */
    public LoggedFailure rootCause() {
      return failures.getFirst();
    }
  }

  /** The log ends in the middle, or says the end in words that Umzug does not know. */
  record Unfinished() implements Verdict {}

  /** No failure is told, and no good end either; something else began after it. */
  record NotKnown() implements Verdict {}
}
