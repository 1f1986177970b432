package io.umzug.infrastructure.cli;

import io.umzug.application.filesystem.FileTroubleText;
import io.umzug.domain.backuplog.BackupLogReader;
import io.umzug.domain.backuplog.Vocabulary;
import io.umzug.infrastructure.cli.UmzugCommand.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diagnose LOG…}: what the Backup-Manager's log says, without a service (B6, B7). */
@Command(
    name = "diagnose",
    mixinStandardHelpOptions = true,
    description = {
      "Reads the log of the Backup-Manager, whose place is shown in its header (B1): root cause"
          + " first, with the exact text and its lines, then what accompanies it, what to do, and"
          + " the rule.",
      "German and English, in any usual encoding. Several files are the rotated ones of one log:"
          + " they are read in the order of their first entries, compressed (.gz) ones too."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no failure found",
      "1:a failure found",
      "2:not understood: a file that cannot be read, or that is no such log; or wrong usage"
    })
final class DiagnoseCommand implements Callable<Integer> {

  static final int NO_FAILURE = 0;
  static final int FAILURE = 1;
  static final int NOT_UNDERSTOOD = 2;

  private final Screen screen;

  @Parameters(arity = "1..*", paramLabel = "LOG", description = "The log, or its rotated files.")
  private List<Path> files = List.of();

  @Option(
      names = "--backup-succeeded",
      paramLabel = "TEXT",
      description =
          "Words by which this Backup-Manager says that a backup ended well; nobody outside the"
              + " vendor knows them. May be given more than once.")
  private List<String> backupSucceeded = List.of();

  @Option(
      names = "--restore-succeeded",
      paramLabel = "TEXT",
      description = "The same for a restore.")
  private List<String> restoreSucceeded = List.of();

  @Option(
      names = "--sql-server-account",
      paramLabel = "ACCOUNT",
      description =
          "The account of the SQL Server service, such as 'NT Service\\MSSQL$$SQL2016' (B3); the"
              + " remedy then names it.")
  private List<String> accounts = List.of();

  @Mixin private JsonOption json = new JsonOption();
  @Spec private @Nullable CommandSpec spec;

  DiagnoseCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    LoggedRuns runs = new LoggedRuns();
    BackupLogReader reader =
        new BackupLogReader(
            new Vocabulary(backupSucceeded, restoreSucceeded), accounts, runs::accept);
    read(reader);
    if (!reader.isUnderstood() && !runs.haveFailed()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          ConsoleText.of(
              reader.lines() == 0
                  ? "%s: the log is empty.".formatted(named())
                  : "%s: none of %d lines begins with a time and a level such as INF or ERR (B6): this is no log of the Backup-Manager, or not as a text. Its place is shown in the Backup-Manager's header."
                      .formatted(named(), reader.lines())));
    }
    PrintWriter out = UmzugCommand.commandLine(spec).getOut();
    if (json.wanted()) {
      out.println(DiagnosisJson.of(runs, reader.lines()));
    } else {
      DiagnosisText.of(runs, reader.lines(), screen).forEach(out::println);
    }
    out.flush();
    return runs.haveFailed() ? FAILURE : NO_FAILURE;
  }

  private void read(BackupLogReader reader) {
    try {
      LogFiles.read(LogFiles.inOrder(files), reader);
    } catch (NoSuchFileException e) {
      throw unreadable("%s: there is no such file.".formatted(e.getFile()));
    } catch (AccessDeniedException e) {
      throw unreadable(
          "%s: access is denied. Run this as somebody who may read the log."
              .formatted(e.getFile()));
    } catch (IOException e) {
      throw unreadable(FileTroubleText.sentence(Path.of(named()), e));
    }
  }

  private static CommandFailure unreadable(String sentence) {
    return new CommandFailure(ExitCode.USAGE, ConsoleText.of(sentence));
  }

  private String named() {
    return String.join(", ", files.stream().map(Path::toString).toList());
  }
}
