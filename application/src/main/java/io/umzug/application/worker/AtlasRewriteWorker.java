package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.AtlasFiles.AtlasProblem;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.migration.MigrationEvent.AtlasRewriteRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** R24 row 8, R29: points atlas.xml to the target databases, while the service is stopped (F4). */
public final class AtlasRewriteWorker implements Worker<AtlasRewriteRequested> {

  private final Estates estates;
  private final AtlasFiles atlas;
  private final XPhoneService service;

  public AtlasRewriteWorker(Estates estates, AtlasFiles atlas, ServiceControl control) {
    this.estates = estates;
    this.atlas = atlas;
    this.service = new XPhoneService(control);
  }

  @Override
  public Class<AtlasRewriteRequested> performs() {
    return AtlasRewriteRequested.class;
  }

  @Override
  public Report perform(AtlasRewriteRequested request, WorkContext context)
      throws InterruptedException {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.of(estates, order);
      ServiceControl.Status status = service.query(estate);
      if (status.state() != ServiceControl.State.STOPPED) {
        throw new WorkProblem(
            new Diagnosis(
                "The XPhone service is not stopped; atlas.xml can only be changed while it is.",
                List.of("F4"),
                "Stop the service, then retry the step.",
                status.text()));
      }
      context.progress("atlas.xml", 0);
      Map<String, String> targets = new LinkedHashMap<>();
      for (DatabaseMove move : request.databases()) {
        targets.put(move.database(), move.target());
      }
      return new Report.AtlasRewritten(
          order, atlas.adapt(estate, estate.xphone().atlas(), targets));
    } catch (AtlasProblem problem) {
      return new Report.AtlasRewriteFailed(order, problem.diagnosis());
    } catch (WorkProblem problem) {
      return new Report.AtlasRewriteFailed(order, problem.diagnosis());
    }
  }
}
