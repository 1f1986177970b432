package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.ODD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OLD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.SHARE;
import static io.umzug.infrastructure.sqlserver.StandInEstate.XPHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.BackupHeader;
import io.umzug.application.sqlserver.SqlServer.DatabaseState;
import io.umzug.application.sqlserver.SqlServer.Table;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.rehearsal.estate.Fault;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class BackupAndRestoreTest {

  private static final String FILE = SHARE + "\\it's a [backup].bak";
  private static final String SINGLE_USER =
      "ALTER DATABASE [XPDATA] SET SINGLE_USER WITH ROLLBACK IMMEDIATE";
  private static final String NAME = "move/1/it's ]odd[";

  @TempDir Path folder;
  private StandInEstate estate;
  private SqlServer source;
  private SqlServer target;

  @BeforeEach
  void start() throws Exception {
    estate = new StandInEstate(folder);
    source = estate.connect(OLD, "work/source");
    target = estate.connect(NEW, "work/target");
  }

  @AfterEach
  void stop() {
    source.close();
    target.close();
    estate.close();
  }

  private Path localFile() {
    return estate.shareFolder.resolve("it's a [backup].bak");
  }

  @ParameterizedTest
  @ValueSource(strings = {"XPDATA", ODD})
  void rows_go_from_one_server_to_the_other(String database) throws Exception {
    estate.fill(database, 2000);
    List<Integer> backedUp = new ArrayList<>();
    List<Integer> restored = new ArrayList<>();

    assertThat(source.verifiedBackup(FILE)).isEmpty();
    source.backup(database, FILE, NAME, backedUp::add);
    BackupHeader header = source.verifiedBackup(FILE).orElseThrow();
    assertThat(header.name()).isEqualTo(NAME);
    assertThat(header.database()).isEqualTo(database);
    assertThat(header.sourceServer()).isEqualTo(OLD);
    assertThat(target.verifiedBackup(FILE)).contains(header);

    assertThat(target.lastRestored(database)).isEmpty();
    target.restore(database, FILE, restored::add);
    target.settle(database);
    assertThat(target.lastRestored(database)).contains(header.backupSet());
    assertThat(target.database(database))
        .contains(new DatabaseState(database, "ONLINE", "SIMPLE", "MULTI_USER"));
    assertThat(target.countRows(database))
        .containsExactlyInAnyOrderElementsOf(source.countRows(database))
        .contains(new Table("dbo", "Journal", 2000));

    assertThat(backedUp).isSorted().endsWith(100);
    assertThat(restored).isSorted().endsWith(100);
  }

  @Test
  void progress_comes_live_in_the_servers_messages() throws Exception {
    estate.fill("XPDATA", 500);
    Integer[] everyFifth =
        IntStream.rangeClosed(1, 20).mapToObj(n -> 5 * n).toArray(Integer[]::new);
    List<Integer> backedUp = new ArrayList<>();
    List<Integer> restored = new ArrayList<>();
    try (SqlServer from = estate.connectWithoutPolling(OLD, "work/silent");
        SqlServer to = estate.connectWithoutPolling(NEW, "work/silent")) {
      from.backup("XPDATA", FILE, NAME, backedUp::add);
      to.restore("XPDATA", FILE, restored::add);
    }

    assertThat(backedUp).containsExactly(everyFifth);
    assertThat(restored).containsExactly(everyFifth);
  }

  @Test
  void between_the_messages_a_second_connection_looks_how_far_it_is() throws Exception {
    estate.fill("XPDATA", 500);
    estate.arm("slow-disk");
    List<Integer> backedUp = new ArrayList<>();
    source.backup("XPDATA", FILE, NAME, backedUp::add);

    assertThat(backedUp).isSorted().anyMatch(percent -> percent % 5 != 0);
  }

  @Test
  void a_restore_overwrites_what_is_there_and_ends_other_uses() throws Exception {
    estate.fill("XPDATA", 10);
    source.backup("XPDATA", FILE, NAME, _ -> {});
    target.createDatabase("XPDATA");
    estate.newInstance.run("XPDATA", "CREATE TABLE dbo.leftover (id int NOT NULL PRIMARY KEY)");
    target.grantDatabaseOwner("XPDATA", XPHONE);

    target.restore("XPDATA", FILE, _ -> {});
    assertThat(target.tables("XPDATA"))
        .extracting(Table::qualifiedName)
        .containsExactlyInAnyOrder("dbo.Journal", "dbo.empty one");
    target.grantDatabaseOwner("XPDATA", XPHONE);
    assertThat(target.isDatabaseOwner("XPDATA", XPHONE)).isTrue();
  }

  /** R33: XPhone's web pages, a monitor or a query window connect again at once. */
  @Test
  void a_client_that_connects_again_blocks_neither_restore_nor_drop_nor_a_retry() throws Exception {
    estate.fill("XPDATA", 10);
    source.backup("XPDATA", FILE, NAME, _ -> {});
    target.createDatabase("XPDATA");
    estate.arm("seat-taken=1000");
    target.restore("XPDATA", FILE, _ -> {});
    estate.mend(Fault.SEAT_TAKEN);

    estate.arm("seat-taken=2");
    estate.newInstance.run("master", SINGLE_USER);
    assertThat(estate.journalled("seat-taken")).as("somebody else is in").isEqualTo(1);
    target.restore("XPDATA", FILE, _ -> {});
    target.settle("XPDATA");
    assertThat(estate.journalled("seat-taken")).as("and came once more").isEqualTo(2);

    estate.newInstance.run("master", "ALTER DATABASE [XPDATA] SET OFFLINE");
    target.restore("XPDATA", FILE, _ -> {});
    assertThat(target.countRows("XPDATA")).isEqualTo(source.countRows("XPDATA"));

    estate.arm("seat-taken=2");
    estate.newInstance.run("master", SINGLE_USER);
    target.dropDatabase("XPDATA");
    assertThat(target.database("XPDATA")).isEmpty();
    assertThat(estate.journalled("seat-taken")).isEqualTo(4);
  }

  @Test
  void a_database_that_is_dropped_offline_leaves_no_files_in_the_way() throws Exception {
    target.createDatabase("XPDATA");
    estate.newInstance.run("master", "ALTER DATABASE [XPDATA] SET OFFLINE");
    target.dropDatabase("XPDATA");
    assertThat(target.createDatabase("XPDATA")).isTrue();
  }

  /** REPLACE would overwrite a detached database of that name. */
  @Test
  void files_that_belong_to_no_database_are_not_overwritten() throws Exception {
    estate.fill("XPDATA", 500);
    source.backup("XPDATA", FILE, NAME, _ -> {});
    target.createDatabase("XPDATA");
    estate.newInstance.run("master", "ALTER DATABASE [XPDATA] SET OFFLINE; DROP DATABASE [XPDATA]");

    assertThatThrownBy(() -> target.restore("XPDATA", FILE, _ -> {}))
        .isInstanceOfSatisfying(
            SqlServerFailure.class,
            failure -> assertThat(failure.isError(3142)).as(failure.toString()).isTrue());
    assertThat(target.database("XPDATA")).isEmpty();
  }

  /** Its words were without REPLACE, for the database was not there; now it is RESTORING. */
  @Test
  void a_restore_that_has_made_its_database_goes_on_where_it_was_interrupted() throws Exception {
    estate.fill("XPDATA", 2000);
    source.backup("XPDATA", FILE, NAME, _ -> {});
    estate.arm("restore-fails=1");
    assertThatThrownBy(() -> target.restore("XPDATA", FILE, _ -> {}))
        .isInstanceOf(SqlServerFailure.class);

    target.restore("XPDATA", List.of(FILE), true, _ -> {});
    assertThat(estate.journalled("restore-restarted")).isEqualTo(1);
    assertThat(target.countRows("XPDATA")).isEqualTo(source.countRows("XPDATA"));
  }

  @Test
  void a_backup_can_be_restored_under_another_name_beside_its_source() throws Exception {
    estate.fill("XPDATA", 10);
    source.backup("XPDATA", FILE, NAME, _ -> {});

    source.restore("XPDATA copy", FILE, _ -> {});
    assertThat(source.countRows("XPDATA copy")).isEqualTo(source.countRows("XPDATA"));
  }

  @Test
  void a_later_backup_replaces_the_file() throws Exception {
    estate.fill("XPDATA", 10);
    source.backup("XPDATA", FILE, "first", _ -> {});
    String first = source.verifiedBackup(FILE).orElseThrow().backupSet();
    source.backup("XPDATA", FILE, "second", _ -> {});

    assertThat(source.verifiedBackup(FILE).orElseThrow())
        .satisfies(
            header -> {
              assertThat(header.name()).isEqualTo("second");
              assertThat(header.backupSet()).isNotEqualTo(first);
            });
  }

  @Test
  void damaged_torn_and_foreign_files_are_no_backups() throws Exception {
    estate.fill("XPDATA", 500);
    source.backup("XPDATA", FILE, NAME, _ -> {});
    byte[] whole = Files.readAllBytes(localFile());

    try (RandomAccessFile file = new RandomAccessFile(localFile().toFile(), "rw")) {
      file.seek(whole.length / 2);
      file.write(whole[whole.length / 2] ^ 0x40);
    }
    assertThat(source.verifiedBackup(FILE)).as("damaged").isEmpty();

    Files.write(localFile(), Arrays.copyOf(whole, whole.length - 10));
    assertThat(source.verifiedBackup(FILE)).as("torn").isEmpty();

    Files.write(localFile(), new byte[0]);
    assertThat(source.verifiedBackup(FILE)).as("empty").isEmpty();

    Files.writeString(localFile(), "something else");
    assertThat(source.verifiedBackup(FILE)).as("foreign").isEmpty();

    Files.write(localFile(), whole);
    assertThat(source.verifiedBackup(FILE)).as("mended").isPresent();
  }

  @Test
  void what_the_progress_throws_stops_a_backup_and_is_thrown_on() throws Exception {
    estate.fill("XPDATA", 500);
    estate.arm("slow-disk");
    WorkInterrupted reason = new WorkInterrupted("the service stops");

    assertThatThrownBy(
            () ->
                source.backup(
                    "XPDATA",
                    FILE,
                    NAME,
                    percent -> {
                      if (percent >= 10) {
                        throw reason;
                      }
                    }))
        .isSameAs(reason);
    assertThat(source.verifiedBackup(FILE)).isEmpty();
    assertThat(estate.journalled("backup-completed")).isZero();

    estate.mend(Fault.SLOW_DISK);
    source.backup("XPDATA", FILE, NAME, _ -> {});
    assertThat(source.verifiedBackup(FILE)).isPresent();
  }

  @Test
  void a_stopped_restore_leaves_a_database_that_is_simply_restored_over() throws Exception {
    estate.fill("XPDATA", 500);
    source.backup("XPDATA", FILE, NAME, _ -> {});
    estate.arm("slow-disk");

    assertThatThrownBy(
            () ->
                target.restore(
                    "XPDATA",
                    FILE,
                    percent -> {
                      if (percent >= 20) {
                        throw new WorkInterrupted("enough");
                      }
                    }))
        .isInstanceOf(WorkInterrupted.class);
    assertThat(target.database("XPDATA").map(DatabaseState::state)).contains("RESTORING");
    assertThat(target.lastRestored("XPDATA")).isEmpty();

    estate.mend(Fault.SLOW_DISK);
    target.restore("XPDATA", FILE, _ -> {});
    assertThat(target.countRows("XPDATA")).isEqualTo(source.countRows("XPDATA"));
  }

  @Test
  void an_interrupted_thread_stops_its_backup() throws Exception {
    estate.fill("XPDATA", 500);
    estate.arm("slow-disk");
    CountDownLatch underWay = new CountDownLatch(1);
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread worker =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    source.backup("XPDATA", FILE, NAME, _ -> underWay.countDown());
                    outcome.complete(new AssertionError("the backup ended"));
                  } catch (WorkInterrupted e) {
                    outcome.complete(Thread.currentThread().isInterrupted() ? e : new Error("?"));
                  }
                });
    assertThat(underWay.await(60, TimeUnit.SECONDS)).isTrue();
    worker.interrupt();

    assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(WorkInterrupted.class);
    assertThat(source.verifiedBackup(FILE)).isEmpty();
  }

  @Test
  void sessions_that_an_earlier_connection_left_are_ended_and_others_spared() throws Exception {
    estate.fill("XPDATA", 500);
    estate.arm("slow-disk");
    CountDownLatch underWay = new CountDownLatch(1);
    CompletableFuture<Void> backup =
        CompletableFuture.runAsync(
            () -> source.backup("XPDATA", FILE, NAME, _ -> underWay.countDown()));
    assertThat(underWay.await(60, TimeUnit.SECONDS)).isTrue();

    try (SqlServer other = estate.connect(OLD, "other/work");
        SqlServer next = estate.connect(OLD, "work/source")) {
      assertThat(next.endEarlierSessions()).isPositive();
      assertThat(next.endEarlierSessions()).isZero();
      assertThatThrownBy(backup::join).isNotNull();
      assertThat(next.verifiedBackup(FILE)).isEmpty();
      assertThat(other.facts().server()).isEqualTo(OLD);
    }
  }
}
