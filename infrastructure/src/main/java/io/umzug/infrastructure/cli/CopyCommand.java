package io.umzug.infrastructure.cli;

import io.umzug.application.copy.Copied;
import io.umzug.application.copy.CopyFailed;
import io.umzug.application.copy.CopyProgress;
import io.umzug.application.copy.CopyProgress.Reached;
import io.umzug.application.copy.CopyProgress.Stage;
import io.umzug.application.copy.CopyRefused;
import io.umzug.application.copy.DirectCopies;
import io.umzug.application.copy.DirectCopy;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.verification.ContentsVerification.Depth;
import io.umzug.domain.schema.Gap;
import io.umzug.domain.schema.RowTransport;
import io.umzug.infrastructure.cli.SqlServerOptions.Side;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code copy}: a database straight from one SQL Server to another. */
@Command(
    name = "copy",
    description = {
      "Copies a database, schema and rows, straight from one SQL Server to another that this machine"
          + " reaches as well: faster than a script, and like one it may go to an older version"
          + " (M1). What that version lacks is told first, object by object, with what can be done;"
          + " where it blocks, nothing is written.",
      "In the end every value is read on both sides and compared (R33). Let nobody write meanwhile:"
          + " the XPhone service is to be stopped on both sides.",
      "The target database is empty, or made by --create-database. A copy that was cut off goes on"
          + " by --resume: whole tables are kept, a half one is emptied and copied again."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:copied, or with --check-only: nothing blocks",
      "1:unexpected error",
      "2:wrong usage",
      "4:refused, nothing was written: something blocks, or the target is not free",
      "8:a server was not reached, or refused something; go on by --resume",
      "9:copied, but not the same (contents of XPVDIR do not count: F2)"
    })
public final class CopyCommand implements Callable<Integer> {

  private static final String GO_ON = "Run the command with --resume to go on.";
  private static final String WHAT_NOW =
      "The target keeps dbo.umzug_copy: --resume compares what differs once more,"
          + " --resume --verification rows takes it as it is.";
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

  private final DirectCopies copies;
  private final SqlServerOptions source = new SqlServerOptions(Side.SOURCE);
  private final SqlServerOptions target = new SqlServerOptions(Side.TARGET);

  @Mixin private DatabaseOptions chosen = new DatabaseOptions();

  @Option(
      names = "--without-users",
      description = "Leave users, memberships and permissions to the target.")
  private boolean withoutUsers;

  @Option(names = "--check-only", description = "Tell what the target lacks, and write nothing.")
  private boolean checkOnly;

  @Option(
      names = "--parallel",
      defaultValue = "2",
      paramLabel = "N",
      description = "Tables at once, 1 to " + DirectCopy.MOST_PARALLEL + ". Default: 2.")
  private int parallel = DirectCopy.USUAL_PARALLEL;

  @Option(
      names = "--batch",
      defaultValue = "100000",
      paramLabel = "ROWS",
      description = "Rows that the target commits at once. Default: 100000.")
  private int batch = DirectCopy.USUAL_BATCH;

  @Option(
      names = "--resume",
      description = "Go on with a copy that was cut off; one that still runs is ended.")
  private boolean resume;

  @Option(
      names = "--verification",
      defaultValue = "checksum",
      paramLabel = "rows|checksum",
      description =
          "Compare the number of rows of each table only, or every value, too, for which the"
              + " source is read once more, and the target once. Default: checksum.")
  private Depth verification = Depth.CHECKSUM;

  @Option(names = "--quiet", description = "Leave out progress.")
  private boolean quiet;

  @Spec private @Nullable CommandSpec spec;

  private Stage stage = Stage.COPYING;
  private Duration lastLine = Duration.ZERO;
  private volatile boolean begun;

  private CopyCommand(DirectCopies copies) {
    this.copies = copies;
  }

  /** The command with the options of both servers. */
  public static CommandLine of(DirectCopies copies) {
    CopyCommand command = new CopyCommand(copies);
    CommandLine line = new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
    command.source.addTo(line.getCommandSpec());
    command.target.addTo(line.getCommandSpec());
    return line;
  }

