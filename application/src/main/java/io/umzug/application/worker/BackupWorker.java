package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.host.BackupFiles;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.BackupHeader;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.migration.MigrationEvent.BackupRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** R23: backs up every database of the move and reads each backup back, over the share too (B4). */
public final class BackupWorker implements Worker<BackupRequested> {

  private final Estates estates;
  private final Connections connections;
  private final BackupFiles files;

  public BackupWorker(Estates estates, SqlServers servers, BackupFiles files) {
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
      Estate estate = estates.named(order.estate());
      List<DatabaseBackup> backups = new ArrayList<>();
      for (DatabaseMove move : request.databases()) {
        backups.add(backUp(estate, order, move, context));
      }
      return new Report.BackupCompleted(order, backups);
    } catch (WorkProblem problem) {
      return new Report.BackupFailed(order, problem.diagnosis());
    }
  }

  private DatabaseBackup backUp(
      Estate estate, WorkOrder order, DatabaseMove move, WorkContext context) throws WorkProblem {
    String file = files.path(estate, fileName(order, move.database()));
    return connections.use(
        estate,
        move.source(),
        order,
        "backup of " + move.database(),
        file,
        server -> {
          server.endEarlierSessions();
          return backUp(server, estate, order, move, file, context);
        });
  }

  private DatabaseBackup backUp(
      SqlServer server,
      Estate estate,
      WorkOrder order,
      DatabaseMove move,
      String file,
      WorkContext context)
      throws WorkProblem {
    String database = move.database();
    String name = order.workId() + "/" + database;
    Optional<BackupHeader> whole =
        server.verifiedBackup(file).filter(header -> header.name().equals(name));
    BackupNotes notes = context.recall().map(BackupNotes::recalled).orElseGet(BackupNotes::none);
    if (whole.isEmpty()) {
      notes = notes.with(database, RowCounts.of(server.countRows(database)));
      context.remember(notes.note());
      context.progress(database, 0);
      server.backup(database, file, name, percent -> context.progress(database, percent));
      whole = server.verifiedBackup(file).filter(header -> header.name().equals(name));
    }
    BackupHeader header =
        whole.orElseThrow(
            () ->
                new WorkProblem(
                    new Diagnosis(
                        "SQL Server ended the backup of %s, but what it wrote is no whole backup."
                            .formatted(database),
                        List.of("R23"),
                        "Check the disk and the share behind the file, then retry the step.",
                        file)));
    RowCounts after = RowCounts.of(server.countRows(database));
    RowCounts before = notes.of(database).orElse(after);
    context.progress(database, 100);
    BackupFiles.Contents contents = readBack(estate, database, file);
    return new DatabaseBackup(
        database,
        move.source(),
        file,
        header.backupSet(),
        contents.bytes(),
        contents.sha256(),
        before.until(after));
  }

  private BackupFiles.Contents readBack(Estate estate, String database, String file)
      throws WorkProblem {
    try {
      return files.read(estate, file);
    } catch (IOException e) {
      throw new WorkProblem(
          new Diagnosis(
              "SQL Server wrote the backup of %s, but the service cannot read it over the share."
                  .formatted(database),
              List.of("B2", "B4"),
              "Give the account of this service read rights on the share, check that both sides"
                  + " use the same UNC path, then retry the step.",
              file + "\n" + e));
    }
  }

  /** One file for each database, move and try, so that nothing foreign is ever overwritten. */
  private static String fileName(WorkOrder order, String database) {
    return "%s_%s_%d.bak"
        .formatted(
            order.migration(), database.replaceAll("[^\\p{L}\\p{N} ._-]", "_"), order.attempt());
  }
}
