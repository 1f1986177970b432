package io.umzug.infrastructure.cli;

import io.umzug.domain.schema.ScriptTarget;
import io.umzug.domain.schema.Selection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database goes, what of it, and what it becomes at the target. */
final class DatabaseOptions {

  private static final String OWN_DEFAULTS = "DEFAULT";

  @Option(
      names = {"-d", "--database"},
      required = true,
      paramLabel = "NAME",
      description = "The database at the source.")
  private String database = "";

  @Option(
      names = "--into",
      paramLabel = "NAME",
      description = "What the database is called at the target. Default: as it is.")
  private @Nullable String into;

  @Option(
      names = "--create-database",
      arity = "0..1",
      fallbackValue = OWN_DEFAULTS,
      paramLabel = "FOLDER",
      description =
          "Create it there, its data file in this folder of the target (M3); without a folder,"
              + " where the target's SQL Server puts its files. Default: it is there.")
  private @Nullable String createDatabase;

  @Option(
      names = "--log-folder",
      paramLabel = "FOLDER",
      description = "With --create-database: the log file's. Default: as the data file's.")
  private @Nullable String logFolder;

  @Option(
      names = "--tables",
      split = ",",
      paramLabel = "SCHEMA.TABLE",
      description = "Only these, with their keys, indexes and triggers.")
  private List<String> tables = List.of();

  @Option(
      names = "--leave-out",
      split = ",",
      paramLabel = "SCHEMA.NAME",
      description = "Objects to leave out, such as those that block.")
  private List<String> leaveOut = List.of();

  String database() {
    requireName("--database", database);
    return database;
  }

  /** Its name at the target. */
  String into() {
    if (into != null) {
      requireName("--into", into);
    }
    return into == null ? database() : into;
  }

  /** A variable that is not set would lead into the login's own database. */
  static void requireName(String option, String name) {
    if (name.isBlank()) {
      throw new CommandFailure(ExitCode.USAGE, option + " is empty: name a database.");
    }
  }

  /**
   * Null where it is there.
   *
   * @param alone whether nobody is in the database while it gets its options
   */
  ScriptTarget.@Nullable Creation creation(boolean alone) {
    if (createDatabase == null) {
      if (logFolder != null) {
        throw new CommandFailure(ExitCode.USAGE, "--log-folder goes with --create-database.");
      }
      return null;
    }
    String data = createDatabase.equals(OWN_DEFAULTS) ? null : createDatabase;
    return new ScriptTarget.Creation(data, logFolder == null ? data : logFolder, alone);
  }

  Selection selection(boolean users) {
    return new Selection(Set.copyOf(tables), Set.copyOf(leaveOut), users);
  }
}
