package io.umzug.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.Snapshot;
import io.umzug.domain.migration.MigrationEvent.WorkRequested;
import io.umzug.domain.plan.Hop;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Procedure;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the machines of a move hold, as its workers and people really change it: every database and
 * every machine's files have a generation, which each writing makes another one. It knows nothing
 * of the state, only events.
 */
final class PhysicalEstate {

  /** What a snapshot can bring back, and what it was taken beside. */
  private record Kept(
      Snapshot snapshot,
      Map<String, Integer> databases,
      int files,
      XPhoneVersion software,
      Site databasesOfService,
      Set<Site> running) {}

  private Particulars move;
  private Procedure procedure;
  private int generation;
  private final Map<String, Integer> databases = new HashMap<>();
  private final Map<Site, Integer> files = new HashMap<>();
  private final Map<Site, XPhoneVersion> software = new HashMap<>();

  /** Whose databases a machine's atlas.xml names. */
  private final Map<Site, Site> atlas = new HashMap<>();

  private final Set<Site> running = new HashSet<>();
  private final Map<String, Kept> snapshots = new HashMap<>();
  private RollbackPlan rollback;

  /** What a rollback that has not ended wrote, or a hand that it came before may have written. */
  private final Set<String> writtenByRollback = new HashSet<>();

  private final Set<Site> filesWrittenByRollback = new HashSet<>();
  private StepAt offered;
  private WorkOrder working;

  /**
   * @param early whether a person does what is offered before the rollback that takes its place
   */
  void see(MigrationEvent event, boolean early) {
    switch (event) {
      case MigrationEvent.MigrationOpened opened -> opened(opened.particulars());
      case MigrationEvent.PlanChosen chosen -> procedure = chosen.procedure();
      case MigrationEvent.StepOffered step -> offered = step.at();
      case MigrationEvent.StepConfirmed step -> byHand(step.at());
      case MigrationEvent.ArtefactsTransferred step -> byHand(step.at());
      case MigrationEvent.SkippedStepDone step -> byHand(step.at());
      case MigrationEvent.VmSnapshotClaimed _, MigrationEvent.LossAccepted _ -> offered = null;
      // What was offered may have been tried before it was skipped.
      case MigrationEvent.StepSkipped _ -> {
        halfDoneByHand();
        offered = null;
      }
      case MigrationEvent.TaskDoneByHand done -> doneByHand(done);
      case MigrationEvent.RollbackBegun begun -> begin(begun, early);
      case MigrationEvent.RolledBack back -> rolledBack(back);
      case WorkRequested requested -> begin(requested);
      case MigrationEvent.SnapshotTaken taken -> keep(taken.snapshot());
      case MigrationEvent.SnapshotRestored restored -> restored(restored);
      case MigrationEvent.ServiceStopped stopped -> running.remove(machine(stopped.order().site()));
      case MigrationEvent.ServiceStarted started -> running.add(machine(started.order().site()));
      case MigrationEvent.RestartConfirmed restart -> running.add(machine(restart.order().site()));
      default -> {}
    }
  }

  private void opened(Particulars particulars) {
    move = particulars;
    software.put(Site.SOURCE, move.from());
    atlas.put(Site.SOURCE, Site.SOURCE);
    running.add(Site.SOURCE);
  }

  /** R21, E1: in plan D, and for a newer SQL Express, the XPhone server stays where it is. */
  private Site machine(Site site) {
    boolean stays = move.route() == RouteKind.SQL_EXPRESS_UPDATE || procedure.plan() == Plan.D;
    return stays && site == Site.TARGET ? Site.SOURCE : site;
  }

  private static String key(String server, String database) {
    return (server + "/" + database).toUpperCase(Locale.ROOT);
  }

  private int fresh() {
    return ++generation;
  }

  private void writeFiles(Site site) {
    files.put(machine(site), fresh());
  }

  private void writeDatabases(Site site) {
    for (DatabaseMove database : move.databases()) {
      databases.put(key(database.at(site), database.database()), fresh());
    }
  }

  /** What the service of this site, when it runs, writes into. */
  private Site databasesOfService(Site site) {
    return atlas.getOrDefault(machine(site), site);
  }

  private void install(Site site, XPhoneVersion version) {
    software.put(machine(site), version);
    writeFiles(site);
  }

