package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.host.BackupFiles;
import io.umzug.application.host.SnapshotFiles;
import io.umzug.application.host.SnapshotFiles.Selection;
import io.umzug.application.host.SnapshotFiles.SnapshotProblem;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.KeptFile;
import io.umzug.domain.migration.MigrationEvent.SnapshotRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * R10: keeps the databases and files of a site, to go back to. The service may go on running: a
 * backup holds one moment of its database.
 */
public final class SnapshotWorker implements Worker<SnapshotRequested> {

  private final Estates estates;
  private final Connections connections;
  private final BackupFiles backupFiles;
  private final SnapshotFiles snapshotFiles;
  private final ContentsVerification verification;

  public SnapshotWorker(
      Estates estates,
      SqlServers servers,
      BackupFiles backupFiles,
      SnapshotFiles snapshotFiles,
      ContentsVerification verification) {
    this.verification = verification;
    this.estates = estates;
    this.connections = new Connections(servers);
    this.backupFiles = backupFiles;
    this.snapshotFiles = snapshotFiles;
  }

  @Override
  public Class<SnapshotRequested> performs() {
    return SnapshotRequested.class;
  }

  @Override
  public Report perform(SnapshotRequested request, WorkContext context) {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.whole(estates, order);
      // First what is soon done: where it fails, no backup lies about for nothing.
      List<KeptFile> files = files(estate, request, context);
      return new Report.SnapshotTaken(order, databases(estate, request, context), files);
    } catch (SnapshotProblem problem) {
      return new Report.SnapshotFailed(order, problem.diagnosis());
    } catch (WorkProblem problem) {
      return new Report.SnapshotFailed(order, problem.diagnosis());
    }
  }

  private List<DatabaseBackup> databases(
      Estate estate, SnapshotRequested request, WorkContext context) throws WorkProblem {
    WorkOrder order = request.order();
    DatabaseBackups work =
        new DatabaseBackups(connections, backupFiles, verification, estate, order, context);
    Map<Integer, DatabaseBackup> backups = new TreeMap<>();
    List<DatabaseBackups.Wanted> wanted = new ArrayList<>();
    int number = 0;
    for (DatabaseMove move : request.databases()) {
      number++;
      Optional<DatabaseBackup> kept = kept(request, move);
      if (kept.isPresent()) {
        requireWhole(estate, order, kept.get(), context);
        backups.put(number, kept.get());
      } else if (isThere(estate, request, move)) {
        wanted.add(new DatabaseBackups.Wanted(move.database(), move.target(), number));
      }
    }
    List<DatabaseBackup> made = work.backUp(wanted, order.migration() + "_" + request.snapshot());
    for (int i = 0; i < made.size(); i++) {
      backups.put(wanted.get(i).number(), made.get(i));
    }
    return List.copyOf(backups.values());
  }

  private static Optional<DatabaseBackup> kept(SnapshotRequested request, DatabaseMove move) {
    return request.kept().stream()
        .filter(backup -> backup.database().equalsIgnoreCase(move.database()))
        .filter(backup -> backup.server().equalsIgnoreCase(move.target()))
        .findFirst();
  }

  private void requireWhole(
      Estate estate, WorkOrder order, DatabaseBackup kept, WorkContext context) throws WorkProblem {
    boolean whole =
        connections.use(
            estate,
            kept.server(),
            order,
            "reading back the backup of " + kept.database(),
            kept.file(),
            server ->
                server
                    .verifiedBackup(kept.files(), _ -> context.progress(kept.database(), 0))
                    .filter(header -> header.backupSet().equalsIgnoreCase(kept.backupSet()))
                    .isPresent());
    if (!whole) {
      throw new WorkProblem(
          new Diagnosis(
              "The backup of %s that this step made is not there any more, or no longer whole."
                  .formatted(kept.database()),
              List.of("R10", "R23"),
              "Put the file back unchanged under its path, then retry the step.",
              kept.file()));
    }
  }

  private boolean isThere(Estate estate, SnapshotRequested request, DatabaseMove move)
      throws WorkProblem {
    boolean there =
        connections.use(
            estate,
            move.target(),
            request.order(),
            "looking for " + move.database(),
            "",
            server -> server.database(move.database()).isPresent());
    if (!there && request.complete()) {
      throw new WorkProblem(
          new Diagnosis(
              "%s has no database %s, and a snapshot without it could not be gone back to."
                  .formatted(move.target(), move.database()),
              List.of("R10"),
              "Correct the estate's configuration or bring the database back, then retry the step.",
              move.database() + " on " + move.target()));
    }
    return there;
  }

  private List<KeptFile> files(Estate estate, SnapshotRequested request, WorkContext context)
      throws SnapshotProblem {
    WorkOrder order = request.order();
    if (!estate.has(order.site())) {
      return List.of();
    }
    context.progress("files", 0);
    XPhoneHost host = estate.at(order.site()).xphone();
    List<HostPath> paths = Stream.concat(Stream.of(host.atlas()), host.kept().stream()).toList();
    List<KeptFile> kept =
        snapshotFiles.keep(
            estate,
            new Selection(
                order.migration(),
                request.snapshot(),
                paths,
                // A licence, for one, comes with row 10, which may be skipped or come later.
                request.complete() ? Set.of(host.atlas()) : Set.of()));
    context.progress("files", 100);
    return kept;
  }
}
