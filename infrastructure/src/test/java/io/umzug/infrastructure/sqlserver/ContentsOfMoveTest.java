package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OLD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.estate.Estates;
import io.umzug.application.script.DatabaseScripts;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.DatabaseSetting;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.verification.ContentsVerification.Depth;
import io.umzug.application.verification.ContentsVerification.Setting;
import io.umzug.application.work.WorkContext;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.application.worker.ScriptExportWorker;
import io.umzug.application.worker.ScriptRunWorker;
import io.umzug.application.worker.SnapshotRestoreWorker;
import io.umzug.application.worker.SnapshotWorker;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseScript;
import io.umzug.domain.evidence.TableComparison;
import io.umzug.domain.evidence.TableComparison.Contents;
import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.migration.MigrationEvent.ScriptExportRequested;
import io.umzug.domain.migration.MigrationEvent.ScriptRunRequested;
import io.umzug.domain.migration.MigrationEvent.SnapshotRequested;
import io.umzug.domain.migration.MigrationEvent.SnapshotRestoreRequested;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.infrastructure.files.HostSnapshotFiles;
import io.umzug.infrastructure.files.LocalScriptFiles;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces;
import io.umzug.infrastructure.filesystem.Local;
import io.umzug.infrastructure.host.SharedBackupFiles;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptExports;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptImports;
import io.umzug.infrastructure.sqlserver.verification.JdbcFingerprints;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every value of a database, before and after its backup and behind its restore (R33, F2). */
@Timeout(180)
class ContentsOfMoveTest {

  private static final List<DatabaseMove> BOTH =
      List.of(new DatabaseMove("XPDATA", OLD, OLD), new DatabaseMove("XPVDIR", OLD, OLD));

  @TempDir Path folder;
  private StandInEstate standIn;
  private final Notes notes = new Notes();

  /** What outlives a kill; and what happens at a moment of the work. */
  private static final class Notes implements WorkContext {

    /** May be a kill. */
    @FunctionalInterface
    private interface Happening {
      void at(String moment) throws Exception;
    }

    private final Map<String, String> kept = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private String work = "";
    private Happening happening = _ -> {};

