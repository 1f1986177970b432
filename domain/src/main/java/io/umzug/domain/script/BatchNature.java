package io.umzug.domain.script;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a batch is, for the question whether it can be run in a transaction of Umzug's, and what to
 * think of it where it was cut off.
 *
 * @param settings the session's settings that it changes, in order
 * @param temporaryTables names of {@code #tables} that it mentions, in upper case
 * @param forbidden an option that would take the transaction out of Umzug's hands, such as {@code
 *     IMPLICIT_TRANSACTIONS}
 * @param databases that it creates, drops or restores
 * @param statement the one statement about a whole database that the batch consists of
 */
public record BatchNature(
    Kind kind,
    List<SessionSetting> settings,
    Set<String> temporaryTables,
    @Nullable String forbidden,
    Set<String> databases,
    @Nullable DatabaseStatement statement) {

  public enum Kind {
    /** USE, SET and PRINT only: run again without harm. */
    SESSION,
    /** Defines a procedure, view or the like, and does nothing of what stands in it. */
    MODULE,
    /** Run in a transaction, together with the mark that says so. */
    ORDINARY,
    /** Begins a transaction and does nothing outside of it; later batches end it. */
    OPENS_TRANSACTION,
    /** Ends the transaction that earlier batches opened, and does nothing else. */
    COMMIT_ONLY,
    /** Opens or ends transactions of its own. */
    OWN_TRANSACTION,
    /** Not allowed in a transaction: CREATE DATABASE, BACKUP ... */
    OUTSIDE_TRANSACTION
  }

  /** A statement about a whole database. */
  public record DatabaseStatement(Verb verb, String database) {
    public enum Verb {
      CREATE,
      DROP,
      /** ALTER DATABASE ... SET. */
      SET_OPTION,
      RESTORE
    }
  }

  /** Whether nothing is lost or doubled where a cut-off run is simply repeated. */
  public boolean isHarmlessTwice() {
    return switch (kind) {
      case SESSION, OPENS_TRANSACTION, COMMIT_ONLY -> true;
      case MODULE, ORDINARY, OWN_TRANSACTION, OUTSIDE_TRANSACTION -> false;
    };
  }

  public static BatchNature of(ScriptBatch batch) {
    return new BatchScan(batch.text()).nature();
  }
}
