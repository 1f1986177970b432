package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.migration.MigrationEvent.ServiceStopRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;

/** E3, F4: stops the XPhone service of a site; one that is stopped already is stopped. */
public final class ServiceStopWorker implements Worker<ServiceStopRequested> {

  private final Estates estates;
  private final XPhoneService service;

  public ServiceStopWorker(Estates estates, ServiceControl control) {
    this.estates = estates;
    this.service = new XPhoneService(control);
  }

  @Override
  public Class<ServiceStopRequested> performs() {
    return ServiceStopRequested.class;
  }

  @Override
  public Report perform(ServiceStopRequested request, WorkContext context)
      throws InterruptedException {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.of(estates, order);
      context.progress(estate.xphone().serviceName(), 0);
      service.stop(estate);
      context.progress(estate.xphone().serviceName(), 100);
      return new Report.ServiceStopped(order, estate.xphone().serviceName());
    } catch (WorkProblem problem) {
      return new Report.ServiceStopFailed(order, problem.diagnosis());
    }
  }
}
