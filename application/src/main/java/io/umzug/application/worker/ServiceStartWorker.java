package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.Pages;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.host.ServiceControl.State;
import io.umzug.application.host.ServiceControl.Status;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.PageProbe;
import io.umzug.domain.evidence.ServiceRun;
import io.umzug.domain.migration.MigrationEvent.ServiceStartRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Task;
import java.util.List;

/**
 * R24 row 9: starts the service, which initialises its databases. Where a start leaves only part of
 * the tables, they are dropped and it is tried again, twice at most (R31). A service whose
 * databases are there already is only started: nothing of theirs is ever dropped.
 */
public final class ServiceStartWorker implements Worker<ServiceStartRequested> {

  private static final int HEALED_STARTS_AT_MOST = 2;

  private final Estates estates;
  private final XPhoneService service;
  private final AnalyticsPool pool;
  private final Pages pages;
  private final PartialTables partialTables;

  public ServiceStartWorker(
      Estates estates,
      SqlServers servers,
      AtlasFiles atlas,
      ServiceControl control,
      ApplicationPools pools,
      Pages pages) {
    this.estates = estates;
    this.service = new XPhoneService(control);
    this.pool = new AnalyticsPool(pools);
    this.pages = pages;
    this.partialTables = new PartialTables(new Connections(servers), atlas);
  }

  @Override
  public Class<ServiceStartRequested> performs() {
    return ServiceStartRequested.class;
  }

  @Override
  public Report perform(ServiceStartRequested request, WorkContext context)
      throws InterruptedException {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.of(estates, order);
      boolean first = order.task() == Task.START_SERVICE;
      StartNotes start = first ? startFirst(estate, request, context) : startAgain(estate, context);
      context.progress("pages", 0);
      if (first && isAccountMandatory(request)) {
        pool.mustHaveTheServicesAccount(estate);
      }
      List<PageProbe> probes = XPhoneService.openPages(pages, estate);
      return new Report.ServiceStarted(
          order,
          new ServiceRun(
              estate.xphone().serviceName(),
              start.healedStarts(),
              probes,
              first ? partialTables.broughtBy(start, estate, request) : List.of()));
    } catch (WorkProblem problem) {
      return new Report.ServiceStartFailed(order, problem.diagnosis());
    }
  }

  private StartNotes startFirst(Estate estate, ServiceStartRequested request, WorkContext context)
      throws WorkProblem, InterruptedException {
    StartNotes notes =
        context
            .recall()
            .map(StartNotes::recalled)
            .or(() -> context.recallEarlierAttempt().map(StartNotes::recalledByRetry))
            .orElseGet(StartNotes::beforeAnyStart);
    if (service.query(estate).state() == State.RUNNING) {
      return notes;
    }
    if (isAccountMandatory(request)) {
      service.mustHaveItsAccount(estate);
    }
    return startHealing(estate, request, notes, context);
  }

  /** R27: in plan A it is the integrated Express's own. */
  private static boolean isAccountMandatory(ServiceStartRequested request) {
    return request.plan() != null && request.plan() != Plan.A;
  }

  private StartNotes startAgain(Estate estate, WorkContext context)
      throws WorkProblem, InterruptedException {
    context.progress("start", 0);
    Status status = service.start(estate);
    if (status.state() == State.RUNNING) {
      return StartNotes.beforeAnyStart();
    }
    throw service.because(
        estate,
        status,
        status.state() == State.STOPPED ? stoppedAgain(status) : stillOnItsWay(status));
  }

  private StartNotes startHealing(
      Estate estate, ServiceStartRequested request, StartNotes notes, WorkContext context)
      throws WorkProblem, InterruptedException {
    StartNotes current = notes;
    while (true) {
      if (!current.knowsTables()) {
        current = current.withTables(partialTables.present(estate, request));
        context.remember(current.note());
      }
      context.progress("start " + (current.healedStarts() + 1), 0);
      Status status = service.start(estate);
      if (status.state() == State.RUNNING) {
        return current;
      }
      if (status.state() != State.STOPPED) {
        // It may still be creating its tables: nothing may be dropped under it (R31).
        throw service.because(estate, status, stillOnItsWay(status));
      }
      if (current.healedStarts() == HEALED_STARTS_AT_MOST) {
        throw service.because(estate, status, didNotStart(current, status));
      }
      StartNotes healed = current.healed();
      // Counted before it is done: a kill in between must not allow one start too many (R31).
      context.remember(healed.note());
      if (!partialTables.drop(estate, request, current.tables())) {
        throw service.because(estate, status, didNotStart(current, status));
      }
      current = healed;
    }
  }

  private static Diagnosis stillOnItsWay(Status status) {
    return new Diagnosis(
        "The XPhone service has not come up in time and has not stopped either.",
        List.of("R24"),
        "Wait until it runs or stops, then retry the step. Umzug has changed nothing.",
        status.text());
  }

  private static Diagnosis stoppedAgain(Status status) {
    return new Diagnosis(
        "The XPhone service does not start. Its databases are as they were put back.",
        List.of("R10", "R27"),
        "Look into the service's log: usually the software's version is not that of the"
            + " databases, or atlas.xml names a server that does not answer. Then retry the"
            + " step.",
        status.text());
  }

  private static Diagnosis didNotStart(StartNotes notes, Status status) {
    boolean tried = notes.healedStarts() > 0;
    return new Diagnosis(
        tried
            ? "The XPhone service does not start, and dropping its partially created tables "
                + notes.healedStarts()
                + " times did not help."
            : "The XPhone service does not start, and it left no tables behind.",
        tried ? List.of("R31") : List.of("R24", "R25", "R27"),
        tried
            ? "Compare the tables with the service's log on the XPhone server, then retry the"
                + " step."
            : "Look into the service's log: usually its account lacks db_owner, or atlas.xml"
                + " names a server that does not answer. Then retry the step.",
        status.text());
  }
}
