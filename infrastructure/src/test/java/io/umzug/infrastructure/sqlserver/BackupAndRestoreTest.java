package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OLD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OPERATOR;
import static io.umzug.infrastructure.sqlserver.StandInEstate.PASSWORD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.DatabaseState;
import io.umzug.application.sqlserver.SqlServerAccess;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract between two stand-ins, and what happens to files and servers on the way. */
class BackupAndRestoreTest extends BackupAndRestoreContract {

  @TempDir static Path folder;
  private static StandInEstate estate;

  @BeforeAll
  static void start() throws Exception {
    estate = new StandInEstate(folder);
  }

  @AfterAll
  static void stop() {
    estate.close();
  }

  @AfterEach
  void mend() {
    estate.mend(Fault.SLOW_DISK);
  }

  @Override
  SqlServerAccess from() {
    return StandInEstate.access(OLD, estate.oldServer.port(), OPERATOR, PASSWORD);
  }

  @Override
  SqlServerAccess to() {
    return StandInEstate.access(NEW, estate.newServer.port(), OPERATOR, PASSWORD);
  }

  @Override
  String backupFile(String name) {
    return SHARE + "\\" + name;
  }

  private Path localFile() {
    return estate.shareFolder.resolve("it's a [" + database + "].bak");
  }

  @Test
  void progress_comes_live_in_the_servers_messages() throws Exception {
    fill(500);
    Integer[] everyFifth =
        IntStream.rangeClosed(1, 20).mapToObj(n -> 5 * n).toArray(Integer[]::new);
    List<Integer> backedUp = new ArrayList<>();
    List<Integer> restored = new ArrayList<>();
    try (SqlServer from = estate.connectWithoutPolling(OLD, "work/silent");
        SqlServer to = estate.connectWithoutPolling(NEW, "work/silent")) {
      from.backup(database, file, NAME, backedUp::add);
      to.restore(database, file, restored::add);
    }

    assertThat(backedUp).containsExactly(everyFifth);
    assertThat(restored).containsExactly(everyFifth);
  }

  @Test
  void between_the_messages_a_second_connection_looks_how_far_it_is() throws Exception {
    fill(500);
    estate.arm("slow-disk");
    List<Integer> backedUp = new ArrayList<>();
    source.backup(database, file, NAME, backedUp::add);

    assertThat(backedUp).isSorted().anyMatch(percent -> percent % 5 != 0);
  }

  @Test
  void damaged_torn_and_foreign_files_are_no_backups() throws Exception {
    fill(500);
    backUp();
    byte[] whole = Files.readAllBytes(localFile());

    try (RandomAccessFile file = new RandomAccessFile(localFile().toFile(), "rw")) {
      file.seek(whole.length / 2);
      file.write(whole[whole.length / 2] ^ 0x40);
    }
    assertThat(source.verifiedBackup(file)).as("damaged").isEmpty();

    Files.write(localFile(), Arrays.copyOf(whole, whole.length - 10));
    assertThat(source.verifiedBackup(file)).as("torn").isEmpty();

    Files.write(localFile(), new byte[0]);
    assertThat(source.verifiedBackup(file)).as("empty").isEmpty();

    Files.writeString(localFile(), "something else");
    assertThat(source.verifiedBackup(file)).as("foreign").isEmpty();

    Files.write(localFile(), whole);
    assertThat(source.verifiedBackup(file)).as("mended").isPresent();
  }

  @Test
  void what_the_progress_throws_stops_a_backup_and_is_thrown_on() throws Exception {
    fill(500);
    estate.arm("slow-disk");
    long completed = estate.journalled("backup-completed");
    WorkInterrupted reason = new WorkInterrupted("the service stops");

    assertThatThrownBy(
            () ->
                source.backup(
                    database,
                    file,
                    NAME,
                    percent -> {
                      if (percent >= 10) {
                        throw reason;
                      }
                    }))
        .isSameAs(reason);
    assertThat(source.verifiedBackup(file)).isEmpty();
    assertThat(estate.journalled("backup-completed")).isEqualTo(completed);

    estate.mend(Fault.SLOW_DISK);
    backUp();
    assertThat(source.verifiedBackup(file)).isPresent();
  }

  @Test
  void a_stopped_restore_leaves_a_database_that_is_simply_restored_over() throws Exception {
    fill(500);
    backUp();
    estate.arm("slow-disk");

    assertThatThrownBy(
            () ->
                target.restore(
                    database,
                    file,
                    percent -> {
                      if (percent >= 20) {
                        throw new WorkInterrupted("enough");
                      }
                    }))
        .isInstanceOf(WorkInterrupted.class);
    assertThat(target.database(database).map(DatabaseState::state)).contains("RESTORING");
    assertThat(target.lastRestored(database)).isEmpty();

    estate.mend(Fault.SLOW_DISK);
    target.restore(database, file, _ -> {});
    assertThat(target.countRows(database)).isEqualTo(source.countRows(database));
  }

  @Test
  void an_interrupted_thread_stops_its_backup() throws Exception {
    fill(500);
    estate.arm("slow-disk");
    CountDownLatch underWay = new CountDownLatch(1);
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread worker =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    source.backup(database, file, NAME, _ -> underWay.countDown());
                    outcome.complete(new AssertionError("the backup ended"));
                  } catch (WorkInterrupted e) {
                    outcome.complete(Thread.currentThread().isInterrupted() ? e : new Error("?"));
                  }
                });
    assertThat(underWay.await(60, TimeUnit.SECONDS)).isTrue();
    worker.interrupt();

    assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(WorkInterrupted.class);
    assertThat(source.verifiedBackup(file)).isEmpty();
  }

  @Test
  void sessions_that_an_earlier_connection_left_are_ended_and_others_spared() throws Exception {
    fill(500);
    estate.arm("slow-disk");
    CountDownLatch underWay = new CountDownLatch(1);
    CompletableFuture<Void> backup =
        CompletableFuture.runAsync(
            () -> source.backup(database, file, NAME, _ -> underWay.countDown()));
    assertThat(underWay.await(60, TimeUnit.SECONDS)).isTrue();

    try (SqlServer other = estate.connect(OLD, "other/work");
        SqlServer next = estate.connect(OLD, "work/source")) {
      assertThat(next.endEarlierSessions()).isPositive();
      assertThat(next.endEarlierSessions()).isZero();
      assertThatThrownBy(backup::join).isNotNull();
      assertThat(next.verifiedBackup(file)).isEmpty();
      assertThat(other.facts().server()).isEqualTo(OLD);
    }
  }
}
