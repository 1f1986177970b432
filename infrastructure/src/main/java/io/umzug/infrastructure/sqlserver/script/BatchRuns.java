package io.umzug.infrastructure.sqlserver.script;

import io.umzug.application.script.ScriptImport.Failed;
import io.umzug.application.script.ScriptImport.PlacedError;
import io.umzug.domain.script.BatchNature;
import io.umzug.domain.script.BatchNature.DatabaseStatement;
import io.umzug.domain.script.BatchNature.Kind;
import io.umzug.domain.script.ImportPosition;
import io.umzug.domain.script.Resumption.InFlight;
import io.umzug.domain.script.ScriptBatch;
import io.umzug.domain.script.ScriptPlace;
import io.umzug.infrastructure.sqlserver.script.ScriptSession.Executed;
import io.umzug.infrastructure.sqlserver.script.ScriptSession.Said;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs one batch at a time so that afterwards, whatever is killed when, it can be told whether it
 * was run: within a transaction together with its mark, or, where that cannot be, announced in the
 * journal before.
 */
final class BatchRuns {

  private static final int COUNT_MISMATCH = 266;

  private final ScriptSession session;
  private final ImportMark mark;
  private final ImportJournal journal;
  private boolean scriptsTransaction;
  private long withoutTransaction;
  private long rows;

  BatchRuns(ScriptSession session, ImportMark mark, ImportJournal journal) {
    this.session = session;
    this.mark = mark;
    this.journal = journal;
  }

  long rows() {
    return rows;
  }

  /** Whether a transaction is open that the script has begun. */
  boolean isInScriptsTransaction() {
    return scriptsTransaction;
  }

  /** Empty where it went well. */
  Optional<Failed> run(ScriptBatch batch, BatchNature nature, ImportPosition position)
      throws IOException {
    if (scriptsTransaction) {
      return inScriptsTransaction(batch, nature, position);
    }
    boolean protectable = nature.kind() == Kind.ORDINARY || nature.kind() == Kind.MODULE;
    if (protectable && withoutTransaction != batch.number()) {
      return inTransaction(batch, nature, position);
    }
    return alone(batch, nature, position);
  }

  private Optional<Failed> inTransaction(
      ScriptBatch batch, BatchNature nature, ImportPosition position) throws IOException {
    if (mark.begin().isEmpty()) {
      return switchedOff(batch);
    }
    Executed executed = session.execute(batch.text());
    if (executed.errors().isEmpty()) {
      return afterwards(batch, executed, mark.moveAndCommit(position));
    }
    boolean stillOpen = mark.look().filter(now -> now.transactions() > 0).isPresent();
    session.rollBack();
    if (executed.isUnfitForTransaction()) {
      withoutTransaction = batch.number();
      return alone(batch, nature, position);
    }
    boolean undone = stillOpen || !isLeft(executed);
    if (!undone) {
      journal.begin(new InFlight(position, null));
    }
    return Optional.of(failed(batch, nature, executed, undone));
  }

  /**
   * A procedure has ended the transaction, and what followed it ran without. Where the server ended
   * it, by a deadlock or XACT_ABORT, the batch was over.
   */
  private static boolean isLeft(Executed executed) {
    return executed.errors().stream().anyMatch(said -> said.error().number() == COUNT_MISMATCH);
  }

  /** Its end decides about all of its batches, and about their marks with them. */
  private Optional<Failed> inScriptsTransaction(
      ScriptBatch batch, BatchNature nature, ImportPosition position) throws IOException {
    boolean ends = nature.kind() == Kind.OWN_TRANSACTION;
    if (nature.kind() == Kind.COMMIT_ONLY && mark.move(position).isEmpty()) {
      return switchedOff(batch);
    }
    if (ends) {
      journal.begin(new InFlight(position, null));
    }
    Executed executed = session.execute(batch.text());
    if (!executed.errors().isEmpty()) {
      boolean stillOpen = mark.look().filter(now -> now.transactions() > 0).isPresent();
      session.rollBack();
      return Optional.of(failed(batch, nature, executed, stillOpen && !ends));
    }
    Optional<Failed> failure =
        afterwards(
            batch, executed, nature.kind() == Kind.COMMIT_ONLY ? mark.look() : mark.move(position));
    if (ends && failure.isEmpty()) {
      journal.done(position);
    }
    return failure;
  }

  private Optional<Failed> alone(ScriptBatch batch, BatchNature nature, ImportPosition position)
      throws IOException {
    boolean announced = !nature.isHarmlessTwice();
    if (announced) {
      journal.begin(new InFlight(position, isThere(nature)));
    }
    Executed executed = session.execute(batch.text());
    if (!executed.errors().isEmpty()) {
      session.rollBack();
      return Optional.of(failed(batch, nature, executed, false));
    }
    Optional<Failed> failure = afterwards(batch, executed, mark.move(position));
    if (announced && failure.isEmpty()) {
      journal.done(position);
    }
    return failure;
  }

  /** Whether the database that the batch is about is there; null where it is about none. */
  @Nullable Boolean isThere(BatchNature nature) {
    DatabaseStatement statement = nature.statement();
    if (statement == null) {
      return null;
    }
    return !session
        .rows(
            "SELECT name FROM sys.databases WHERE state = 0 AND name = N'%s'"
                .formatted(statement.database().replace("'", "''")))
        .isEmpty();
  }

  private Optional<Failed> afterwards(
      ScriptBatch batch, Executed executed, Optional<ImportMark.Session> now) {
    if (now.isEmpty()) {
      return switchedOff(batch);
    }
    rows += executed.rows();
    scriptsTransaction = now.get().transactions() > 0;
    return Optional.empty();
  }

  private static Optional<Failed> switchedOff(ScriptBatch batch) {
    return Optional.of(
        new Failed(
            batch.number(),
            batch.start(),
            "The script has switched execution off (SET NOEXEC, PARSEONLY or FMTONLY ON): from here on"
                + " SQL Server does nothing. See why, before this batch.",
            List.of(),
            false));
  }

  private static Failed failed(
      ScriptBatch batch, BatchNature nature, Executed executed, boolean undone) {
    List<PlacedError> errors =
        executed.errors().stream()
            .map(said -> new PlacedError(place(batch, nature, said), said.error()))
            .toList();
    return new Failed(
        batch.number(),
        errors.getFirst().place(),
        sentence(batch, nature, executed, undone),
        errors,
        undone);
  }

  private static String sentence(
      ScriptBatch batch, BatchNature nature, Executed executed, boolean undone) {
    String procedure = executed.errors().getFirst().procedure();
    String within =
        procedure.isEmpty() || nature.kind() == Kind.MODULE
            ? ""
            : ", in the procedure %s, line %d of it"
                .formatted(procedure, executed.errors().getFirst().line());
    return "Batch %d failed%s. %s Nothing behind it was run."
        .formatted(
            batch.number(),
            within,
            undone
                ? "All that it did was rolled back."
                : "It ran in no transaction of Umzug's: what it did before the error may have stayed.");
  }

  /** A line within a procedure that is called says nothing about the script. */
  static ScriptPlace place(ScriptBatch batch, BatchNature nature, Said said) {
    boolean ofBatch = said.procedure().isEmpty() || nature.kind() == Kind.MODULE;
    return ofBatch && said.line() > 0 ? batch.lines().place(said.line()) : batch.start();
  }
}
