package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.CommandTrouble;
import io.umzug.application.host.Pages;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.host.ServiceControl.ServiceProblem;
import io.umzug.application.host.ServiceControl.Status;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.diagnosis.ServiceCode;
import io.umzug.domain.diagnosis.WindowsAccount;
import io.umzug.domain.diagnosis.WindowsAccount.Sameness;
import io.umzug.domain.evidence.PageProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The XPhone service, with diagnoses in place of exceptions. */
final class XPhoneService {

  /** ERROR_SERVICE_NEVER_STARTED: since the machine's start nobody has tried. */
  private static final int NEVER_STARTED = 1077;

  private static final int SERVICE_SPECIFIC = 1066;

  private final ServiceControl control;

  XPhoneService(ServiceControl control) {
    this.control = control;
  }

  Status query(Estate estate) throws WorkProblem, InterruptedException {
    try {
      return control.query(estate);
    } catch (ServiceProblem problem) {
      throw unanswered(estate, problem);
    }
  }

  Status start(Estate estate) throws WorkProblem, InterruptedException {
    try {
      return control.start(estate);
    } catch (ServiceProblem problem) {
      throw unanswered(estate, problem);
    }
  }

  void stop(Estate estate) throws WorkProblem, InterruptedException {
    try {
      Status status = control.stop(estate);
      if (status.state() != ServiceControl.State.STOPPED) {
        throw because(
            estate,
            status,
            new Diagnosis(
                "The XPhone service does not stop.",
                List.of("F4"),
                "Look at the service on %s, stop it by hand, then retry the step."
                    .formatted(estate.xphone().host()),
                status.text()));
      }
    } catch (ServiceProblem problem) {
      throw unanswered(estate, problem);
    }
  }

  /**
   * A failure of the service, with what Windows says of it: its codes, and its event log where that
   * can be had.
   *
   * @param told what the step says of it
   */
  WorkProblem because(Estate estate, Status status, Diagnosis told) throws InterruptedException {
    Optional<ServiceCode> code = ServiceCode.of(status.exitCode());
    String log = control.eventLog(estate);
    return new WorkProblem(
        new Diagnosis(
            told.cause()
                + code.map(ServiceCode::sentence).map(" "::concat).orElse("")
                + codes(status),
            Stream.concat(
                    told.rules().stream(), code.map(ServiceCode::rules).orElse(List.of()).stream())
                .distinct()
                .toList(),
            code.map(known -> known.remedy() + " ").orElse("") + told.remedy(),
            log.isEmpty()
                ? told.exactText()
                : told.exactText() + "\n\nWindows' event log, newest first:\n" + log));
  }

  private static String codes(Status status) {
    return switch (status.exitCode()) {
      case 0, NEVER_STARTED -> "";
      case SERVICE_SPECIFIC ->
          " (Windows error 1066; the service's own: %s)".formatted(number(status.ownExitCode()));
      default -> " (Windows error %s)".formatted(number(status.exitCode()));
    };
  }

  /** Those beyond an int are known in hexadecimal, such as 0xc0000005. */
  private static String number(int code) {
    return code < 0 ? "0x%08x".formatted(code) : String.valueOf(code);
  }

  /** R27, R25: what starts under another account leaves partial tables at best (R31). */
  void mustHaveItsAccount(Estate estate) throws WorkProblem, InterruptedException {
    String account;
    try {
      account = control.account(estate);
    } catch (ServiceProblem _) {
      // That it cannot be seen is no reason not to start; the checks before the move say it.
      return;
    }
    XPhoneHost host = estate.xphone();
    WindowsAccount wanted = new WindowsAccount(host.serviceAccount());
    if (wanted.compare(new WindowsAccount(account), host.host()) == Sameness.DIFFERENT) {
      throw new WorkProblem(
          new Diagnosis(
              "The XPhone service on %s would start as '%s'; by the estate it is to be '%s'. It was not started."
                  .formatted(host.host(), account, host.serviceAccount()),
              List.of("R27", "R25", "R31"),
              "Set the account in the Server Manager, while the SQL Servers of atlas.xml are"
                  + " reachable, or correct service-account in the estate's configuration. Then"
                  + " retry the step.",
              "SERVICE_START_NAME: " + account));
    }
  }

  /** R30: Web-Admin and Analytics, where they are configured, must come up without errors. */
  static List<PageProbe> openPages(Pages pages, Estate estate)
      throws WorkProblem, InterruptedException {
    XPhoneHost host = estate.xphone();
    List<PageProbe> probes = new ArrayList<>();
    if (!host.webAdminUrl().isBlank()) {
      probes.add(open(pages, "Web-Admin", host.webAdminUrl()));
    }
    if (!host.analyticsUrl().isBlank()) {
      probes.add(open(pages, "Analytics", host.analyticsUrl()));
    }
    return probes;
  }

  private static PageProbe open(Pages pages, String page, String url)
      throws WorkProblem, InterruptedException {
    String original;
    try {
      PageProbe probe = pages.open(page, url);
      if (probe.status() < 400) {
        return probe;
      }
      original = "HTTP status " + probe.status();
    } catch (IOException e) {
      original = e.toString();
    }
    throw new WorkProblem(
        new Diagnosis(
            "%s does not come up at %s.".formatted(page, url),
            List.of("R30", "R28", "U2"),
            "Check the address in the estate's configuration, the identity of the application pool"
                + " and the service's log, then retry the step.",
            original));
  }

  private static WorkProblem unanswered(Estate estate, ServiceProblem problem) {
    CommandTrouble trouble = problem.trouble();
    if (trouble != null) {
      return new WorkProblem(
          new Diagnosis(
              "The service '%s' on %s cannot be asked. %s"
                  .formatted(
                      estate.xphone().serviceName(), estate.xphone().host(), trouble.sentence()),
              Stream.concat(Stream.of("U2"), trouble.rules().stream()).distinct().toList(),
              trouble.remedy() + " Then retry the step.",
              String.valueOf(problem.getMessage())));
    }
    Optional<ServiceCode> code = ServiceCode.of(problem.code());
    if (code.isPresent()) {
      return new WorkProblem(
          new Diagnosis(
              "The service control manager of %s refuses what concerns the service '%s'. %s (Windows error %d)"
                  .formatted(
                      estate.xphone().host(),
                      estate.xphone().serviceName(),
                      code.get().sentence(),
                      problem.code()),
              Stream.concat(Stream.of("U2"), code.get().rules().stream()).distinct().toList(),
              code.get().remedy() + " Then retry the step.",
              String.valueOf(problem.getMessage())));
    }
    return new WorkProblem(
        new Diagnosis(
            "The service control manager of %s gives no usable answer about the service '%s'."
                .formatted(estate.xphone().host(), estate.xphone().serviceName()),
            List.of("U2"),
            "Check the service's name and the control command in the estate's configuration, then"
                + " retry the step.",
            String.valueOf(problem.getMessage())));
  }
}
