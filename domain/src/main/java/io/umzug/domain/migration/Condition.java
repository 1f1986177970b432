package io.umzug.domain.migration;

import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseRestore;
import java.util.List;

/** How the current step stands. */
public sealed interface Condition {

  /** Between two tasks or steps: exists only inside one decision, never at rest. */
  record Passing() implements Condition {}

  /** Waits for a person's "begin". */
  record Held() implements Condition {}

  /** A worker is at it. */
  record Working(WorkOrder order, boolean overdue) implements Condition {}

  /**
   * A person is at it and will confirm.
   *
   * @param attempt 1 for the first try; raised by every retry
   */
  record Offered(int attempt) implements Condition {
    public Offered() {
      this(1);
    }
  }

  /** R33: waits for a person to type the names of the databases that may be overwritten. */
  record AwaitingApproval(List<String> databases) implements Condition {
    public AwaitingApproval {
      databases = List.copyOf(databases);
    }
  }

  /** The checks found what a person has to accept, or to mend and have looked at anew. */
  record AwaitingFindings() implements Condition {}

  /**
   * The work failed; a person mends the cause and retries.
   *
   * @param differing what arrived and differs, which a person may accept instead; else empty
   */
  record Halted(WorkOrder order, Diagnosis diagnosis, List<DatabaseRestore> differing)
      implements Condition {
    public Halted {
      differing = List.copyOf(differing);
    }
  }
}