    @Override
    public void progress(String subject, int percent) {
      told.add(subject + " " + percent);
      try {
        happening.at(subject + " " + percent);
      } catch (WorkInterrupted e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
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

  private final Estates estates = StandInEstate.only(() -> standIn.estate());

  @BeforeEach
  void start() throws Exception {
    standIn = new StandInEstate(folder);
    standIn.fill("XPDATA", 300);
    standIn.fill("XPVDIR", 5);
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  private ContentsVerification everyValue() {
    return new ContentsVerification(
        standIn.servers(),
        new JdbcFingerprints(),
        Map.of("test", new Setting(Depth.CHECKSUM, 2, Set.of())));
  }

  private static WorkOrder order(Step step, Task task) {
    return order(step, task, Site.SOURCE);
  }

  private static WorkOrder order(Step step, Task task, Site site) {
    return new WorkOrder(new MigrationId("acme"), "test", step, task, 1, 0, 0, site);
  }

  private Report.SnapshotTaken take() {
    notes.work = "snapshot";
    return (Report.SnapshotTaken)
        new SnapshotWorker(
                estates,
                standIn.servers(),
                new SharedBackupFiles(
                    new ConfiguredPlaces(
                        Map.of(
                            "test",
                            List.of(new ConfiguredPlaces.Way.Mount(SHARE, standIn.shareFolder))))),
                new HostSnapshotFiles(Local.PLACES, Local.FILES, folder.resolve("snapshots")),
                everyValue())
            .perform(
                new SnapshotRequested(
                    order(Step.SNAPSHOT, Task.TAKE_SNAPSHOT), "S1", BOTH, List.of(), true),
                notes);
  }

  private Report.SnapshotRestored restore(Report.SnapshotTaken snapshot)
      throws InterruptedException {
    notes.work = "restore";
    return (Report.SnapshotRestored)
        new SnapshotRestoreWorker(
                estates,
                standIn.servers(),
                new HostSnapshotFiles(Local.PLACES, Local.FILES, folder.resolve("snapshots")),
                StandInEstate.STOPPED,
                everyValue())
            .perform(
                new SnapshotRestoreRequested(
                    order(Step.ROLL_BACK, Task.RESTORE_SNAPSHOT),
                    "S1",
                    snapshot.databases(),
                    snapshot.files()),
                notes);
  }

  private static List<String> tables(DatabaseBackup backup) {
    return backup.contents().stream().map(TableFingerprint::table).toList();
  }

  @Test
  void a_backup_bears_what_stood_still_and_its_restore_shows_the_same_but_not_of_xpvdir()
      throws InterruptedException {
    Report.SnapshotTaken taken = take();
    assertThat(tables(taken.databases().getFirst()))
        .containsExactly("dbo.Journal", "dbo.empty one");
    assertThat(taken.databases().getLast().contents()).as("F2").isEmpty();
    assertThat(notes.told)
        .contains("XPDATA, every value 100")
        .doesNotContain("XPVDIR, every value 100");

    Report.SnapshotRestored restored = restore(taken);

    assertThat(restored.databases().getFirst().tables())
        .extracting(TableComparison::contents)
        .containsExactly(Contents.SAME, Contents.SAME);
    assertThat(restored.databases().getLast().tables())
        .extracting(TableComparison::contents)
        .containsOnlyNulls();
  }

  /** M1: whatever goes by the database's collation would change with the server. */
  @Test
  void a_database_that_a_script_fills_has_the_collation_and_level_of_its_source() throws Exception {
    standIn.oldInstance.run("master", "CREATE DATABASE [XPBIN] COLLATE Latin1_General_BIN2");
    standIn.oldInstance.run("master", "ALTER DATABASE [XPBIN] SET COMPATIBILITY_LEVEL = 110");
    standIn.oldInstance.run("XPBIN", "CREATE TABLE dbo.t (id int NOT NULL PRIMARY KEY)");
    List<DatabaseMove> moves = List.of(new DatabaseMove("XPBIN", OLD, NEW));
    DatabaseScripts scripts =
        new DatabaseScripts(
            standIn.servers(),
            new JdbcScriptExports(),
            new JdbcScriptImports(),
            new LocalScriptFiles(Local.FILES, folder.resolve("scripts")));
    Report export =
        new ScriptExportWorker(
                estates, standIn.servers(), scripts, ContentsVerification.ofRowsOnly())
            .perform(
                new ScriptExportRequested(
                    order(Step.EXPORT_SCRIPT, Task.EXPORT_SCRIPTS, Site.TARGET), moves),
                notes);
    assertThat(export).isInstanceOf(Report.ScriptsExported.class);
    List<DatabaseScript> exported = ((Report.ScriptsExported) export).scripts();
    assertThat(exported.getFirst().settings())
        .isEqualTo(new DatabaseScript.Settings("Latin1_General_BIN2", 110));

    notes.work = "run";
    Report run =
        new ScriptRunWorker(
                estates,
                standIn.servers(),
                scripts,
                StandInEstate.STOPPED,
                ContentsVerification.ofRowsOnly())
            .perform(
                new ScriptRunRequested(
                    order(Step.RUN_SCRIPT, Task.RUN_SCRIPTS, Site.TARGET), exported, moves),
                notes);
    assertThat(run).isInstanceOf(Report.ScriptsRun.class);
    try (SqlServer server = standIn.connect(NEW, "look")) {
      assertThat(server.setting("XPBIN"))
          .contains(new DatabaseSetting("Latin1_General_BIN2", 110, "SIMPLE"));
    }
  }

  @Test
  void a_table_in_use_during_the_backup_is_compared_by_its_rows_only() throws InterruptedException {
    notes.happening =
        moment -> {
          if (moment.equals("XPDATA 100")) {
            standIn.oldInstance.run("XPDATA", "UPDATE dbo.Journal SET line = N'x' WHERE id = 7");
          }
        };
    Report.SnapshotTaken taken = take();
    assertThat(tables(taken.databases().getFirst())).containsExactly("dbo.empty one");
    notes.happening = _ -> {};
    assertThat(restore(taken).databases().getFirst().differences()).isEmpty();
  }

  @Test
  void one_value_that_is_another_behind_the_restore_is_a_difference_although_no_row_is_missing()
      throws InterruptedException {
    Report.SnapshotTaken taken = take();
    notes.happening =
        moment -> {
          if (moment.equals("XPDATA 100") && standIn.journalled("restore-completed") > 0) {
            standIn.oldInstance.run("XPDATA", "UPDATE dbo.Journal SET line = N'x' WHERE id = 7");
          }
        };
    assertThat(restore(taken).databases().getFirst().differences())
        .singleElement()
        .satisfies(
            table -> {
              assertThat(table.table()).isEqualTo("dbo.Journal");
              assertThat(table.contents()).isEqualTo(Contents.OTHER_ROWS);
              assertThat(table.restored()).isEqualTo(300);
            });
  }

  @Test
  void a_kill_after_the_values_were_read_reads_none_of_them_twice() throws InterruptedException {
    Report.SnapshotTaken taken = take();
    notes.happening =
        moment -> {
          if (moment.equals("XPDATA, every value 100")
              && notes.recall().orElse("").contains("dbo.empty one")) {
            notes.happening = _ -> {};
            throw new WorkInterrupted("killed");
          }
        };
    assertThatThrownBy(() -> restore(taken)).isInstanceOf(WorkInterrupted.class);
    notes.told.clear();
    assertThat(restore(taken).databases().getFirst().tables())
        .extracting(TableComparison::contents)
        .containsExactly(Contents.SAME, Contents.SAME);
    assertThat(notes.told).doesNotContain("XPDATA, every value 100");
    assertThat(standIn.journalled("restore-completed")).as("restored once each").isEqualTo(2);
  }
}
