package io.umzug.infrastructure.cli;

import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.infrastructure.cli.ServiceClient.Form;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code umzug}: every question and instruction, put to the running service. */
@Command(
    name = "umzug",
    mixinStandardHelpOptions = true,
    versionProvider = ProductVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Carries an XPhone Connect server from its old home to its new one.",
    footerHeading = "%n",
    footer = {
      "Each command has its own help: umzug COMMAND --help",
      "A whole move against a stand-in estate: umzug rehearse --help"
    })
public final class UmzugCommand implements Runnable {

  static final String MOVES = "/api/migrations";

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  private UmzugCommand(Screen screen) {
    this.screen = screen;
  }

  /**
   * The command line, for this process's screen.
   *
   * @param furtherSubcommands such as serve and atlas, which need more than a running service
   */
  public static CommandLine commandLine(Object... furtherSubcommands) {
    return commandLine(Screen.ofProcess(), furtherSubcommands);
  }

  static CommandLine commandLine(Screen screen, Object... furtherSubcommands) {
    CommandLine commandLine = new CommandLine(new UmzugCommand(screen));
    commandLine.addSubcommand(new WatchCommand(screen));
    commandLine.addSubcommand(new PlanCommand(screen));
    commandLine.addSubcommand(new DiagnoseCommand(screen));
    CourseCommands.of(screen).forEach(commandLine::addSubcommand);
    CutOverCommands.of(screen).forEach(commandLine::addSubcommand);
    commandLine.addSubcommand(new PreflightCommand(screen));
    FindingsCommands.of(screen).forEach(commandLine::addSubcommand);
    commandLine.addSubcommand(new SecretCommand());
    for (Object further : furtherSubcommands) {
      commandLine.addSubcommand(further);
    }
    commandLine.setParameterExceptionHandler((e, _) -> complain(e));
    commandLine.setExecutionExceptionHandler((e, failed, _) -> complain(e, failed));
    documentExitCodes(commandLine.getCommandSpec());
    commandLine.getSubcommands().values().forEach(sub -> documentExitCodes(sub.getCommandSpec()));
    return commandLine;
  }

  private static void documentExitCodes(CommandSpec spec) {
    // A command with a list of its own, or with subcommands that have one, keeps it.
    if (spec.usageMessage().exitCodeList().isEmpty()
        && (spec.parent() == null || spec.subcommands().isEmpty())) {
      spec.usageMessage().exitCodeListHeading("%nExit codes:%n");
      spec.usageMessage().exitCodeList(ExitCode.meanings());
    }
  }

  /** The whole usage would push the sentence off the screen. */
  private static int complain(CommandLine.ParameterException e) {
    CommandLine failed = e.getCommandLine();
    PrintWriter err = failed.getErr();
    String said = String.valueOf(e.getMessage());
    said.lines().forEach(line -> ConsoleText.print(err, line));
    if (failed.getSubcommands().isEmpty()) {
      err.println("For its options: %s --help".formatted(failed.getCommandSpec().qualifiedName()));
    } else {
      failed.usage(err);
    }
    err.flush();
    return ExitCode.USAGE.code();
  }

  private static int complain(Exception e, CommandLine failed) {
    PrintWriter err = failed.getErr();
    if (e instanceof SqlServerFailure failure) {
      String command = failed.getCommandSpec().qualifiedName();
      return complain(ServerTrouble.failure("'%s'".formatted(command), failure, ""), failed);
    }
    if (e instanceof CommandFailure failure) {
      err.println(failure.getMessage());
      err.flush();
      return failure.exitCode().code();
    }
    if (e instanceof InterruptedException) {
      return ExitCode.INTERRUPTED.code();
    }
    err.println("Unexpected error in '%s':".formatted(failed.getCommandName()));
    e.printStackTrace(err);
    err.flush();
    return ExitCode.UNEXPECTED.code();
  }

