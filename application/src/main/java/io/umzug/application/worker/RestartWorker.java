package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.host.Pages;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.host.ServiceControl.State;
import io.umzug.application.host.ServiceControl.Status;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.ServiceRun;
import io.umzug.domain.migration.MigrationEvent.RestartRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import java.util.List;

/** R12: lets the service run once after a restore or an update, and restarts it once. */
public final class RestartWorker implements Worker<RestartRequested> {

  private static final String STOPPED_AFTER_FIRST_RUN = "stopped-after-first-run";

  private final Estates estates;
  private final XPhoneService service;
  private final Pages pages;

  public RestartWorker(Estates estates, ServiceControl control, Pages pages) {
    this.estates = estates;
    this.service = new XPhoneService(control);
    this.pages = pages;
  }

  @Override
  public Class<RestartRequested> performs() {
    return RestartRequested.class;
  }

  @Override
  public Report perform(RestartRequested request, WorkContext context) throws InterruptedException {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.of(estates, order);
      if (!context.recall().filter(STOPPED_AFTER_FIRST_RUN::equals).isPresent()) {
        context.progress("first run", 0);
        start(estate);
        service.stop(estate);
        context.remember(STOPPED_AFTER_FIRST_RUN);
      }
      context.progress("restart", 50);
      start(estate);
      return new Report.RestartConfirmed(
          order,
          new ServiceRun(
              estate.xphone().serviceName(), 0, XPhoneService.openPages(pages, estate), List.of()));
    } catch (WorkProblem problem) {
      return new Report.RestartFailed(order, problem.diagnosis());
    }
  }

  private void start(Estate estate) throws WorkProblem, InterruptedException {
    Status status = service.start(estate);
    if (status.state() != State.RUNNING) {
      throw service.because(
          estate,
          status,
          new Diagnosis(
              "The XPhone service does not start with its restored or updated databases.",
              List.of("R12"),
              "Look into the service's log, mend the cause, then retry the step.",
              status.text()));
    }
  }
}
