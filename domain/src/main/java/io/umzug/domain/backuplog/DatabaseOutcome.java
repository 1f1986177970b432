package io.umzug.domain.backuplog;

/** What the log says about one database of a run. */
public record DatabaseOutcome(String database, Result result) {

  /** How it ended. */
  public enum Result {
    SUCCEEDED,
    FAILED,
    /** The log tells its begin, and no end in words that Umzug knows. */
    NOT_TOLD
  }
}
