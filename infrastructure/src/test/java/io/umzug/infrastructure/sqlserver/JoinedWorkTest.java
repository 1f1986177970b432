package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OLD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.estate.BackupSettings;
import io.umzug.application.estate.Estates;
import io.umzug.application.sqlserver.MediaOperation;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.DatabaseState;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.work.Pace;
import io.umzug.application.work.WorkContext;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.application.worker.BackupWorker;
import io.umzug.application.worker.SnapshotRestoreWorker;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.migration.MigrationEvent.BackupRequested;
import io.umzug.domain.migration.MigrationEvent.SnapshotRestoreRequested;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.infrastructure.files.HostSnapshotFiles;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces;
import io.umzug.infrastructure.filesystem.Local;
import io.umzug.infrastructure.host.SharedBackupFiles;
import io.umzug.rehearsal.estate.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backups and restores that outlive their client, and those that run side by side. */
@Timeout(60)
class JoinedWorkTest {

  private static final List<String> BOTH = List.of("XPDATA", "XPSTATS");

  @TempDir static Path folder;
  private static StandInEstate standIn;

  /** What one try sees and leaves. */
  private static final class Try implements WorkContext {
    private Optional<String> note = Optional.empty();
    private Optional<String> earlier = Optional.empty();
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();
    private BiConsumer<String, Integer> seen = (_, _) -> {};

    @Override
    public void progress(String subject, int percent) {
      seen.accept(subject, percent);
    }

    @Override
    public void progress(String subject, int percent, Pace pace) {
      paces.put(subject, pace);
      progress(subject, percent);
    }

    @Override
    public synchronized void remember(String text) {
      note = Optional.of(text);
    }

    @Override
    public synchronized Optional<String> recall() {
      return note;
    }

    @Override
    public Optional<String> recallEarlierAttempt() {
      return earlier;
    }
  }

  private BackupSettings settings = BackupSettings.PLAIN;
  private long journalledBefore;

  private final Estates estates =
      StandInEstate.only(
          () -> standIn.estate(Map.of(Site.SOURCE, StandInEstate.XPNEW)).with(settings));

  @BeforeAll
  static void start() throws Exception {
    standIn = new StandInEstate(folder);
    standIn.fill("XPDATA", 1200);
    standIn.fill("XPSTATS", 40);
  }

  @AfterAll
  static void stop() {
    standIn.close();
  }

  @BeforeEach
  void count() {
    journalledBefore = standIn.entries().size();
  }

  @AfterEach
  void mend() {
    Set.of(Fault.values()).forEach(standIn::mend);
  }

  /** What was written down in this test, in order. */
  private List<String> journal() {
    return standIn.entries().stream()
        .skip(journalledBefore)
        .filter(what -> what.matches("(backup|restore|session)-.*"))
        .toList();
  }

  private static WorkOrder order(Step step, Task task, int attempt) {
    return new WorkOrder(new MigrationId("acme"), "test", step, task, attempt, 0, 0, Site.TARGET);
  }

  private Report backUp(List<String> databases, Try context) {
    return new BackupWorker(
            estates,
            standIn.servers(),
            new SharedBackupFiles(
                new ConfiguredPlaces(
                    Map.of(
                        "test",
                        List.of(new ConfiguredPlaces.Way.Mount(SHARE, standIn.shareFolder))))),
            ContentsVerification.ofRowsOnly())
        .perform(
            new BackupRequested(
                order(Step.BACKUP, Task.BACK_UP_DATABASES, 1),
                databases.stream().map(name -> new DatabaseMove(name, OLD, NEW)).toList()),
            context);
  }

  private List<DatabaseBackup> backedUp(String... databases) {
    Report report = backUp(List.of(databases), new Try());
    assertThat(report).isInstanceOf(Report.BackupCompleted.class);
    return ((Report.BackupCompleted) report).backups();
  }

  private Report restore(List<DatabaseBackup> backups, int attempt, Try context)
      throws InterruptedException {
    return new SnapshotRestoreWorker(
            estates,
            standIn.servers(),
            new HostSnapshotFiles(Local.PLACES, Local.FILES, folder.resolve("kept")),
            StandInEstate.STOPPED,
            ContentsVerification.ofRowsOnly())
        .perform(
            new SnapshotRestoreRequested(
                order(Step.ROLL_BACK, Task.RESTORE_SNAPSHOT, attempt),
                "S1",
                backups.stream().map(JoinedWorkTest::toTheNewServer).toList(),
                List.of()),
            context);
  }

