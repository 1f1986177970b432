package io.umzug.infrastructure.sqlserver.script;

import io.umzug.application.script.ScriptContinuation;
import io.umzug.application.script.ScriptImport;
import io.umzug.application.script.ScriptImport.Barred;
import io.umzug.application.script.ScriptImport.Barred.Reason;
import io.umzug.application.script.ScriptImport.Completed;
import io.umzug.application.script.ScriptImport.Failed;
import io.umzug.application.script.ScriptProgress;
import io.umzug.application.script.ScriptProgress.Reached;
import io.umzug.domain.script.BatchNature;
import io.umzug.domain.script.ImportPosition;
import io.umzug.domain.script.Resumption;
import io.umzug.domain.script.Resumption.InFlight;
import io.umzug.domain.script.Resumption.Outcome;
import io.umzug.domain.script.ScriptBatch;
import io.umzug.domain.script.ScriptPlace;
import io.umzug.domain.script.SessionState;
import io.umzug.infrastructure.sqlserver.script.ImportMark.Standing;
import io.umzug.infrastructure.sqlserver.script.ScriptImporter.Looked;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One go through a script, from where it stands to its end or its first error. */
final class ImportCourse {

  private final Looked looked;
  private final ImportJournal journal;
  private final ScriptContinuation continuation;
  private final ScriptProgress progress;
  private final ScriptSession session;
  private final String server;
  private final String database;
  private final ImportMark mark;
  private final BatchRuns runs;
  private final SessionState state = new SessionState();
  private ImportPosition position = ImportPosition.START;
  private @Nullable Standing found;
  private @Nullable ScriptPlace transactionBegun;
  private boolean caughtUp;
  private long run;

  ImportCourse(
      Looked looked,
      ImportJournal journal,
      ScriptContinuation continuation,
      ScriptProgress progress,
      ScriptSession session,
      String server,
      String database) {
    this.looked = looked;
    this.journal = journal;
    this.continuation = continuation;
    this.progress = progress;
    this.session = session;
    this.server = server;
    this.database = database;
    mark = new ImportMark(session, database, looked.identity());
    runs = new BatchRuns(session, mark, journal);
  }

  ScriptImport run() throws IOException {
    SessionDefaults.statements(looked.options().quotedIdentifier()).forEach(session::run);
    session.run("USE [" + database.replace("]", "]]") + "]");
    takeOverChanged();
    boolean known =
        !journal.isComplete() && journal.identity().filter(looked.identity()::equals).isPresent();
    Optional<Standing> standing = mark.find();
    if (known && journal.hasEnded()) {
      return finish();
    }
    Optional<Barred> barred = standing.isPresent() ? takeUp(standing.get(), known) : begin(known);
    if (barred.isPresent()) {
      return barred.get();
    }
    Optional<ScriptImport> stopped = batches();
    return stopped.isPresent() ? stopped.get() : finish();
  }

  /** Whoever lets the import go on with another text of its script has seen to it that it may. */
  private void takeOverChanged() throws IOException {
    String earlier = journal.identity().orElse(looked.identity());
    if (journal.isComplete() || !journal.isMarked() || earlier.equals(looked.identity())) {
      return;
    }
    mark.takeOver(earlier);
    journal.goOnAs(looked.identity());
    progress.said(
        ScriptImporter.start(null, looked.script()),
        "The script was changed since; before the batch that failed it is the same, so the import goes"
            + " on there.");
  }

  private Optional<Barred> takeUp(Standing standing, boolean known) throws IOException {
    if (!continuation.resume()) {
      return Optional.of(ScriptImporter.begunBefore(journal));
    }
    if (!known) {
      journal.begin(looked.identity(), server, database);
    }
    if (!journal.isMarked()) {
      journal.targetMarked();
    }
    position = standing.position();
    found = standing;
    return looked
        .temporaryTables()
        .across(position.batch())
        .map(
            table ->
                new Barred(
                    Reason.TEMPORARY_TABLE,
                    ("The import stands behind batch %d, and the batches behind it need the temporary"
                            + " table %s of those before, which ended with its session. The import has"
                            + " to begin anew: remove %s and what it has done in the target.")
                        .formatted(position.batch(), table, journal.file())));
  }

  private Optional<Barred> begin(boolean known) throws IOException {
    if (known && journal.isMarked()) {
      return Optional.of(
          new Barred(
              Reason.MARK_GONE,
              ("The journal %s knows of an import, but the database %s on %s holds no mark of it any"
                      + " more (%s): it was replaced, or somebody removed the mark. To begin anew,"
                      + " remove the journal.")
                  .formatted(journal.file(), database, server, mark.table())));
    }
    journal.begin(looked.identity(), server, database);
    mark.create();
    journal.targetMarked();
    return Optional.empty();
  }

