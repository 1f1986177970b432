package io.umzug.application.preflight;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.work.WorkContext;
import io.umzug.application.worker.Worker;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.migration.MigrationEvent.PreflightRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.preflight.PreflightReport;
import java.util.List;

/**
 * Makes every check that the route needs at this moment of it. Changes nothing, so it is simply run
 * anew after a kill.
 */
public final class PreflightWorker implements Worker<PreflightRequested> {

  private static final String CHECKS = "checks";

  private final Estates estates;
  private final Preflight preflight;

  public PreflightWorker(Estates estates, Preflight preflight) {
    this.estates = estates;
    this.preflight = preflight;
  }

  @Override
  public Class<PreflightRequested> performs() {
    return PreflightRequested.class;
  }

  @Override
  public Report perform(PreflightRequested request, WorkContext context)
      throws InterruptedException {
    context.progress(CHECKS, 0);
    // An update of SQL Express stays on its machine, with the integrated Express: as in plan A.
    Plan plan = request.plan() == null ? Plan.A : request.plan();
    Estate estate;
    try {
      estate = estates.named(request.order().estate());
    } catch (Estates.UnknownEstate unknown) {
      return new Report.PreflightFailed(
          request.order(),
          new Diagnosis(
              "The configuration does not have the estate of this move any more.",
              List.of("U2"),
              "Describe it under the same name in the configuration, restart Umzug, then retry the"
                  + " step.",
              String.valueOf(unknown.getMessage())));
    }
    PreflightReport report =
        preflight.run(
            estate,
            new PreflightQuestion(
                request.route(),
                plan,
                request.downtime(),
                request.transport(),
                request.occasion()));
    context.progress(CHECKS, 100);
    return new Report.PreflightCompleted(request.order(), report.abridged());
  }
}
