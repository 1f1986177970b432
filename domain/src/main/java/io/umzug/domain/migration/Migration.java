package io.umzug.domain.migration;

import io.umzug.domain.plan.Procedure;
import org.jspecify.annotations.Nullable;

/** The state of a move: just what its next decision needs. */
public sealed interface Migration
    permits Migration.Unopened,
        Migration.Opened,
        Underway,
        Migration.Completed,
        Migration.Abandoned {

  record Unopened() implements Migration {}

  record Opened(Particulars particulars) implements Migration {}

  record Completed(Particulars particulars, Procedure procedure) implements Migration {}

  /**
   * Given up by a person.
   *
   * @param procedure absent where no plan was chosen
   */
  record Abandoned(Particulars particulars, @Nullable Procedure procedure, String reason)
      implements Migration {}

  /** The state before the first event. */
  static Migration initial() {
    return new Unopened();
  }
}