  private Optional<ScriptImport> batches() throws IOException {
    try (ScriptReading reading = new ScriptReading(looked.script(), looked.options())) {
      Optional<ScriptBatch> next = reading.next();
      for (; next.isPresent(); next = reading.next()) {
        ScriptBatch batch = next.get();
        BatchNature nature = BatchNature.of(batch);
        Optional<ScriptImport> stopped = batch(batch, nature);
        if (stopped.isPresent()) {
          // Of a batch that is run several times, some are perhaps done.
          if (stopped.get() instanceof Failed failed && position.batch() < failed.batch()) {
            rememberStop(failed);
          }
          return stopped;
        }
        state.after(nature.settings());
        progress.reached(
            new Reached(
                batch.number(),
                looked.survey().batches(),
                reading.bytes(),
                looked.survey().bytes(),
                runs.rows()));
      }
      boolean changed =
          reading.refusal().isPresent() || !reading.hash().equals(looked.survey().hash());
      return changed ? Optional.of(changedUnderway()) : unfinishedTransaction();
    }
  }

  /** What it needs to go on behind a mended script. */
  private void rememberStop(Failed failed) throws IOException {
    journal.failed(
        new ImportJournal.Stop(
            failed.batch(),
            ScriptReading.hashBefore(failed.batch(), looked.script(), looked.options())));
  }

  private Optional<ScriptImport> batch(ScriptBatch batch, BatchNature nature) throws IOException {
    Optional<Barred> undecided = settleInFlight(batch, nature);
    if (undecided.isPresent()) {
      return Optional.of(undecided.get());
    }
    int left = position.left(batch);
    if (left > 0 && !caughtUp) {
      catchUp();
    }
    session.onMessage(
        said -> progress.said(BatchRuns.place(batch, nature, said), said.error().text()));
    boolean before = runs.isInScriptsTransaction();
    try {
      for (int time = batch.repeat() - left + 1; time <= batch.repeat(); time++) {
        ImportPosition reached = new ImportPosition(batch.number(), time);
        Optional<Failed> failed = runs.run(batch, nature, reached);
        if (failed.isPresent()) {
          return Optional.of(failed.get());
        }
        position = reached;
        run++;
      }
    } finally {
      session.onMessage(_ -> {});
    }
    if (!before && runs.isInScriptsTransaction()) {
      transactionBegun = batch.start();
    }
    return Optional.empty();
  }

  /** The new session gets what the broken one had. */
  private void catchUp() {
    caughtUp = true;
    if (found == null || found.position().equals(ImportPosition.START)) {
      return;
    }
    state.statements().forEach(session::run);
    ImportMark.Session now = mark.look().orElseThrow();
    if (!now.database().equalsIgnoreCase(found.database())) {
      session.run("USE [" + found.database().replace("]", "]]") + "]");
    }
    SessionDefaults.between(now.options(), found.options()).forEach(session::run);
  }

  private Optional<Barred> settleInFlight(ScriptBatch batch, BatchNature nature)
      throws IOException {
    InFlight inFlight = journal.inFlight().orElse(null);
    if (inFlight == null || inFlight.at().batch() != batch.number() || caughtUp) {
      return Optional.empty();
    }
    if (inFlight.at().compareTo(position) <= 0) {
      journal.done(inFlight.at());
      return Optional.empty();
    }
    Outcome outcome = Resumption.outcome(inFlight, nature, runs.isThere(nature));
    if (outcome == Outcome.UNKNOWN) {
      outcome = continuation.inFlight();
    }
    return switch (outcome) {
      case DONE -> {
        mark.move(inFlight.at());
        journal.done(inFlight.at());
        position = inFlight.at();
        yield Optional.empty();
      }
      case UNDONE -> Optional.empty();
      case UNKNOWN -> Optional.of(undecided(batch));
    };
  }

  private static Barred undecided(ScriptBatch batch) {
    return new Barred(
        Reason.IN_FLIGHT,
        ("Batch %d (%s, line %d) was begun and its end was not seen, or it failed; it is of a kind that"
                + " runs in no transaction of Umzug's, so nobody can tell from outside what it has done."
                + " Look at the target, and say --in-flight done (go on behind it) or --in-flight undone"
                + " (run it again).")
            .formatted(batch.number(), batch.start().file(), batch.start().line()));
  }

  private Failed changedUnderway() {
    session.rollBack();
    return failed(
        ScriptImporter.start(null, looked.script()),
        "A file of the script was changed while it was being run. What was run came partly from the"
            + " changed file: restore the target, and import anew.");
  }

  /** The server would undo it at the session's end, and sqlcmd would not say so. */
  private Optional<ScriptImport> unfinishedTransaction() {
    if (!runs.isInScriptsTransaction()) {
      return Optional.empty();
    }
    session.rollBack();
    return Optional.of(
        failed(
            ScriptImporter.start(transactionBegun, looked.script()),
            "The script ends without a COMMIT for the transaction that it began here; what was done in"
                + " it was rolled back."));
  }

  private Failed failed(ScriptPlace place, String sentence) {
    return new Failed(position.batch(), place, sentence, List.of(), false);
  }

  private Completed finish() throws IOException {
    if (!journal.hasEnded()) {
      journal.allBatchesRun();
    }
    mark.remove();
    journal.complete();
    return new Completed(looked.survey().batches(), run, runs.rows(), false);
  }
}
