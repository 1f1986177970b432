package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.host.BackupFiles;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.BackupHeader;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.migration.WorkOrder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The backups of one work, each read back, over the share too (B4). */
final class DatabaseBackups {

  /**
   * Where a database's backup goes.
   *
   * @param file as SQL Server is to open it; one for each database of each try, so that nothing
   *     foreign is ever overwritten
   * @param name kept in the backup's header
   */
  private record Target(String file, String name) {}

  private final Connections connections;
  private final BackupFiles files;
  private final Estate estate;
  private final WorkOrder order;
  private final WorkContext context;
  private final TableContents contents;

  DatabaseBackups(
      Connections connections,
      BackupFiles files,
      Estate estate,
      WorkOrder order,
      TableContents contents) {
    this.connections = connections;
    this.files = files;
    this.estate = estate;
    this.order = order;
    this.context = contents.context();
    this.contents = contents;
  }

  /**
   * @param stem with which the file's name begins
   * @param number of the database within the work
   */
  DatabaseBackup backUp(String database, String server, String stem, int number)
      throws WorkProblem {
    Target target = target(stem, number, database);
    return connections.use(
        estate,
        server,
        order,
        "backup of " + database,
        target.file(),
        connection -> {
          context.progress(database, 0);
          connection.endEarlierSessions();
          return backUp(connection, server, database, target);
        });
  }

  private Target target(String stem, int number, String database) {
    String nonce = notes().nonce();
    String readable = database.replaceAll("[^\\p{L}\\p{N} ._-]", "_");
    return new Target(
        files.path(estate, "%s_%02d_%s_%s.bak".formatted(stem, number, readable, nonce)),
        "%s/%d/%s".formatted(order.workId(), number, nonce));
  }

  /** The notes of this very work, with a nonce that is kept before anything bears it. */
  private BackupNotes notes() {
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

  private DatabaseBackup backUp(SqlServer connection, String server, String database, Target target)
      throws WorkProblem {
    String file = target.file();
    Optional<BackupHeader> whole = whole(connection, target);
    if (whole.isEmpty()) {
      contents.readBefore(server, database);
    }
    BackupNotes notes = notes();
    if (whole.isEmpty()) {
      notes = notes.with(database, RowCounts.of(connection.countRows(database)));
      context.remember(notes.note());
      context.progress(database, 0);
      connection.backup(
          database, file, target.name(), percent -> context.progress(database, percent));
      whole = whole(connection, target);
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
    RowCounts after = RowCounts.of(connection.countRows(database));
    RowCounts before = notes.of(database).orElse(after);
    context.progress(database, 100);
    BackupFiles.Contents written = readBack(database, file);
    return new DatabaseBackup(
        database,
        server,
        file,
        header.backupSet(),
        written.bytes(),
        written.sha256(),
        before.until(after),
        contents.unchanged(server, database, header.backupSet()));
  }

  private static Optional<BackupHeader> whole(SqlServer connection, Target target) {
    return connection
        .verifiedBackup(target.file())
        .filter(header -> header.name().equals(target.name()));
  }

  private BackupFiles.Contents readBack(String database, String file) throws WorkProblem {
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