  private void begin(WorkRequested request) {
    // A snapshot that is asked for finds the person at work, who goes on with it afterwards.
    if (request.order().step() == Step.SNAPSHOT_ON_DEMAND) {
      halfDoneByHand();
    } else {
      offered = null;
    }
    WorkOrder order = request.order();
    working = order.step() == Step.SNAPSHOT_ON_DEMAND ? working : order;
    Site site = order.site();
    Hop hop = procedure.hop(order.hop());
    switch (order.task()) {
      case CREATE_DATABASES ->
          hop.moves(move.databases())
              .forEach(m -> databases.computeIfAbsent(key(m.target(), m.database()), _ -> fresh()));
      case REWRITE_ATLAS -> {
        atlas.put(machine(site), hop.site());
        writeFiles(site);
      }
      case START_SERVICE, RESTART_SERVICE -> writeDatabases(databasesOfService(site));
      case RESTORE_DATABASES, RUN_SCRIPTS, RUN_BATCH_FILES -> writeDatabases(hop.site());
      case RESTORE_SNAPSHOT -> restore((MigrationEvent.SnapshotRestoreRequested) request);
      case BACK_UP_DATABASES,
          ENABLE_FILESTREAM,
          PROBE_SQL_SERVERS,
          CONFIRM_BY_HAND,
          STOP_SERVICE,
          RUN_SERVICE,
          TAKE_SNAPSHOT,
          SURVEY_TARGETS,
          APPROVE_OVERWRITE,
          EXPORT_SCRIPTS,
          VERIFY_DATABASES,
          CHECK_CSV,
          RUN_PREFLIGHT,
          ACCEPT_FINDINGS -> {}
    }
  }

  private void halfDoneByHand() {
    if (offered != null) {
      StepAt goesOn = offered;
      Map<Site, XPhoneVersion> softwareBefore = new HashMap<>(software);
      Map<Site, Site> atlasBefore = new HashMap<>(atlas);
      byHand(offered);
      replace(software, softwareBefore);
      replace(atlas, atlasBefore);
      offered = goesOn;
    }
  }

  /** A person has done the work that failed: what it would have written is written. */
  private void doneByHand(MigrationEvent.TaskDoneByHand done) {
    Site machine = machine(working.site());
    switch (done.task()) {
      case STOP_SERVICE -> running.remove(machine);
      case RUN_SERVICE -> running.add(machine);
      case START_SERVICE -> {
        writeDatabases(databasesOfService(working.site()));
        running.add(machine);
      }
      case REWRITE_ATLAS -> {
        atlas.put(machine, procedure.hop(working.hop()).site());
        writeFiles(working.site());
      }
      default -> {}
    }
  }

  private void byHand(StepAt step) {
    offered = null;
    if (step.step() == Step.ROLL_BACK) {
      install(rollback.softwareSite(), rollback.version());
      return;
    }
    Hop hop = procedure.hop(step.hop());
    Site site = hop.site();
    switch (step.step()) {
      case UPDATE -> {
        install(site, hop.to());
        writeDatabases(databasesOfService(site));
      }
      case UPDATE_BEFORE_EXPRESS -> {
        install(site, hop.to());
        writeDatabases(databasesOfService(site));
      }
      case SET_UP_INTERMEDIATE, AUTORUN_WITH_SQL_EXPRESS, AUTORUN_WITHOUT_SQL_SERVER ->
          install(site, hop.to());
      case INSTALL_XPHONE_SERVER -> {
        install(site, hop.to());
        atlas.put(machine(site), site);
      }
      case SET_SERVICE_ACCOUNT -> {
        if (procedure.plan() == Plan.D) {
          install(site, hop.to());
        }
      }
      case START_SERVICE -> writeDatabases(databasesOfService(site));
      case ENTER_LICENCES,
          ENTER_V4_LICENCES,
          APPLY_PATCHES,
          FOLLOW_UP,
          TRANSFER_ANNOUNCEMENTS,
          TRANSFER_AUTO_ATTENDANTS,
          TRANSFER_DYNAMIC_LINES,
          TRANSFER_PBX_PARAMETERS,
          TRANSFER_USERS -> {
        writeFiles(site);
        writeDatabases(databasesOfService(site));
      }
      // R33: the Backup-Manager's backup is one of the whole server.
      case RESTORE -> {
        writeFiles(site);
        writeDatabases(site);
      }
      case RUN_SCRIPT, RUN_BATCH_FILES -> writeDatabases(site);
      default -> {}
    }
  }

  private void keep(Snapshot snapshot) {
    Map<String, Integer> held = new HashMap<>();
    for (DatabaseBackup backup : snapshot.databases()) {
      String key = key(backup.server(), backup.database());
      // What could be backed up is there.
      held.put(key, databases.computeIfAbsent(key, _ -> fresh()));
    }
    Site machine = machine(snapshot.site());
    assertThat(snapshot.version())
        .as("the version that snapshot %s says", snapshot.id())
        .isEqualTo(software.getOrDefault(machine, snapshot.version()));
    snapshots.put(
        snapshot.id(),
        new Kept(
            snapshot,
            held,
            files.getOrDefault(machine, 0),
            snapshot.version(),
            databasesOfService(snapshot.site()),
            Set.copyOf(running)));
  }