  private static DatabaseBackup toTheNewServer(DatabaseBackup backup) {
    return new DatabaseBackup(
        backup.database(),
        NEW,
        backup.file(),
        backup.backupSet(),
        backup.bytes(),
        backup.sha256(),
        backup.rows(),
        backup.furtherStripes(),
        backup.contents());
  }

  private static List<DatabaseRestore> restored(Report report) {
    assertThat(report).isInstanceOf(Report.SnapshotRestored.class);
    List<DatabaseRestore> restored = ((Report.SnapshotRestored) report).databases();
    assertThat(restored).allMatch(database -> database.differences().isEmpty());
    return restored;
  }

  private static void mendOnce(String subject, int percent) {
    if (percent == 50) {
      standIn.mend(Fault.STALLED_DISK);
    }
  }

  @Test
  void a_backup_that_outlived_its_client_is_joined_and_not_started_twice() {
    standIn.arm("half-open@backup");
    standIn.arm("stalled-disk@backup");
    Try context = new Try();
    assertThat(backUp(List.of("XPDATA"), context)).isInstanceOf(Report.BackupFailed.class);
    assertThat(journal()).containsExactly("backup-started");

    context.seen = JoinedWorkTest::mendOnce;
    Report.BackupCompleted completed = (Report.BackupCompleted) backUp(List.of("XPDATA"), context);
    assertThat(completed.backups()).hasSize(1);
    assertThat(completed.backups().getFirst().rows()).isNotEmpty();
    assertThat(journal()).containsExactly("backup-started", "backup-completed");
    assertThat(context.paces.get("XPDATA").bytesPerSecond()).isPositive();
  }

  @Test
  void a_backup_of_another_try_is_of_no_use_and_is_ended() {
    standIn.arm("half-open@backup");
    standIn.arm("stalled-disk@backup");
    assertThat(backUp(List.of("XPDATA"), new Try())).isInstanceOf(Report.BackupFailed.class);
    Try another = new Try();
    another.seen = JoinedWorkTest::mendOnce;
    assertThat(backUp(List.of("XPDATA"), another)).isInstanceOf(Report.BackupCompleted.class);
    assertThat(journal())
        .containsExactlyInAnyOrder(
            "backup-started",
            "session-killed",
            "backup-aborted",
            "backup-started",
            "backup-completed");
  }

  @Test
  void a_restore_that_outlived_its_client_is_joined_even_by_the_next_attempt()
      throws InterruptedException {
    List<DatabaseBackup> backups = backedUp("XPDATA");
    standIn.arm("half-open@restore");
    standIn.arm("stalled-disk@restore");
    assertThat(restore(backups, 1, new Try())).isInstanceOf(Report.SnapshotRestoreFailed.class);

    Try stopped = new Try();
    stopped.seen =
        (_, percent) -> {
          if (percent == 50) {
            throw new WorkInterrupted("the service stops");
          }
        };
    assertThatThrownBy(() -> restore(backups, 2, stopped)).isInstanceOf(WorkInterrupted.class);

    stopped.seen = JoinedWorkTest::mendOnce;
    restored(restore(backups, 2, stopped));
    assertThat(journal())
        .containsExactly(
            "backup-started", "backup-completed", "restore-started", "restore-completed");
  }

  @Test
  void a_joined_restore_is_ended_where_its_work_has_failed() throws InterruptedException {
    List<DatabaseBackup> backups = backedUp("XPSTATS");
    standIn.arm("half-open@restore");
    standIn.arm("stalled-disk@restore");
    assertThat(restore(backups, 1, new Try())).isInstanceOf(Report.SnapshotRestoreFailed.class);
    IllegalStateException failure = new IllegalStateException("another part has failed");
    try (SqlServer server = standIn.connect(NEW, "acme/next")) {
      MediaOperation running = MediaOperation.restore("XPSTATS", backups.getFirst().files());
      assertThat(server.join(MediaOperation.restore("XPDATA", running.files()), _ -> {}))
          .as("of another database")
          .isFalse();
      assertThatThrownBy(
              () ->
                  server.join(
                      running,
                      _ -> {
                        throw failure;
                      }))
          .isSameAs(failure);
      assertThat(server.join(running, _ -> {})).isFalse();
      assertThat(server.database("XPSTATS").map(DatabaseState::state)).contains("RESTORING");
    }
    standIn.mend(Fault.STALLED_DISK);
    restored(restore(backups, 2, new Try()));
  }

