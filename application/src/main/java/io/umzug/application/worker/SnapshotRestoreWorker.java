package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.host.SnapshotFiles;
import io.umzug.application.host.SnapshotFiles.SnapshotProblem;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.migration.MigrationEvent.SnapshotRestoreRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Site;
import java.util.List;

/**
 * R10: brings the databases of a snapshot back onto the servers that they were kept from, and then
 * its files, while the site's service is stopped (F4). Nothing is touched before all that the
 * snapshot holds was found whole.
 */
public final class SnapshotRestoreWorker implements Worker<SnapshotRestoreRequested> {

  private final Estates estates;
  private final Connections connections;
  private final SnapshotFiles files;
  private final XPhoneService service;
  private final ContentsVerification verification;

  public SnapshotRestoreWorker(
      Estates estates,
      SqlServers servers,
      SnapshotFiles files,
      ServiceControl control,
      ContentsVerification verification) {
    this.verification = verification;
    this.estates = estates;
    this.connections = new Connections(servers);
    this.files = files;
    this.service = new XPhoneService(control);
  }

  @Override
  public Class<SnapshotRestoreRequested> performs() {
    return SnapshotRestoreRequested.class;
  }

  @Override
  public Report perform(SnapshotRestoreRequested request, WorkContext context)
      throws InterruptedException {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.whole(estates, order);
      requireStopped(estate, order);
      files.requireWhole(request.files());
      List<DatabaseRestore> restores = databases(estate, request, context);
      context.progress("files", 0);
      files.putBack(estate, machine(estate, order), request.files());
      context.progress("files", 100);
      return new Report.SnapshotRestored(order, restores, request.files());
    } catch (SnapshotProblem problem) {
      return new Report.SnapshotRestoreFailed(order, problem.diagnosis());
    } catch (WorkProblem problem) {
      return new Report.SnapshotRestoreFailed(order, problem.diagnosis());
    }
  }

  /** Without a described server, no files were kept. */
  private static String machine(Estate estate, WorkOrder order) {
    return estate.has(order.site()) ? estate.at(order.site()).xphone().host() : HostPath.HERE;
  }

  /** To stop it is a part of the rollback of its own; here a running one means danger. */
  private void requireStopped(Estate estate, WorkOrder order)
      throws WorkProblem, InterruptedException {
    if (!estate.has(order.site())) {
      return;
    }
    ServiceControl.Status status = service.query(estate.at(order.site()));
    if (status.state() != ServiceControl.State.STOPPED) {
      throw new WorkProblem(
          new Diagnosis(
              "The XPhone service is not stopped; its databases and files can only be put back while"
                  + " it is.",
              List.of("F4"),
              "Stop the service, then retry the step.",
              status.text()));
    }
  }

  private List<DatabaseRestore> databases(
      Estate estate, SnapshotRestoreRequested request, WorkContext context) throws WorkProblem {
    WorkOrder order = request.order();
    DatabaseRestores work = new DatabaseRestores(connections, verification, estate, order, context);
    List<DatabaseRestores.Wanted> all =
        request.databases().stream()
            .map(backup -> new DatabaseRestores.Wanted(backup, backup.server()))
            .toList();
    work.requireWhole(all);
    // A database that comes back to its own old server brings the users it had there.
    String owner = order.site() == Site.TARGET ? estate.xphone().serviceAccount() : "";
    return work.restore(all, owner);
  }
}
