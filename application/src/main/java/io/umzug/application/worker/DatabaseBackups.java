package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.FileDiagnosis;
import io.umzug.application.host.BackupFiles;
import io.umzug.application.sqlserver.BackupMedia;
import io.umzug.application.sqlserver.MediaOperation;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.BackupHeader;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.work.WorkContext;
import io.umzug.application.worker.SideBySide.Part;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseBackup.Stripe;
import io.umzug.domain.migration.WorkOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The backups of one work, side by side within the estate's limits, each read back, over the share
 * too (B4).
 */
final class DatabaseBackups {

  /**
   * A database that is to be backed up.
   *
   * @param number of the database within the work
   */
  record Wanted(String database, String server, int number) {}

  /**
   * Where a database's backup goes.
   *
   * @param stem with which the names of its files begin
   * @param files as SQL Server is to open them; others for each database of each try, so that
   *     nothing foreign is ever overwritten
   * @param name kept in the backup's header
   */
  private record Target(Wanted wanted, String stem, List<String> files, String name) {
    String database() {
      return wanted.database();
    }

    String server() {
      return wanted.server();
    }

    MediaOperation operation() {
      return MediaOperation.backup(database(), files);
    }
  }

  private final Connections connections;
  private final BackupFiles files;
  private final Estate estate;
  private final WorkOrder order;
  private final SideBySide work;
  private final WorkContext context;
  private final TableContents contents;
  private BackupNotes notes;

  DatabaseBackups(
      Connections connections,
      BackupFiles files,
      ContentsVerification verification,
      Estate estate,
      WorkOrder order,
      WorkContext given) {
    this.connections = connections;
    this.files = files;
    this.estate = estate;
    this.order = order;
    this.work = new SideBySide(given, estate.backup().parallel());
    this.contents = new TableContents(verification, estate, order, work.context());
    this.context = contents.context();
    this.notes = notes(context);
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

  private synchronized void note(String database, RowCounts before) {
    notes = notes.with(database, before);
    context.remember(notes.note());
  }

  private synchronized BackupNotes notes() {
    return notes;
  }

  /**
   * Backs up all of them; the first failure stops the others.
   *
   * @param stem with which the files' names begin
   */
  List<DatabaseBackup> backUp(List<Wanted> all, String stem) throws WorkProblem {
    List<Target> targets = all.stream().map(wanted -> target(stem, wanted)).toList();
    EarlierAttempts.end(
        connections,
        estate,
        order,
        targets.stream()
            .map(target -> new EarlierAttempts.Left(target.server(), target.operation()))
            .toList());
    List<Part<DatabaseBackup>> parts = new ArrayList<>();
    for (Target target : targets) {
      parts.add(new Part<>(target.database(), target.server(), () -> backUp(target)));
    }
    return work.all(parts);
  }

  private Target target(String stem, Wanted wanted) {
    int number = wanted.number();
    String nonce = notes().nonce();
    String readable = wanted.database().replaceAll("[^\\p{L}\\p{N} ._-]", "_");
    String file = "%s_%02d_%s_%s".formatted(stem, number, readable, nonce);
    int stripes = estate.backup().stripes();
    List<String> paths =
        IntStream.rangeClosed(1, stripes)
            .mapToObj(stripe -> stripes == 1 ? "" : "_%dof%d".formatted(stripe, stripes))
            .map(stripe -> files.path(estate, file + stripe + ".bak"))
            .toList();
    return new Target(wanted, file, paths, "%s/%d/%s".formatted(order.workId(), number, nonce));
  }

  private DatabaseBackup backUp(Target target) throws WorkProblem {
    return connections.use(
        estate,
        target.server(),
        order,
        "backup of " + target.database(),
        target.files().getFirst(),
        connection -> backUp(connection, target));
  }

  private DatabaseBackup backUp(SqlServer connection, Target target) throws WorkProblem {
    String database = target.database();
    context.progress(database, 0);
    DatabaseProgress progress = new DatabaseProgress(context, database);
    connection.join(target.operation(), progress);
    Optional<BackupHeader> whole = whole(connection, target, 0);
    if (whole.isEmpty()) {
      contents.readBefore(target.server(), database);
      note(database, RowCounts.of(connection.countRows(database)));
      context.progress(database, 0);
      connection.backup(database, media(connection, target), progress);
      whole = whole(connection, target, DatabaseProgress.DONE);
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
                        String.join("\n", target.files()))));
    RowCounts after = RowCounts.of(connection.countRows(database));
    RowCounts before = notes().of(database).orElse(after);
    context.progress(database, DatabaseProgress.DONE);
    List<Stripe> stripes = readBack(target);
    DatabaseBackup backup =
        DatabaseBackup.of(
            database, target.server(), header.backupSet(), stripes, before.until(after));
    describe(target, backup);
    return backup.holding(contents.unchanged(target.server(), database, header.backupSet()));
  }

  /** R23: who has nothing but the folder must know what lies in it. */
  private void describe(Target target, DatabaseBackup backup) throws WorkProblem {
    String name = target.stem() + BackupFiles.MANIFEST;
    try {
      files.describe(estate, new BackupFiles.Manifest(name, order.migration(), backup));
    } catch (IOException e) {
      throw new WorkProblem(
          FileDiagnosis.of(
              "The backup of %s is whole, but its manifest cannot be written beside it."
                  .formatted(target.database()),
              List.of("R23", "B2", "B4"),
              "Umzug needs write rights in the backup folder for it; then retry the step: the backup"
                  + " is not made again.",
              e));
    }
  }

  private BackupMedia media(SqlServer connection, Target target) {
    return BackupFormats.media(target.files(), target.name(), estate.backup(), connection.facts());
  }

  private Optional<BackupHeader> whole(SqlServer connection, Target target, int percent) {
    return connection
        .verifiedBackup(target.files(), _ -> context.progress(target.database(), percent))
        .filter(header -> header.name().equals(target.name()));
  }

  private List<Stripe> readBack(Target target) throws WorkProblem {
    List<Stripe> stripes = new ArrayList<>();
    for (String file : target.files()) {
      context.progress(target.database(), DatabaseProgress.DONE);
      BackupFiles.Contents contents = readBack(target.database(), file);
      stripes.add(new Stripe(file, contents.bytes(), contents.sha256()));
    }
    return stripes;
  }

  private BackupFiles.Contents readBack(String database, String file) throws WorkProblem {
    try {
      return files.read(estate, file);
    } catch (IOException e) {
      throw new WorkProblem(
          FileDiagnosis.of(
              "SQL Server wrote the backup of %s as %s, but the service cannot read it over the share."
                  .formatted(database, file),
              List.of("B2", "B4"),
              "Give the account of this service read rights on the share, check that both sides"
                  + " use the same UNC path, then retry the step.",
              e));
    }
  }
}