  @Test
  void an_interrupted_restore_is_gone_on_with_where_it_has_stopped() throws InterruptedException {
    List<DatabaseBackup> backups = backedUp("XPDATA");
    standIn.arm("connection-reset@restore");
    Try first = new Try();
    assertThat(restore(backups, 1, first)).isInstanceOf(Report.SnapshotRestoreFailed.class);

    Try second = new Try();
    second.earlier = first.note;
    restored(restore(backups, 2, second));
    assertThat(journal())
        .endsWith(
            "restore-started",
            "restore-aborted",
            "restore-started",
            "restore-restarted",
            "restore-completed");
  }

  @Test
  void a_restore_begins_at_the_start_where_the_server_cannot_go_on_or_was_restored_since()
      throws Exception {
    List<DatabaseBackup> backups = backedUp("XPDATA");
    List<String> files = backups.getFirst().files();
    standIn.arm("connection-reset=2@restore");
    Try first = new Try();
    assertThat(restore(backups, 1, first)).isInstanceOf(Report.SnapshotRestoreFailed.class);
    // Somebody tries it in other words, and the checkpoint is theirs (3019).
    assertThatThrownBy(
            () ->
                standIn.newInstance.run(
                    "master",
                    "RESTORE DATABASE XPDATA FROM DISK = N'%s' WITH REPLACE"
                        .formatted(files.getFirst())))
        .isNotNull();
    try (SqlServer server = standIn.connect(NEW, "acme/next")) {
      server.restore("XPDATA", files, true, _ -> {});
      // There is no checkpoint any more (3018).
      server.restore("XPDATA", files, true, _ -> {});
    }
    Try later = new Try();
    later.earlier = first.note;
    restored(restore(backups, 2, later));
    assertThat(journal()).doesNotContain("restore-restarted");
  }

  @Test
  void databases_go_side_by_side_and_are_told_in_the_order_of_the_request()
      throws InterruptedException {
    settings = new BackupSettings(2, 1, BackupSettings.Compression.AUTO, null);
    Set<String> halfWay = ConcurrentHashMap.newKeySet();
    Try context = new Try();
    context.seen =
        (subject, percent) -> {
          if (percent == 50) {
            halfWay.add(subject);
          }
          if (halfWay.containsAll(BOTH)) {
            standIn.mend(Fault.STALLED_DISK);
          }
        };
    standIn.arm("stalled-disk");
    Report.BackupCompleted completed = (Report.BackupCompleted) backUp(BOTH, context);
    assertThat(completed.backups())
        .extracting(DatabaseBackup::database)
        .containsExactlyElementsOf(BOTH);

    halfWay.clear();
    standIn.arm("stalled-disk");
    Try back = new Try();
    back.seen = context.seen;
    assertThat(restored(restore(completed.backups(), 1, back)))
        .extracting(DatabaseRestore::database)
        .containsExactlyElementsOf(BOTH);
  }

  @Test
  void a_work_that_is_stopped_cancels_what_runs_side_by_side() {
    settings = new BackupSettings(2, 1, BackupSettings.Compression.AUTO, null);
    Set<String> halfWay = ConcurrentHashMap.newKeySet();
    Try context = new Try();
    context.seen =
        (subject, percent) -> {
          if (percent == 50) {
            halfWay.add(subject);
          }
          if (halfWay.containsAll(BOTH)) {
            throw new WorkInterrupted("another pick-up has taken over");
          }
        };
    standIn.arm("stalled-disk@backup");
    assertThatThrownBy(() -> backUp(BOTH, context))
        .isInstanceOf(WorkInterrupted.class)
        .hasMessageContaining("taken over");
    assertThat(journal())
        .containsExactly("backup-started", "backup-started", "backup-aborted", "backup-aborted");
  }

  @Test
  void the_first_failure_stops_the_other_database() {
    settings = new BackupSettings(2, 1, BackupSettings.Compression.AUTO, null);
    standIn.arm("slow-disk@backup");
    standIn.arm("disk-full=1@backup");
    Report.BackupFailed failed = (Report.BackupFailed) backUp(BOTH, new Try());
    assertThat(failed.diagnosis().exactText()).contains("Operating system error 112");
    assertThat(journal())
        .containsExactly("backup-started", "backup-started", "backup-aborted", "backup-aborted");
  }
}