  @Override
  public Integer call() {
    DirectCopy copy = copy();
    try {
      return (checkOnly ? check(copy) : write(copy)).code();
    } catch (CopyRefused e) {
      GapText.refused(e.getMessage(), e.gaps()).forEach(this::complain);
      return ExitCode.REFUSED.code();
    } catch (CopyFailed e) {
      complain("%s %s".formatted(e.getMessage(), GO_ON));
      return ExitCode.FAILED.code();
    } catch (SqlServerFailure e) {
      throw ServerTrouble.failure("copy of " + chosen.database(), e, begun ? GO_ON : "");
    }
  }

  private DirectCopy copy() {
    if (parallel < 1 || parallel > DirectCopy.MOST_PARALLEL || batch < 1) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--parallel: 1 to %d; --batch: 1 or more.".formatted(DirectCopy.MOST_PARALLEL));
    }
    return new DirectCopy(
        source.access(),
        chosen.database(),
        target.access(),
        chosen.into(),
        chosen.creation(false),
        chosen.selection(!withoutUsers),
        parallel,
        batch,
        resume,
        verification);
  }

  private ExitCode check(DirectCopy copy) {
    List<Gap> gaps = copies.check(copy);
    GapText.checked(gaps, "copy", "the target").forEach(this::say);
    return GapText.isBlocked(gaps) ? ExitCode.REFUSED : ExitCode.DONE;
  }

  private ExitCode write(DirectCopy copy) {
    Copied copied = copies.copy(copy, telling());
    GapText.lines(copied.gaps()).forEach(this::say);
    if (!quiet) {
      TextTable counts = new TextTable("TABLE", "ROWS", "BYTES", "SECONDS", "CONTENTS", "");
      copied
          .tables()
          .forEach(
              table ->
                  counts.add(
                      table.table(),
                      String.valueOf(table.rows()),
                      String.valueOf(table.bytes()),
                      "%.1f".formatted(table.elapsed().toMillis() / 1000.0),
                      contents(table, copied),
                      note(table)));
      counts.lines().forEach(this::say);
    }
    say(copied.consistency());
    return tell(copied);
  }

  private ExitCode tell(Copied copied) {
    if (copied.compared() == Depth.CHECKSUM) {
      ComparisonText.notCompared(copied.notCompared()).ifPresent(this::say);
    }
    copied.differences().forEach(different -> say(different.sentence()));
    String tables = "%d tables, %d rows".formatted(copied.tables().size(), copied.rows());
    if (!copied.isSame()) {
      say("Copied: %s; not the same: %d tables.".formatted(tables, copied.differences().size()));
      say(WHAT_NOW);
      return ExitCode.DIFFERENT;
    }
    say(
        "Copied: %s; %s"
            .formatted(
                tables,
                copied.compared() == Depth.CHECKSUM
                    ? "every value was compared, and is the same."
                    : "in each as many were counted as were read; no values were compared."));
    return ExitCode.DONE;
  }

  private static String contents(Copied.CopiedTable table, Copied copied) {
    if (copied.compared() == Depth.ROWS) {
      return "by rows";
    }
    return table.sum() == null ? "NOT THE SAME" : table.sum();
  }

  private static String note(Copied.CopiedTable table) {
    if (table.kept()) {
      return "was there";
    }
    return table.transport() == RowTransport.STATEMENTS ? "as statements" : "";
  }

  private CopyProgress telling() {
    return new CopyProgress() {
      @Override
      public void reached(Reached reached) {
        tell(reached);
      }

      @Override
      public void begun() {
        begun = true;
      }
    };
  }

  private void tell(Reached reached) {
    if (reached.stage() != stage) {
      stage = reached.stage();
      lastLine = Duration.ZERO;
    }
    if (quiet || reached.elapsed().minus(lastLine).compareTo(BETWEEN_LINES) < 0) {
      return;
    }
    lastLine = reached.elapsed();
    say(
        "%s%d of %d tables, %d of about %d rows, %d rows/s%s: %s"
            .formatted(
                stage == Stage.COPYING ? "" : "compared: ",
                reached.done(),
                reached.tables(),
                reached.rows(),
                Math.max(reached.expected(), reached.rows()),
                reached.rowsPerSecond(),
                stage == Stage.COPYING
                    ? String.format(Locale.ROOT, ", %.1f MB/s", reached.megabytesPerSecond())
                    : "",
                reached.table()));
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
