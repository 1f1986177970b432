package io.umzug.infrastructure.cli;

import io.umzug.application.estate.Estate;
import io.umzug.application.host.CommandTrouble;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.host.ServiceControl.ServiceProblem;
import io.umzug.application.host.ServiceControl.State;
import io.umzug.application.host.ServiceControl.Status;
import io.umzug.domain.diagnosis.ServiceCode;
import io.umzug.domain.diagnosis.WindowsAccount;
import io.umzug.domain.diagnosis.WindowsAccount.Sameness;
import io.umzug.infrastructure.cli.HostCommand.Tools;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The XPhone service of a site: asked, started, stopped (F4). */
@Command(
    name = "service",
    description = {
      "Shows, starts or stops the XPhone service of a site, and shows its account (R27).",
      "A move does that itself; this is for a person who looks after it."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is as was asked for; with status: it could be seen",
      "2:wrong usage",
      "4:refused: it does not start or stop, or its account is another than the estate's",
      "5:its machine or its service control manager gives no usable answer"
    })
final class HostServiceCommand implements Callable<Integer> {

  /** What is done with it. */
  enum What {
    STATUS,
    START,
    STOP
  }

  private static final int NEVER_STARTED = 1077;

  @Mixin private SiteOptions site = new SiteOptions();

  @Parameters(
      arity = "0..1",
      defaultValue = "STATUS",
      paramLabel = "WHAT",
      description = "status (default), start or stop.")
  private What what = What.STATUS;

  @Spec private @Nullable CommandSpec spec;
  private final Function<HostCommand.Where, Tools> tools;

  HostServiceCommand(Function<HostCommand.Where, Tools> tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() throws InterruptedException {
    EstateOptions.Chosen chosen = site.choose(tools);
    ServiceControl services = chosen.tools().services();
    Estate estate = chosen.estate();
    try {
      return switch (what) {
        case STATUS -> shown(services, estate);
        case START -> changed(services.start(estate), State.RUNNING, services, estate);
        case STOP -> changed(services.stop(estate), State.STOPPED, services, estate);
      };
    } catch (ServiceProblem problem) {
      throw new CommandFailure(ExitCode.NO_SERVICE, ConsoleText.of(sentence(estate, problem)));
    }
  }

  private int shown(ServiceControl services, Estate estate)
      throws ServiceProblem, InterruptedException {
    Status status = services.query(estate);
    say(state(estate, status));
    String account = services.account(estate);
    Sameness same =
        new WindowsAccount(estate.xphone().serviceAccount())
            .compare(new WindowsAccount(account), estate.xphone().host());
    say(
        "Its account is %s; %s"
            .formatted(
                account,
                switch (same) {
                  case SAME -> "so the estate says.";
                  case DIFFERENT ->
                      "the estate names %s (R27).".formatted(estate.xphone().serviceAccount());
                  case UNKNOWN ->
                      "the estate names %s. Whether it is the same, only the domain knows (R27)."
                          .formatted(estate.xphone().serviceAccount());
                }));
    return same == Sameness.DIFFERENT ? ExitCode.REFUSED.code() : ExitCode.DONE.code();
  }

  private int changed(Status status, State wanted, ServiceControl services, Estate estate)
      throws InterruptedException {
    say(state(estate, status));
    if (status.state() == wanted) {
      return ExitCode.DONE.code();
    }
    ServiceCode.of(status.exitCode())
        .ifPresent(code -> say("%s %s".formatted(code.sentence(), code.remedy())));
    status.text().lines().forEach(this::say);
    String log = services.eventLog(estate);
    if (!log.isEmpty()) {
      say("Windows' event log, newest first:");
      log.lines().forEach(this::say);
    }
    return ExitCode.REFUSED.code();
  }

  private static String state(Estate estate, Status status) {
    int code = status.exitCode();
    String last =
        code == 0 || code == NEVER_STARTED || status.state() == State.RUNNING
            ? ""
            : ", Windows error %s".formatted(Integer.toUnsignedString(code));
    return "%s on %s: %s%s"
        .formatted(estate.xphone().serviceName(), estate.xphone().host(), status.state(), last);
  }

  private static String sentence(Estate estate, ServiceProblem problem) {
    CommandTrouble trouble = problem.trouble();
    String what =
        trouble != null
            ? ""
            : ServiceCode.of(problem.code())
                .map(code -> "%s %s ".formatted(code.sentence(), code.remedy()))
                .orElse("Check service-name and service-control in the estate's configuration. ");
    return "%s on %s: %s(%s)"
        .formatted(
            estate.xphone().serviceName(),
            estate.xphone().host(),
            what,
            String.valueOf(problem.getMessage()).replaceAll("\\s+", " "));
  }

  private void say(String line) {
    ConsoleText.print(UmzugCommand.commandLine(spec).getOut(), line);
  }
}
