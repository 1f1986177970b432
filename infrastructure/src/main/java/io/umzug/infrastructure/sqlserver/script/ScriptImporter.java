package io.umzug.infrastructure.sqlserver.script;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.umzug.application.script.ScriptContinuation;
import io.umzug.application.script.ScriptImport;
import io.umzug.application.script.ScriptImport.Barred;
import io.umzug.application.script.ScriptImport.Barred.Reason;
import io.umzug.application.script.ScriptImport.Completed;
import io.umzug.application.script.ScriptImport.Refused;
import io.umzug.application.script.ScriptOptions;
import io.umzug.application.script.ScriptProgress;
import io.umzug.application.script.ScriptSurvey;
import io.umzug.domain.script.BatchNature;
import io.umzug.domain.script.ScriptBatch;
import io.umzug.domain.script.ScriptPlace;
import io.umzug.domain.script.ScriptRefusal;
import io.umzug.domain.script.TemporaryTables;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Imports a script into a SQL Server (M4): looks through all of it before anything is run, stops at
 * the first error (M5), and goes on at the batch where an earlier import was cut off.
 */
public final class ScriptImporter {

  /** Opens a connection to the target. */
  @FunctionalInterface
  public interface Opening {

    /**
     * @param takeOver whether an earlier connection of the same import is to be ended first
     */
    SQLServerConnection open(boolean takeOver);
  }

  private final String server;
  private final Opening opening;
  private final String database;

  /**
   * @param server as it is named to people
   * @param database in which the session begins and the mark lies; the script must not create, drop
   *     or restore it
   */
  public ScriptImporter(String server, Opening opening, String database) {
    this.server = server;
    this.opening = opening;
    this.database = database;
  }

  /** A script that was looked through. */
  record Looked(
      Path script,
      ScriptOptions options,
      ScriptSurvey survey,
      TemporaryTables temporaryTables,
      String identity) {}

  public ScriptImport run(
      Path script, ScriptOptions options, ScriptContinuation continuation, ScriptProgress progress)
      throws IOException {
    TemporaryTables temporaryTables = new TemporaryTables();
    List<ScriptRefusal> refusals = new ArrayList<>();
    ScriptSurvey survey =
        new FileScriptChecks()
            .check(
                script,
                options,
                (batch, nature) -> {
                  temporaryTables.mentioned(batch.number(), nature.temporaryTables());
                  ownDatabase(batch, nature).ifPresent(refusals::add);
                });
    if (survey.refusal() != null) {
      return new Refused(survey.refusal());
    }
    if (!refusals.isEmpty()) {
      return new Refused(refusals.getFirst());
    }
    Looked looked = new Looked(script, options, survey, temporaryTables, identity(survey, options));
    Path journalFile = ImportJournal.beside(script, server, database);
    Optional<ImportJournal> opened = opened(journalFile);
    if (opened.isEmpty()) {
      return new Barred(
          Reason.RUNS_ALREADY,
          "Another import of %s runs now: it holds %s.".formatted(script, journalFile));
    }
    try (ImportJournal journal = opened.get()) {
      return run(looked, journal, continuation, progress);
    }
  }

  private static Optional<ImportJournal> opened(Path journal) throws IOException {
    try {
      return ImportJournal.open(journal);
    } catch (AccessDeniedException e) {
      throw unwritable(journal, "access is denied", e);
    } catch (FileSystemException e) {
      if (String.valueOf(e.getReason()).contains("Read-only")) {
        throw unwritable(journal, "the disk cannot be written to", e);
      }
      throw e;
    }
  }

  private static IOException unwritable(Path journal, String why, IOException cause) {
    IOException told =
        new FileSystemException(
            journal.toString(),
            null,
            "this file cannot be written, for "
                + why
                + "; in it, beside the script, is kept how far the import has come. Copy the script"
                + " into a folder of yours, and import it from there");
    told.initCause(cause);
    return told;
  }

  private Optional<ScriptRefusal> ownDatabase(ScriptBatch batch, BatchNature nature) {
    return nature.databases().stream().anyMatch(database::equalsIgnoreCase)
        ? Optional.of(
            new ScriptRefusal(
                ScriptRefusal.Reason.OWN_DATABASE,
                batch.start(),
                ("The script creates, drops or restores the database %s, in which the import keeps how"
                        + " far it has come. Import it with --database master; the script's USE leads"
                        + " to %s.")
                    .formatted(database, database)))
        : Optional.empty();
  }

  /** Two scripts are the same where they lead to the same batches in the same settings. */
  private static String identity(ScriptSurvey survey, ScriptOptions options) {
    return ScriptReading.hash(
        List.of(
            survey.hash(),
            new TreeMap<>(options.settings().variables()).toString(),
            String.valueOf(options.settings().substitute()),
            String.valueOf(options.codePage()),
            String.valueOf(options.quotedIdentifier())));
  }

  private ScriptImport run(
      Looked looked,
      ImportJournal journal,
      ScriptContinuation continuation,
      ScriptProgress progress)
      throws IOException {
    boolean same = journal.identity().filter(looked.identity()::equals).isPresent();
    if (same && journal.isComplete() && !continuation.again()) {
      return new Completed(looked.survey().batches(), 0, 0, true);
    }
    boolean begun = journal.identity().isPresent() && !journal.isComplete();
    boolean mended = begun && !same && isMendedBehind(looked, journal);
    if (begun && !same && journal.isMarked() && !(mended && continuation.resume())) {
      return new Barred(
          Reason.SCRIPT_CHANGED,
          mended
              ? "The script was changed since its import failed, but not before the batch that failed: --resume goes on there."
              : "The script, its variables or its options are not those with which the import was begun: it"
                  + " cannot go on with them. Put them back; or, to begin anew, remove %s and what the"
                      .formatted(journal.file())
                  + " import has done in the target.");
    }
    if (begun && same && journal.isMarked() && !continuation.resume()) {
      return begunBefore(journal);
    }
    try (ScriptSession session = new ScriptSession(server, opening.open(continuation.resume()))) {
      return new ImportCourse(looked, journal, continuation, progress, session, server, database)
          .run();
    }
  }

  /** Whether what was run is the same, and only the failed batch and those behind it are not. */
  private static boolean isMendedBehind(Looked looked, ImportJournal journal) throws IOException {
    Optional<ImportJournal.Stop> stop = journal.stop();
    return stop.isPresent()
        && ScriptReading.hashBefore(stop.get().batch(), looked.script(), looked.options())
            .equals(stop.get().before());
  }

  static Barred begunBefore(ImportJournal journal) {
    return new Barred(
        Reason.BEGUN_BEFORE,
        "An import of this script was begun before and has not come to its end (%s). Go on with it by --resume."
            .formatted(journal.file()));
  }

  /** For a place in no particular line. */
  static ScriptPlace start(@Nullable ScriptPlace place, Path script) {
    return place == null ? new ScriptPlace(script.toString(), 1, 1) : place;
  }
}
