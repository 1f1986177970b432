package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.host.BackupFiles;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.migration.MigrationEvent.BackupRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import java.util.ArrayList;
import java.util.List;

/** R23: backs up every database of the move and reads each backup back, over the share too (B4). */
public final class BackupWorker implements Worker<BackupRequested> {

  private final Estates estates;
  private final Connections connections;
  private final BackupFiles files;
  private final ContentsVerification verification;

  public BackupWorker(
      Estates estates, SqlServers servers, BackupFiles files, ContentsVerification verification) {
    this.verification = verification;
    this.estates = estates;
    this.connections = new Connections(servers);
    this.files = files;
  }

  @Override
  public Class<BackupRequested> performs() {
    return BackupRequested.class;
  }

  @Override
  public Report perform(BackupRequested request, WorkContext context) {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.whole(estates, order);
      DatabaseBackups work =
          new DatabaseBackups(connections, files, verification, estate, order, context);
      List<DatabaseBackups.Wanted> wanted = new ArrayList<>();
      for (DatabaseMove move : request.databases()) {
        wanted.add(new DatabaseBackups.Wanted(move.database(), move.source(), wanted.size() + 1));
      }
      return new Report.BackupCompleted(order, work.backUp(wanted, order.migration().value()));
    } catch (WorkProblem problem) {
      return new Report.BackupFailed(order, problem.diagnosis());
    }
  }
}
