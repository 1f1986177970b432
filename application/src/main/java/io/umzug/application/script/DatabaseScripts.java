package io.umzug.application.script;

import io.umzug.application.estate.Estate;
import io.umzug.application.script.ScriptExport.Destination;
import io.umzug.application.script.ScriptExport.Encoding;
import io.umzug.application.script.ScriptExported.Consistency;
import io.umzug.application.script.ScriptFiles.Written;
import io.umzug.application.sqlserver.SqlProgress;
import io.umzug.application.sqlserver.SqlServer.DatabaseSetting;
import io.umzug.application.sqlserver.SqlServerAccesses;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseScript;
import io.umzug.domain.evidence.DatabaseScript.Settings;
import io.umzug.domain.evidence.TableCount;
import io.umzug.domain.route.SqlServerRelease;
import io.umzug.domain.schema.Gap;
import io.umzug.domain.schema.ScriptTarget;
import io.umzug.domain.schema.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The databases of a move as scripts, written from one SQL Server and run on another, which may be
 * the older (M1). What a server says when it fails comes as {@link SqlServerFailure}.
 */
public final class DatabaseScripts {

  private static final int PERCENT = 100;

  private final SqlServerAccesses accesses;
  private final ScriptExports exports;
  private final ScriptImports imports;
  private final ScriptFiles files;

  public DatabaseScripts(
      SqlServerAccesses accesses, ScriptExports exports, ScriptImports imports, ScriptFiles files) {
    this.accesses = accesses;
    this.exports = exports;
    this.imports = imports;
    this.files = files;
  }

  /**
   * Writes a database's script for the release of the server that it goes to (M2). What was written
   * whole under the same id is kept.
   *
   * @param workId the same for all attempts at one work
   * @param source how the database is set up; null where nobody could tell
   * @throws ScriptProblem where the target lacks what the database needs, or a file cannot be
   *     written; nothing that looks whole is left then
   */
  public DatabaseScript export(
      Estate estate,
      DatabaseMove move,
      SqlServerRelease target,
      @Nullable DatabaseSetting source,
      String workId,
      SqlProgress progress) {
    String database = move.database();
    Settings settings = settings(database, target, source);
    try {
      Path script = files.place(workId, database);
      ScriptExported exported =
          exports.export(
              accesses.to(estate, move.source()),
              workId,
              wanted(database, target, script),
              (table, number, tables, rows) -> progress.reached(PERCENT * (number - 1) / tables));
      Written written = files.look(script);
      return new DatabaseScript(
              database,
              move.source(),
              script.toString(),
              written.bytes(),
              written.sha256(),
              exported.tables().stream()
                  .map(table -> new TableCount(table.table(), table.rows(), table.rows()))
                  .toList(),
              exported.consistency() == Consistency.ONE_MOMENT)
          .madeWith(settings);
    } catch (ScriptRefused refused) {
      throw new ScriptProblem(blocked(database, target, refused));
    } catch (IOException e) {
      throw new ScriptProblem(fileFailed(database, e));
    }
  }

  /** As at the source: comparisons, names and types of the user's own go by the database's. */
  private static @Nullable Settings settings(
      String database, SqlServerRelease release, @Nullable DatabaseSetting source) {
    if (source == null || source.collation().isEmpty()) {
      return null;
    }
    ScriptTarget target = new ScriptTarget(release, database, null);
    if (!target.knowsCollation(source.collation())) {
      throw new ScriptProblem(
          new Diagnosis(
              "SQL Server %s has no collation %s, which is that of %s; nothing was written."
                  .formatted(release.label(), source.collation(), database),
              List.of("M1", "M2"),
              "Take a newer SQL Server as the target, or move this database by hand into one with a"
                  + " collation of the target. Then retry the step.",
              source.toString()));
    }
    return new Settings(source.collation(), target.compatibility(source.compatibilityLevel()));
  }

  /** Users come and go with their logins: the service account is entitled anew at the target. */
  private static ScriptExport wanted(String database, SqlServerRelease target, Path script) {
    return new ScriptExport(
        database,
        new ScriptTarget(target, database, null),
        Selection.WITHOUT_USERS,
        true,
        Encoding.UTF_8,
        new Destination.SingleFile(script),
        false);
  }

