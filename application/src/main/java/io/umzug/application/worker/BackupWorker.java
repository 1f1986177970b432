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
import java.util.UUID;

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
      BackupNotes notes = notes(context);
      List<DatabaseBackup> backups = new ArrayList<>();
      for (DatabaseMove move : request.databases()) {
        Target target = target(estate, order, notes.nonce(), backups.size() + 1, move);
        backups.add(backUp(estate, order, move, target, context));
      }
      return new Report.BackupCompleted(order, backups);
    } catch (WorkProblem problem) {
      return new Report.BackupFailed(order, problem.diagnosis());
    }
  }

  /** The notes of this very work, with a nonce that is kept before anything bears it. */
  private static BackupNotes notes(WorkContext context) {
    return context
        .recall()
        .map(BackupNotes::recalled)
        .orElseGet(
            () -> {
              BackupNotes fresh = BackupNotes.fresh(UUID.randomUUID().toString().substring(0, 8));
              context.remember(fresh.note());
              return fresh;
            });
  }

  /**
   * Where a database's backup goes.
   *
   * @param file as SQL Server is to open it; one for each database of each try, so that nothing
   *     foreign is ever overwritten
   * @param name kept in the backup's header
   */
  private record Target(String file, String name) {}

  private Target target(
      Estate estate, WorkOrder order, String nonce, int number, DatabaseMove move) {
    String readable = move.database().replaceAll("[^\\p{L}\\p{N} ._-]", "_");
    return new Target(
        files.path(
            estate, "%s_%02d_%s_%s.bak".formatted(order.migration(), number, readable, nonce)),
        "%s/%d/%s".formatted(order.workId(), number, nonce));
  }

  private DatabaseBackup backUp(
      Estate estate, WorkOrder order, DatabaseMove move, Target target, WorkContext context)
      throws WorkProblem {
    return connections.use(
        estate,
        move.source(),
        order,
        "backup of " + move.database(),
        target.file(),
        server -> {
          server.endEarlierSessions();
          return backUp(server, estate, move, target, context);
        });
  }

  private DatabaseBackup backUp(
      SqlServer server, Estate estate, DatabaseMove move, Target target, WorkContext context)
      throws WorkProblem {
    String database = move.database();
    String file = target.file();
    Optional<BackupHeader> whole = whole(server, target);
    BackupNotes notes = notes(context);
    if (whole.isEmpty()) {
      notes = notes.with(database, RowCounts.of(server.countRows(database)));
      context.remember(notes.note());
      context.progress(database, 0);
      server.backup(database, file, target.name(), percent -> context.progress(database, percent));
      whole = whole(server, target);
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

  private static Optional<BackupHeader> whole(SqlServer server, Target target) {
    return server
        .verifiedBackup(target.file())
        .filter(header -> header.name().equals(target.name()));
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
}
