package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.Pages;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.host.ServiceControl.ServiceProblem;
import io.umzug.application.host.ServiceControl.Status;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.PageProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The XPhone service, with diagnoses in place of exceptions. */
final class XPhoneService {

  private final ServiceControl control;

  XPhoneService(ServiceControl control) {
    this.control = control;
  }

  Status query(Estate estate) throws WorkProblem {
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
        throw new WorkProblem(
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