  /** Without a command there is nothing to do but to say which ones there are. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(commandLine(spec), "Say which command.");
  }

  @Command(description = "Lists every move.", mixinStandardHelpOptions = true)
  int list(@Mixin ServiceOptions service, @Mixin JsonOption json) {
    return ask(service, MOVES + screen.query(), json);
  }

  @Command(
      description = "Shows how a move stands, and what is to be done now.",
      mixinStandardHelpOptions = true)
  int show(@Mixin MoveParameter move, @Mixin ServiceOptions service, @Mixin JsonOption json) {
    return ask(service, move.path() + screen.query(), json);
  }

  @Command(
      description = "Lists everything that happened in a move: who, when, what.",
      mixinStandardHelpOptions = true)
  int audit(@Mixin MoveParameter move, @Mixin ServiceOptions service, @Mixin JsonOption json) {
    return ask(service, move.path() + "/events" + screen.query(), json);
  }

  @Command(description = "Opens a new move.", mixinStandardHelpOptions = true)
  int open(
      @Mixin MoveParameter move,
      @Option(
              names = "--estate",
              required = true,
              paramLabel = "NAME",
              description = "The configured estate in which it takes place.")
          String estate,
      @Option(
              names = "--title",
              paramLabel = "TEXT",
              description = "What people call it. Default: the estate's title.")
          @Nullable String title,
      @Mixin ServiceOptions service,
      @Mixin JsonOption json) {
    Map<String, Object> body = new LinkedHashMap<>(Map.of("id", move.id(), "estate", estate));
    if (title != null) {
      body.put("title", title);
    }
    return instruct(service, MOVES, body, json);
  }

  @Command(
      description = "Begins a step that waits for it: the backup, the restore.",
      mixinStandardHelpOptions = true)
  int begin(@Mixin StepParameter step, @Mixin ServiceOptions service, @Mixin JsonOption json) {
    return instruct(service, step.path() + "/begin", Map.of(), json);
  }

  @Command(
      description = "Confirms that a step has been done by hand.",
      mixinStandardHelpOptions = true)
  int confirm(
      @Mixin StepParameter step,
      @Option(
              names = "--note",
              defaultValue = "",
              paramLabel = "TEXT",
              description = "What was seen or done; it is kept.")
          String note,
      @Option(
              names = "--count",
              paramLabel = "N",
              description = "How many were carried over; steps R6a to R6e want it.")
          @Nullable Integer count,
      @Mixin WorkOption work,
      @Mixin ServiceOptions service,
      @Mixin JsonOption json) {
    Map<String, Object> body = new LinkedHashMap<>(Map.of("note", note));
    if (count != null) {
      body.put("count", count);
    }
    if (!work.said().isEmpty()) {
      body.put("work", work.said());
    }
    return instruct(service, step.path() + "/confirm", body, json);
  }

  @Command(
      description = "Skips an optional step. A required one is never skipped (R24).",
      mixinStandardHelpOptions = true)
  int skip(
      @Mixin StepParameter step,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why it is not needed; it is kept.")
          String reason,
      @Mixin ServiceOptions service,
      @Mixin JsonOption json) {
    return instruct(service, step.path() + "/skip", Map.of("reason", reason), json);
  }

  @Command(
      description = "Tries a failed step again, once its cause is mended.",
      mixinStandardHelpOptions = true)
  int retry(@Mixin StepParameter step, @Mixin ServiceOptions service, @Mixin JsonOption json) {
    return instruct(service, step.path() + "/retry", Map.of(), json);
  }

  private int ask(ServiceOptions service, String path, JsonOption json) {
    return say(service.client().get(path, json.form()).body());
  }

  private int instruct(
      ServiceOptions service, String path, Map<String, Object> body, JsonOption json) {
    return say(service.client().post(path + screen.query(), body, json.form()).body());
  }

  private int say(String answer) {
    PrintWriter out = commandLine(spec).getOut();
    out.println(answer.stripTrailing());
    out.flush();
    return ExitCode.DONE.code();
  }

  static CommandLine commandLine(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("The command runs through a picocli CommandLine only");
    }
    return spec.commandLine();
  }

  /** Which move a command is about. */
  static final class MoveParameter {
    @Parameters(index = "0", paramLabel = "ID", description = "The move, such as 'acme'.")
    private String id = "";

    String id() {
      return id;
    }

    String path() {
      return path(id);
    }

    static String path(String id) {
      return MOVES + "/" + ServiceClient.segment(id);
    }
  }

  /** Which step of which move a command is about. */
  static final class StepParameter {
    @Parameters(index = "0", paramLabel = "ID", description = "The move, such as 'acme'.")
    private String id = "";

    @Parameters(
        index = "1",
        paramLabel = "STEP",
        description =
            "The step's label, as 'show' prints it: R23, 1, 2, ... 7a, ... V6:R12, ROLLBACK.")
    private String label = "";

    String path() {
      return "%s/%s/steps/%s"
          .formatted(MOVES, ServiceClient.segment(id), ServiceClient.segment(label));
    }
  }

  /** In which form the answer is printed. */
  static final class JsonOption {
    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    boolean wanted() {
      return json;
    }

    Form form() {
      return json ? Form.JSON : Form.TEXT;
    }
  }
}
