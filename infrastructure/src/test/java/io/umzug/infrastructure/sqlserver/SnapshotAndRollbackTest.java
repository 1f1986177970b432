package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OLD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.umzug.application.estate.Estates;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.work.WorkContext;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.application.worker.BackupWorker;
import io.umzug.application.worker.SnapshotRestoreWorker;
import io.umzug.application.worker.SnapshotWorker;
import io.umzug.application.worker.TargetSurveyWorker;
import io.umzug.application.worker.VerificationWorker;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.OverwriteEntry;
import io.umzug.domain.migration.MigrationEvent.BackupRequested;
import io.umzug.domain.migration.MigrationEvent.SnapshotRequested;
import io.umzug.domain.migration.MigrationEvent.SnapshotRestoreRequested;
import io.umzug.domain.migration.MigrationEvent.TargetSurveyRequested;
import io.umzug.domain.migration.MigrationEvent.VerificationRequested;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.infrastructure.files.HostAtlasFiles;
import io.umzug.infrastructure.files.HostSnapshotFiles;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces;
import io.umzug.infrastructure.filesystem.Local;
import io.umzug.infrastructure.host.SharedBackupFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The workers of snapshots over the real driver, and files on the real file system. */
@Timeout(180)
class SnapshotAndRollbackTest {

  private static final List<DatabaseMove> BOTH =
      List.of(new DatabaseMove("XPDATA", OLD, OLD), new DatabaseMove("XPSTATS", OLD, OLD));

  @TempDir Path folder;
  private StandInEstate standIn;
  private Path atlas;
  private SharedBackupFiles share;
  private HostSnapshotFiles files;
  private final Notes notes = new Notes();

  /** What outlives a kill; and the kill. */
  private static final class Notes implements WorkContext {
    private final Map<String, String> kept = new HashMap<>();
    private String work = "first";
    private String killAt = "";

    @Override
    public void progress(String subject, int percent) {
      if (killAt.equals(subject + percent)) {
        killAt = "";
        throw new WorkInterrupted("killed");
      }
    }

    @Override
    public void remember(String note) {
      kept.put(work, note);
    }

    @Override
    public Optional<String> recall() {
      return Optional.ofNullable(kept.get(work));
    }

    @Override
    public Optional<String> recallEarlierAttempt() {
      return Optional.empty();
    }
  }

  private final Estates estates =
      StandInEstate.only(
          () ->
              standIn.estate(
                  Map.of(
                      Site.SOURCE,
                      new XPhoneHost(
                          "OLDXP", atlas.toString(), "XPhone", "D\\x", "", "", List.of()))));

