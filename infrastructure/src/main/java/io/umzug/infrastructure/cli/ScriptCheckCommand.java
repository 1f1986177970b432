package io.umzug.infrastructure.cli;

import io.umzug.application.filesystem.FileTroubleText;
import io.umzug.application.script.ScriptChecks;
import io.umzug.application.script.ScriptSurvey;
import io.umzug.domain.script.ScriptBatch;
import io.umzug.domain.script.ScriptRefusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code script check}: what a script is made of, and whether it is understood (M6). */
@Command(
    name = "check",
    description = {
      "Reads a script as 'script import' would, and runs nothing: files, batches, lines, and the first"
          + " thing that is not understood or would not be executed, with its place (M6)."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:understood to its end",
      "1:unexpected error, such as a file that cannot be read",
      "2:wrong usage",
      "4:refused: the script would not be run"
    })
public final class ScriptCheckCommand implements Callable<Integer> {

  private final ScriptChecks checks;

  @Parameters(paramLabel = "FILE", description = "The script.")
  private Path file = Path.of("");

  @Mixin private ScriptReadingOptions reading = new ScriptReadingOptions();

  @Option(names = "--list", description = "Print a line for each batch: number, place, count.")
  private boolean list;

  @Spec private @Nullable CommandSpec spec;

  public ScriptCheckCommand(ScriptChecks checks) {
    this.checks = checks;
  }

  @Override
  public Integer call() {
    PrintWriter out = UmzugCommand.commandLine(spec).getOut();
    Consumer<ScriptBatch> each = list ? batch -> out.println(line(batch)) : _ -> {};
    try {
      ScriptSurvey survey = checks.check(file, reading.options(), each);
      tell(survey, out);
      if (survey.refusal() == null) {
        return ExitCode.DONE.code();
      }
      complain(refused(survey.refusal()));
      return ExitCode.REFUSED.code();
    } catch (IOException e) {
      complain(unreadable(file, e));
      return ExitCode.UNEXPECTED.code();
    }
  }

  private static String line(ScriptBatch batch) {
    return ConsoleText.of(
        "%8d  %s, line %d%s"
            .formatted(
                batch.number(),
                batch.start().file(),
                batch.start().line(),
                batch.repeat() == 1 ? "" : ", %d times".formatted(batch.repeat())));
  }

  private static void tell(ScriptSurvey survey, PrintWriter out) {
    for (ScriptSurvey.ScriptFile read : survey.files()) {
      out.println(
          ConsoleText.of(
              "%s: %s, %d bytes, %d lines"
                  .formatted(read.name(), read.encoding(), read.bytes(), read.lines())));
    }
    for (ScriptSurvey.PassedOver over : survey.passedOver()) {
      out.println(
          ConsoleText.of(
              "%s, line %d: %s changes nothing here"
                  .formatted(over.place().file(), over.place().line(), over.command())));
    }
    out.println("%d batches, run %d times".formatted(survey.batches(), survey.runs()));
    out.flush();
  }

  static String refused(ScriptRefusal refusal) {
    return "Refused: " + refusal;
  }

  static String unreadable(Path file, IOException e) {
    return FileTroubleText.sentence(file, e);
  }

  private void complain(String line) {
    ConsoleText.print(UmzugCommand.commandLine(spec).getErr(), line);
  }
}
