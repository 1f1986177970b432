package io.umzug.application.copy;

import io.umzug.domain.schema.Gap;
import java.util.List;

/** A copy that was not begun; nothing was written. */
public final class CopyRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** The target lacks something: the gaps say what. */
    GAPS,
    /** A table that was asked for is not there. */
    UNKNOWN_TABLE,
    /** Source and target are the same database. */
    SAME_DATABASE,
    /** The target database is one of SQL Server's own. */
    SYSTEM_DATABASE,
    /** The target database is not there. */
    NO_DATABASE,
    /** The target database holds what is not of this copy. */
    NOT_EMPTY,
    /** A copy was begun before, and was not to be gone on with. */
    BEGUN_BEFORE,
    /** What lies at the target is of another copy, or of another state of the source. */
    OTHER_COPY,
    /** Another copy into the database runs now. */
    RUNS_ALREADY
  }

  private final Reason reason;
  private final transient List<Gap> gaps;

  public CopyRefused(Reason reason, String message, List<Gap> gaps) {
    super(message);
    this.reason = reason;
    this.gaps = List.copyOf(gaps);
  }

  public Reason reason() {
    return reason;
  }

  /** Those that block. */
  public List<Gap> gaps() {
    return gaps;
  }
}