  @BeforeEach
  void start() throws Exception {
    standIn = new StandInEstate(folder);
    standIn.fill("XPDATA", 300);
    standIn.fill("XPSTATS", 40);
    atlas = Files.writeString(folder.resolve("atlas.xml"), "<Databases before=\"1\" />");
    share =
        new SharedBackupFiles(
            new ConfiguredPlaces(
                Map.of(
                    "test", List.of(new ConfiguredPlaces.Way.Mount(SHARE, standIn.shareFolder)))));
    files = new HostSnapshotFiles(Local.PLACES, Local.FILES, folder.resolve("snapshots"));
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  private static WorkOrder order(Step step, Task task, Site site) {
    return new WorkOrder(new MigrationId("acme"), "test", step, task, 1, 0, 0, site);
  }

  private Report take(List<DatabaseMove> databases, List<DatabaseBackup> kept, boolean complete) {
    notes.work = "snapshot";
    return new SnapshotWorker(
            estates, standIn.servers(), share, files, ContentsVerification.ofRowsOnly())
        .perform(
            new SnapshotRequested(
                order(Step.SNAPSHOT, Task.TAKE_SNAPSHOT, Site.SOURCE),
                "S1",
                databases,
                kept,
                complete),
            notes);
  }

  private Report restore(String work, Report.SnapshotTaken snapshot) throws InterruptedException {
    notes.work = work;
    return new SnapshotRestoreWorker(
            estates,
            standIn.servers(),
            files,
            StandInEstate.STOPPED,
            ContentsVerification.ofRowsOnly())
        .perform(
            new SnapshotRestoreRequested(
                order(Step.ROLL_BACK, Task.RESTORE_SNAPSHOT, Site.SOURCE),
                "S1",
                snapshot.databases(),
                snapshot.files()),
            notes);
  }

  private void change() throws Exception {
    standIn.oldInstance.run("XPDATA", "DELETE FROM dbo.Journal WHERE id < 100");
    standIn.oldInstance.run("XPSTATS", "UPDATE dbo.Journal SET line = N'overwritten'");
    standIn.oldInstance.run("XPSTATS", "CREATE TABLE dbo.later (id int NOT NULL PRIMARY KEY)");
    Files.writeString(atlas, "<Databases after=\"1\" />");
  }

  private void requireAsBefore() {
    try (SqlServer server = standIn.connect(OLD, "look")) {
      assertThat(server.countRows("XPDATA"))
          .contains(new SqlServer.Table("dbo", "Journal", 300))
          .hasSize(2);
      assertThat(server.countRows("XPSTATS"))
          .contains(new SqlServer.Table("dbo", "Journal", 40))
          .hasSize(2);
    }
    assertThat(atlas).hasContent("<Databases before=\"1\" />");
  }

  private long restores() {
    return standIn.journalled("restore-completed");
  }

  @Test
  void rows_and_files_that_changed_after_the_snapshot_are_as_before_after_its_restore()
      throws Exception {
    Report.SnapshotTaken taken = (Report.SnapshotTaken) take(BOTH, List.of(), true);
    assertThat(taken.databases()).extracting(DatabaseBackup::server).containsOnly(OLD);
    assertThat(taken.databases())
        .extracting(DatabaseBackup::file)
        .allMatch(file -> file.startsWith(SHARE + "\\acme_S1_0"));
    change();

    Report.SnapshotRestored restored = (Report.SnapshotRestored) restore("back", taken);
    assertThat(restored.databases()).hasSize(2).allMatch(d -> d.differences().isEmpty());
    assertThat(restored.files()).isEqualTo(taken.files()).hasSize(1);
    requireAsBefore();
  }

  @Test
  void a_second_rollback_to_the_same_snapshot_undoes_changes_that_leave_the_number_of_rows()
      throws Exception {
    Report.SnapshotTaken taken = (Report.SnapshotTaken) take(BOTH, List.of(), true);
    restore("back", taken);
    assertThat(restores()).isEqualTo(2);
    standIn.oldInstance.run("XPSTATS", "UPDATE dbo.Journal SET line = N'overwritten'");

    restore("back again", taken);
    assertThat(restores()).isEqualTo(4);
    standIn.oldInstance.run(
        "XPSTATS",
        "CREATE TABLE dbo.seen (id int NOT NULL PRIMARY KEY);"
            + " INSERT INTO dbo.seen (id) SELECT id FROM dbo.Journal WHERE line = N'overwritten'");
    try (SqlServer server = standIn.connect(OLD, "look")) {
      assertThat(server.countRows("XPSTATS")).contains(new SqlServer.Table("dbo", "seen", 0));
    }
  }

  @Test
  void a_restore_that_was_killed_half_way_goes_on_without_restoring_anything_twice()
      throws Exception {
    Report.SnapshotTaken taken = (Report.SnapshotTaken) take(BOTH, List.of(), true);
    change();
    notes.killAt = "XPDATA100";
    assertThatThrownBy(() -> restore("back", taken)).isInstanceOf(WorkInterrupted.class);
    assertThat(restores()).isEqualTo(1);
    notes.killAt = "files0";
    assertThatThrownBy(() -> restore("back", taken)).isInstanceOf(WorkInterrupted.class);
    assertThat(atlas).hasContent("<Databases after=\"1\" />");

    assertThat(restore("back", taken)).isInstanceOf(Report.SnapshotRestored.class);
    assertThat(restores()).isEqualTo(2);
    requireAsBefore();
  }

  @Test
  void one_damaged_backup_and_no_database_is_touched() throws Exception {
    Report.SnapshotTaken taken = (Report.SnapshotTaken) take(BOTH, List.of(), true);
    change();
    String second = taken.databases().getLast().file();
    Files.delete(standIn.shareFolder.resolve(second.substring(SHARE.length() + 1)));

    Report.SnapshotRestoreFailed failed = (Report.SnapshotRestoreFailed) restore("back", taken);
    assertThat(failed.diagnosis().exactText()).contains(second);
    assertThat(restores()).isZero();
    assertThat(atlas).hasContent("<Databases after=\"1\" />");
  }

  @Test
  void a_snapshot_that_was_killed_half_way_goes_on_with_its_first_backup() {
    notes.killAt = "XPSTATS0";
    assertThatThrownBy(() -> take(BOTH, List.of(), true)).isInstanceOf(WorkInterrupted.class);
    assertThat(take(BOTH, List.of(), true)).isInstanceOf(Report.SnapshotTaken.class);
    assertThat(standIn.journalled("backup-completed")).isEqualTo(2);
  }

  @Test
  void beside_each_backup_lies_a_manifest_for_who_has_nothing_but_the_folder() throws Exception {
    notes.killAt = "XPSTATS0";
    assertThatThrownBy(() -> take(BOTH, List.of(), true)).isInstanceOf(WorkInterrupted.class);
    Report.SnapshotTaken taken = (Report.SnapshotTaken) take(BOTH, List.of(), true);
    assertThat(manifests()).hasSize(2);
    DatabaseBackup backup = taken.databases().getFirst();
    String name = backup.file().substring(SHARE.length() + 1);
    Path manifest = standIn.shareFolder.resolve(name.replace(".bak", ".manifest.json"));
    JsonNode read = new ObjectMapper().readTree(manifest.toFile());
    assertThat(read.path("migration").asText()).isEqualTo("acme");
    assertThat(read.path("database").asText()).isEqualTo("XPDATA");
    assertThat(read.path("server").asText()).isEqualTo(OLD);
    assertThat(read.path("backupSet").asText()).isEqualTo(backup.backupSet());
    assertThat(Instant.parse(read.path("finished").asText()))
        .isEqualTo(
            Files.getLastModifiedTime(standIn.shareFolder.resolve(name))
                .toInstant()
                .truncatedTo(ChronoUnit.SECONDS));
    assertThat(read.path("files")).hasSize(1);
    JsonNode file = read.path("files").get(0);
    assertThat(file.path("name").asText()).isEqualTo(name);
    assertThat(file.path("bytes").asLong()).isEqualTo(backup.bytes());
    assertThat(file.path("sha256").asText()).isEqualTo(backup.sha256());

    Object before = Files.readAttributes(manifest, "lastModifiedTime,fileKey");
    Files.delete(manifests().getLast());
    assertThat(take(BOTH, List.of(), true)).isEqualTo(taken);
    assertThat(manifests()).as("what is missing is made good").hasSize(2);
    assertThat(Files.readAttributes(manifest, "lastModifiedTime,fileKey")).isEqualTo(before);
    assertThat(standIn.journalled("backup-completed")).isEqualTo(2);
  }

  private List<Path> manifests() throws IOException {
    try (Stream<Path> all = Files.list(standIn.shareFolder)) {
      return all.filter(file -> file.toString().endsWith(".manifest.json")).sorted().toList();
    }
  }

  @Test
  void backups_that_were_just_made_count_unless_they_are_gone() throws Exception {
    notes.work = "backup";
    Report.BackupCompleted backup =
        (Report.BackupCompleted)
            new BackupWorker(estates, standIn.servers(), share, ContentsVerification.ofRowsOnly())
                .perform(
                    new BackupRequested(
                        order(Step.BACKUP, Task.BACK_UP_DATABASES, Site.TARGET),
                        List.of(new DatabaseMove("XPDATA", OLD, NEW))),
                    notes);
    Report.SnapshotTaken taken = (Report.SnapshotTaken) take(BOTH, backup.backups(), true);
    assertThat(taken.databases()).hasSize(2).contains(backup.backups().getFirst());

    String file = backup.backups().getFirst().file();
    Files.delete(standIn.shareFolder.resolve(file.substring(SHARE.length() + 1)));
    Report.SnapshotFailed failed = (Report.SnapshotFailed) take(BOTH, backup.backups(), true);
    assertThat(failed.diagnosis().exactText()).isEqualTo(file);
  }

  @Test
  void a_database_that_need_not_be_there_yet_is_left_out_and_else_missed() {
    List<DatabaseMove> one = List.of(new DatabaseMove("XPVDIR", NEW, NEW));
    Report.SnapshotTaken taken = (Report.SnapshotTaken) take(one, List.of(), false);
    assertThat(taken.databases()).isEmpty();
    Report.SnapshotFailed failed = (Report.SnapshotFailed) take(one, List.of(), true);
    assertThat(failed.diagnosis().exactText()).isEqualTo("XPVDIR on " + NEW);
  }

  @Test
  void a_survey_tells_what_a_restore_would_destroy() {
    Report.TargetsSurveyed surveyed =
        (Report.TargetsSurveyed)
            new TargetSurveyWorker(estates, standIn.servers(), new HostAtlasFiles(Local.PLACES))
                .perform(
                    new TargetSurveyRequested(
                        order(Step.RUN_SCRIPT, Task.SURVEY_TARGETS, Site.TARGET),
                        List.of(
                            new DatabaseMove("XPDATA", NEW, OLD),
                            new DatabaseMove("XPDATA", OLD, NEW))),
                    notes);
    OverwriteEntry there = surveyed.entries().getFirst();
    assertThat(there.exists()).isTrue();
    assertThat(there.rows()).isEqualTo(300);
    assertThat(there.tables()).isEqualTo(2);
    assertThat(there.bytes()).isPositive();
    assertThat(surveyed.entries().getLast())
        .isEqualTo(new OverwriteEntry("XPDATA", NEW, false, 0, 0, 0, ""));
  }

  @Test
  void what_others_brought_is_compared_with_the_backup() throws Exception {
    Report.SnapshotTaken taken = (Report.SnapshotTaken) take(BOTH.subList(0, 1), List.of(), true);
    VerificationRequested request =
        new VerificationRequested(
            order(Step.VERIFY_EXPRESS, Task.VERIFY_DATABASES, Site.TARGET),
            BOTH.subList(0, 1),
            taken.databases());
    VerificationWorker worker = new VerificationWorker(estates, standIn.servers());
    Report.DatabasesVerified same = (Report.DatabasesVerified) worker.perform(request, notes);
    assertThat(same.databases()).hasSize(1).allMatch(d -> d.differences().isEmpty());

    standIn.oldInstance.run("XPDATA", "DELETE FROM dbo.Journal WHERE id = 7");
    Report.DatabasesVerified less = (Report.DatabasesVerified) worker.perform(request, notes);
    DatabaseRestore compared = less.databases().getFirst();
    assertThat(compared.differences()).hasSize(1);
    assertThat(compared.differences().getFirst().restored()).isEqualTo(299);

    VerificationRequested elsewhere =
        new VerificationRequested(
            request.order(), List.of(new DatabaseMove("XPDATA", OLD, NEW)), taken.databases());
    assertThat(((Report.VerificationFailed) worker.perform(elsewhere, notes)).diagnosis().cause())
        .contains("has no database");
  }
}