  private static Diagnosis blocked(
      String database, SqlServerRelease target, ScriptRefused refused) {
    return new Diagnosis(
        refused.gaps().isEmpty()
            ? String.valueOf(refused.getMessage())
            : "%s holds what SQL Server %s lacks; nothing was written."
                .formatted(database, target.label()),
        List.of("M1", "M2"),
        refused.gaps().stream()
            .map(Gap::remedy)
            .distinct()
            .collect(Collectors.joining(" ", "", " Then retry the step.")),
        refused.gaps().stream()
            .map(gap -> gap.object() + ": " + gap.sentence())
            .collect(Collectors.joining("\n")));
  }

  private static Diagnosis fileFailed(String database, IOException e) {
    return new Diagnosis(
        "The script of %s cannot be written or read.".formatted(database),
        List.of("M2"),
        "Make sure that the service's data folder is there, may be written to and has room, then"
            + " retry the step.",
        e.toString());
  }

  /**
   * Whatever a script brought to a database is gone with it: the next run begins at its first
   * batch.
   */
  public void forget(Estate estate, DatabaseScript script, String server) {
    try {
      imports.forget(accesses.to(estate, server), script.database(), Path.of(script.file()));
    } catch (IOException e) {
      throw new ScriptProblem(fileFailed(script.database(), e));
    }
  }

  /**
   * Runs a script in a database that was empty when the script first began there, and goes on
   * behind the last batch that took effect (M4 to M6).
   *
   * @param server the SQL Server, by its name in the estate
   * @throws ScriptProblem at the first error, with file, line and batch
   */
  public void run(
      Estate estate, DatabaseScript script, String server, String workId, SqlProgress progress) {
    try {
      ScriptImport ended =
          imports.importScript(
              accesses.to(estate, server),
              script.database(),
              Path.of(script.file()),
              ScriptOrder.ofWork(workId),
              reached -> progress.reached(reached.percent()));
      switch (ended) {
        case ScriptImport.Completed _ -> {}
        case ScriptImport.Refused refused ->
            throw new ScriptProblem(
                stopped(script, refused.refusal().sentence(), refused.refusal().toString()));
        case ScriptImport.Barred barred ->
            throw new ScriptProblem(
                stopped(
                    script, barred.sentence(), barred.reason().name().toLowerCase(Locale.ROOT)));
        case ScriptImport.Failed failed ->
            throw new ScriptProblem(
                stopped(
                    script,
                    "Batch %d of the script of %s failed at line %d: %s"
                        .formatted(
                            failed.batch(),
                            script.database(),
                            failed.place().line(),
                            failed.sentence()),
                    failed.errors().stream()
                        .map(placed -> placed.place().line() + ": " + placed.error())
                        .collect(Collectors.joining("\n"))));
      }
    } catch (IOException e) {
      throw new ScriptProblem(fileFailed(script.database(), e));
    }
  }

  private static Diagnosis stopped(DatabaseScript script, String cause, String exactText) {
    return new Diagnosis(
        cause,
        List.of("M4", "M5"),
        "Mend at the target what the exact text names, then retry the step: the database is made anew,"
            + " and the script begins at its first batch. It is "
            + script.file()
            + ".",
        exactText);
  }

  /**
   * Before anything at the target gives way to it.
   *
   * @throws ScriptProblem where the file is not the one that was written
   */
  public void requireWhole(DatabaseScript script) {
    Written found = found(script);
    if (!found.sha256().equals(script.sha256())) {
      throw new ScriptProblem(
          new Diagnosis(
              "The script of %s is not the one that was written.".formatted(script.database()),
              List.of("M4"),
              "Put the file back, or go back to before the export; then retry the step.",
              "%s: SHA-256 is %s, was %s"
                  .formatted(script.file(), found.sha256(), script.sha256())));
    }
  }

  private Written found(DatabaseScript script) {
    try {
      return files.look(Path.of(script.file()));
    } catch (IOException e) {
      throw new ScriptProblem(fileFailed(script.database(), e));
    }
  }
}