  private void begin(MigrationEvent.RollbackBegun begun, boolean early) {
    if (offered != null) {
      Map<String, Integer> unwritten = new HashMap<>(databases);
      Map<Site, Integer> filesBefore = new HashMap<>(files);
      Map<Site, XPhoneVersion> softwareBefore = new HashMap<>(software);
      Map<Site, Site> atlasBefore = new HashMap<>(atlas);
      byHand(offered);
      // Whether the person was at it, nobody knows: what may be written is put back in any case.
      databases.forEach(
          (key, now) -> {
            if (!now.equals(unwritten.get(key))) {
              writtenByRollback.add(key);
            }
          });
      files.forEach(
          (site, now) -> {
            if (!now.equals(filesBefore.get(site))) {
              filesWrittenByRollback.add(site);
            }
          });
      if (!early) {
        restoreAll(unwritten, filesBefore, softwareBefore, atlasBefore);
      }
    }
    offered = null;
    rollback = begun.plan();
  }

  private void restoreAll(
      Map<String, Integer> databasesThen,
      Map<Site, Integer> filesThen,
      Map<Site, XPhoneVersion> softwareThen,
      Map<Site, Site> atlasThen) {
    replace(databases, databasesThen);
    replace(files, filesThen);
    replace(software, softwareThen);
    replace(atlas, atlasThen);
  }

  private static <K, V> void replace(Map<K, V> now, Map<K, V> then) {
    now.clear();
    now.putAll(then);
  }

  /** It may end half-way: what it is about to write is neither the old nor the new. */
  private void restore(MigrationEvent.SnapshotRestoreRequested request) {
    Kept kept = snapshots.get(request.snapshot());
    for (DatabaseBackup backup : request.databases()) {
      String key = key(backup.server(), backup.database());
      if (!writtenByRollback.contains(key)) {
        assertThat(databases.getOrDefault(key, 0))
            .as("%s, overwritten although nothing touched it since %s", key, request.snapshot())
            .isNotEqualTo(kept.databases().get(key));
      }
      writtenByRollback.add(key);
      databases.put(key, fresh());
    }
    Site machine = machine(kept.snapshot().site());
    if (!request.files().isEmpty()) {
      if (!filesWrittenByRollback.contains(machine)) {
        assertThat(files.getOrDefault(machine, 0))
            .as("files, overwritten although nothing touched them since %s", request.snapshot())
            .isNotEqualTo(kept.files());
      }
      filesWrittenByRollback.add(machine);
      files.put(machine, fresh());
    }
  }

  private void restored(MigrationEvent.SnapshotRestored restored) {
    Kept kept = snapshots.get(rollback.snapshot().id());
    rollback
        .databases()
        .forEach(
            backup -> {
              String key = key(backup.server(), backup.database());
              databases.put(key, Objects.requireNonNull(kept.databases().get(key)));
            });
    if (!rollback.files().isEmpty()) {
      Site machine = machine(restored.order().site());
      files.put(machine, kept.files());
      atlas.put(machine, kept.databasesOfService());
    }
  }

  /** R10: what is there again is what was there at the snapshot. */
  private void rolledBack(MigrationEvent.RolledBack back) {
    Kept kept = snapshots.get(back.snapshot());
    Site machine = machine(kept.snapshot().site());
    kept.databases()
        .forEach(
            (key, then) ->
                assertThat(databases.getOrDefault(key, 0))
                    .as("%s after the rollback to %s", key, back.snapshot())
                    .isEqualTo(then));
    assertThat(software.getOrDefault(machine, kept.software()))
        .as("the software after the rollback to %s", back.snapshot())
        .isEqualTo(kept.software());
    assertThat(databasesOfService(kept.snapshot().site()))
        .as("what atlas.xml names after the rollback to %s", back.snapshot())
        .isEqualTo(kept.databasesOfService());
    if (!kept.snapshot().files().isEmpty()) {
      assertThat(files.getOrDefault(machine, 0))
          .as("the files after the rollback to %s", back.snapshot())
          .isEqualTo(kept.files());
    }
    for (Site site : Site.values()) {
      boolean shouldRun = site == machine && move.reaches(kept.snapshot().site());
      boolean ran = kept.running().contains(site);
      // What the move has installed may be stopped; what was in use before it may not.
      if (shouldRun || !ran || site == Site.SOURCE) {
        assertThat(running.contains(site))
            .as("the service at %s after the rollback to %s", site, back.snapshot())
            .isEqualTo(shouldRun || ran);
      }
    }
    writtenByRollback.clear();
    filesWrittenByRollback.clear();
    rollback = null;
  }
}
