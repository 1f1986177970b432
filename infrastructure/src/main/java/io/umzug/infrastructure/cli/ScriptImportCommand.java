package io.umzug.infrastructure.cli;

import io.umzug.application.script.ScriptContinuation;
import io.umzug.application.script.ScriptImport;
import io.umzug.application.script.ScriptImport.Barred;
import io.umzug.application.script.ScriptImport.Completed;
import io.umzug.application.script.ScriptImport.Failed;
import io.umzug.application.script.ScriptImport.Refused;
import io.umzug.application.script.ScriptImports;
import io.umzug.application.script.ScriptOrder;
import io.umzug.application.script.ScriptProgress;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.script.Resumption.Outcome;
import io.umzug.domain.script.ScriptPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code script import}: what sqlcmd does with a script, but stopping at the first error (M5). */
@Command(
    name = "import",
    description = {
      "Runs a script against a SQL Server as sqlcmd -i does (M5, M6). All of it is looked through"
          + " first: nothing is run of a script that is not understood. It stops at the first error,"
          + " which undoes its batch; once that is mended, --resume goes on at that batch.",
      "How far it is, is kept in FILE.umzug-import-* beside the script and, until its end, in a table"
          + " dbo.umzug_import of --database."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was run",
      "1:unexpected error, such as a file that cannot be read",
      "2:wrong usage",
      "3:unchanged: this script has been run there to its end",
      "4:refused: the script is not understood, or an earlier import stands in the way",
      "8:a batch failed, or the server was not reached; nothing behind it was run"
    })
public final class ScriptImportCommand implements Callable<Integer> {

  private static final int NO_LOGIN = 15007;
  private static final int PERCENT_BETWEEN_LINES = 5;

  private final ScriptImports imports;

  @Parameters(paramLabel = "FILE", description = "The script.")
  private Path file = Path.of("");

  @Mixin private SqlServerOptions server = new SqlServerOptions();

  @Mixin private ScriptReadingOptions reading = new ScriptReadingOptions();

  @Option(
      names = {"-d", "--database"},
      defaultValue = "master",
      paramLabel = "NAME",
      description =
          "Where the session begins. Default: master, as it has to be where the script itself creates"
              + " its database.")
  private String database = "master";

  @Option(names = "--resume", description = "Go on with an import that did not come to its end.")
  private boolean resume;

  @Option(
      names = "--in-flight",
      paramLabel = "done|undone",
      description =
          "With --resume, for a batch of which nobody could tell: whether it took effect, as you have"
              + " seen in the target.")
  private @Nullable InFlight inFlight;

  @Option(
      names = "--again",
      description =
          "Run a script anew that was run there to its end, into a target put back since.")
  private boolean again;

  @Option(names = "--quiet", description = "Leave out messages and progress.")
  private boolean quiet;

  @Spec private @Nullable CommandSpec spec;

  /** What a person says of a batch. */
  enum InFlight {
    done(Outcome.DONE),
    undone(Outcome.UNDONE);

    private final Outcome outcome;

    InFlight(Outcome outcome) {
      this.outcome = outcome;
    }
  }

  public ScriptImportCommand(ScriptImports imports) {
    this.imports = imports;
  }

  @Override
  public Integer call() {
    if (inFlight != null && !resume) {
      throw new CommandFailure(ExitCode.USAGE, "--in-flight goes with --resume.");
    }
    DatabaseOptions.requireName("--database", database);
    ScriptContinuation continuation =
        new ScriptContinuation(
            resume, inFlight == null ? Outcome.UNKNOWN : inFlight.outcome, again);
    ScriptOrder order =
        new ScriptOrder("script/" + file.getFileName(), reading.options(), continuation);
    try {
      return tell(imports.importScript(server.access(), database, file, order, new Screenlines()))
          .code();
    } catch (IOException e) {
      complain(ScriptCheckCommand.unreadable(file, e));
      return ExitCode.UNEXPECTED.code();
    } catch (SqlServerFailure e) {
      throw ServerTrouble.failure("script import", e, "Then --resume goes on.");
    }
  }

  private ExitCode tell(ScriptImport outcome) {
    return switch (outcome) {
      case Completed completed -> {
        say(
            completed.before()
                ? "Unchanged: this script has been run there to its end."
                : "Imported: %d batches, %d runs, %d rows."
                    .formatted(completed.batches(), completed.runs(), completed.rows()));
        yield completed.before() ? ExitCode.UNCHANGED : ExitCode.DONE;
      }
      case Refused refused -> {
        complain(ScriptCheckCommand.refused(refused.refusal()) + " Nothing was run.");
        yield ExitCode.REFUSED;
      }
      case Barred barred -> {
        complain("Refused: " + barred.sentence());
        yield ExitCode.REFUSED;
      }
      case Failed failed -> {
        complain(
            "%s, line %d: %s"
                .formatted(failed.place().file(), failed.place().line(), failed.sentence()));
        failed.errors().forEach(error -> complain("  " + error));
        if (failed.errors().stream().anyMatch(each -> each.error().number() == NO_LOGIN)) {
          complain(
              "Create the login at the target; or, where there can be none, export --without-users.");
        }
        complain(
            "Once that is mended at the target, --resume goes on at this batch; so it does where this"
                + " batch and those behind it are mended in the script.");
        yield ExitCode.FAILED;
      }
    };
  }

  /** A line for what the server says, and one for every few percent. */
  private final class Screenlines implements ScriptProgress {

    private int told;

    @Override
    public void reached(Reached reached) {
      if (!quiet && reached.percent() >= told + PERCENT_BETWEEN_LINES) {
        told = reached.percent();
        say(
            "%3d %%  batch %d of %d, %d rows"
                .formatted(reached.percent(), reached.batch(), reached.batches(), reached.rows()));
      }
    }

    @Override
    public void said(ScriptPlace place, String text) {
      if (!quiet) {
        say("%s, line %d: %s".formatted(place.file(), place.line(), text));
      }
    }
  }

  private void say(String line) {
    ConsoleText.print(commandLine().getOut(), line);
  }

  private void complain(String line) {
    ConsoleText.print(commandLine().getErr(), line);
  }

  private CommandLine commandLine() {
    return UmzugCommand.commandLine(spec);
  }
}
