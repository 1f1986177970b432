package io.umzug.infrastructure.cli;

import io.umzug.application.estatecheck.EstateChecks;
import io.umzug.application.estatecheck.EstateChecks.Question;
import io.umzug.application.estatecheck.EstateChecks.Report;
import io.umzug.application.filesystem.FileTroubleText;
import io.umzug.infrastructure.cli.UmzugCommand.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code estate}: the estate file, without a service. */
@Command(
    name = "estate",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Checks the estate file (umzug.yaml), without a service.")
public final class EstateCommand implements Runnable {

  static final String FILE = "umzug.yaml";

  private final EstateChecks checks;
  private final Supplier<String> schema;
  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  /**
   * The command, for this process's screen.
   *
   * @param schema the JSON schema of the estate file
   */
  public EstateCommand(EstateChecks checks, Supplier<String> schema) {
    this(checks, schema, Screen.ofProcess());
  }

  EstateCommand(EstateChecks checks, Supplier<String> schema, Screen screen) {
    this.checks = checks;
    this.schema = schema;
    this.screen = screen;
  }

  @Override
  public void run() {
    throw new ParameterException(UmzugCommand.commandLine(spec), "Say which command.");
  }

  @Command(
      name = "schema",
      description = "Prints the JSON schema of the estate file, by which an editor helps.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = "0:printed")
  int schema() {
    PrintWriter out = UmzugCommand.commandLine(spec).getOut();
    out.print(schema.get());
    out.flush();
    return ExitCode.DONE.code();
  }

  @Command(
      name = "check",
      description = {
        "Names every mistake of the estate file by its line and column. Where there is none, tries every entry: secrets, hosts, shares, SQL Servers, XPhone servers. Nothing is changed anywhere.",
        "FILE is umzug.yaml in the data folder, unless another is named."
      },
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {
        "0:no mistake, and every entry answers; there may be remarks",
        "1:unexpected error, such as a file that cannot be read",
        "2:the file has mistakes, or wrong usage",
        "4:an entry does not answer as it should"
      })
  int check(
      @Parameters(paramLabel = "FILE", arity = "0..1", description = "The estate file.")
          @Nullable Path file,
      @Option(
              names = "--estate",
              paramLabel = "NAME",
              description = "Tries this estate only; mistakes are told of the whole file.")
          @Nullable String estate,
      @Option(names = "--offline", description = "Tries nothing: only the file is looked at.")
          boolean offline,
      @Mixin DataOption data,
      @Mixin JsonOption json)
      throws InterruptedException {
    Path folder = data.folder();
    Path read = file == null ? folder.resolve(FILE) : file;
    Report report;
    try {
      report = checks.check(new Question(read, folder, estate, offline));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNEXPECTED, ConsoleText.of(FileTroubleText.sentence(read, e)));
    }
    PrintWriter out = UmzugCommand.commandLine(spec).getOut();
    if (json.wanted()) {
      out.println(EstateReportJson.of(read, report));
    } else {
      EstateReportText.of(read, report, offline, screen).forEach(out::println);
    }
    out.flush();
    if (estate != null && report.mistakes().isEmpty() && !report.estates().contains(estate)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          ConsoleText.of(
              "No estate is called '%s'. The file describes: %s."
                  .formatted(estate, String.join(", ", report.estates()))));
    }
    if (!report.mistakes().isEmpty()) {
      return ExitCode.USAGE.code();
    }
    return (report.hasFailed() ? ExitCode.REFUSED : ExitCode.DONE).code();
  }
}
