package io.umzug.rehearsal.sql;

import static io.umzug.rehearsal.sql.Rig.refused;
import static io.umzug.rehearsal.sql.Rig.run;
import static io.umzug.rehearsal.sql.Rig.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.rehearsal.estate.Fault;
import io.umzug.rehearsal.tds.ConnectionResetException;
import io.umzug.rehearsal.tds.SqlServerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {

  private static final String BACKUP =
      "BACKUP DATABASE XPDATA TO DISK = N'" + share("x.bak") + "' WITH INIT, STATS = 5";
  private static final String RESTORE =
      "RESTORE DATABASE XPDATA FROM DISK = N'" + share("x.bak") + "' WITH REPLACE, STATS = 5";
  private static final String VERIFY = "RESTORE VERIFYONLY FROM DISK = N'" + share("x.bak") + "'";

  @TempDir Path folder;
  private Rig rig;
  private EngineSession sa;

  @BeforeEach
  void open() throws Exception {
    rig = new Rig(folder);
    sa = Rig.sa(rig.target);
    run(sa, "CREATE DATABASE XPDATA; USE XPDATA; CREATE TABLE t (id int); USE master");
    rig.target.load(
        "XPDATA",
        h2 -> h2.createStatement().execute("INSERT INTO t SELECT X FROM SYSTEM_RANGE(1, 20000)"));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private String state() throws Exception {
    return String.valueOf(
        run(sa, "SELECT state_desc FROM sys.databases WHERE name = N'XPDATA'")
            .rows
            .getFirst()
            .getFirst());
  }

  private long sets() throws Exception {
    return (Long) run(sa, "SELECT COUNT_BIG(*) FROM msdb.dbo.backupset").rows.getFirst().getFirst();
  }

  @Test
  void a_denied_share_is_operating_system_error_5() throws Exception {
    rig.arm("share-denied");
    assertThatThrownBy(() -> run(sa, BACKUP))
        .hasMessage(
            "Cannot open backup device '%s'. Operating system error 5(Access is denied.)."
                .formatted(share("x.bak")));
    assertThat(refused(sa, BACKUP)).containsExactly(3201, 3013);
    String local = folder.resolve("local.bak").toString();
    run(sa, "BACKUP DATABASE XPDATA TO DISK = N'" + local + "' WITH INIT");
    rig.faults.clear(Fault.SHARE_DENIED);
    run(sa, BACKUP);
    assertThat(sets()).isEqualTo(2);
  }

  @Test
  void a_probe_of_the_share_meets_no_fault_that_waits_for_a_backup() throws Exception {
    rig.arm("disk-full");
    rig.arm("connection-reset@backup");
    run(sa, "BACKUP DATABASE model TO DISK = N'" + share("probe.bak") + "' WITH INIT");
    assertThatThrownBy(() -> run(sa, BACKUP)).hasMessageContaining("system error 112");
  }

  @Test
  void a_full_disk_leaves_an_unusable_file_and_no_history() throws Exception {
    rig.arm("disk-full");
    Collected collected = new Collected();
    assertThatThrownBy(() -> sa.execute(BACKUP, List.of(), collected))
        .hasMessageContaining("Operating system error 112(There is not enough space on the disk.)");
    assertThat(collected.texts())
        .contains("50 percent processed.")
        .doesNotContain("55 percent processed.");
    assertThat(collected.numbers()).endsWith(3202, 3013);
    assertThat(refused(sa, VERIFY)).containsExactly(3241, 3013);
    assertThat(sets()).isZero();
    assertThat(rig.journal("XPDATA")).endsWith("backup-started", "backup-aborted");
  }

  @Test
  void a_failing_restore_leaves_the_database_restoring_and_the_next_one_heals_it()
      throws Exception {
    run(sa, BACKUP);
    rig.arm("restore-fails=1");
    assertThat(refused(sa, RESTORE)).containsExactly(3203, 3013);
    assertThat(state()).isEqualTo("RESTORING");
    run(sa, RESTORE);
    assertThat(state()).isEqualTo("ONLINE");
    assertThat(run(sa, "SELECT COUNT_BIG(*) FROM XPDATA.dbo.t").rows)
        .containsExactly(List.of(20000L));
    assertThat(rig.journal("XPDATA"))
        .endsWith("restore-started", "restore-aborted", "restore-started", "restore-completed");
  }

  @Test
  void a_restore_goes_on_with_restart_where_its_checkpoint_is() throws Exception {
    run(sa, BACKUP);
    rig.arm("restore-fails=2");
    assertThat(refused(sa, RESTORE)).containsExactly(3203, 3013);
    assertThat(refused(sa, RESTORE + ", NORECOVERY, RESTART")).containsExactly(3019, 3013);
    Collected collected = new Collected();
    assertThatThrownBy(() -> sa.execute(RESTORE + ", RESTART", List.of(), collected)).isNotNull();
    assertThat(collected.numbers()).doesNotContain(3018, 3028);
    run(sa, RESTORE + ", RESTART");
    assertThat(run(sa, "SELECT COUNT_BIG(*) FROM XPDATA.dbo.t").rows)
        .containsExactly(List.of(20000L));
    assertThat(rig.journal("XPDATA")).endsWith("restore-restarted", "restore-completed");
    sa.execute(RESTORE + ", RESTART", List.of(), collected);
    assertThat(collected.numbers()).contains(3018);
  }

  @Test
  void a_reset_connection_aborts_backup_and_restore() throws Exception {
    rig.arm("connection-reset@backup");
    assertThatThrownBy(() -> run(sa, BACKUP)).isInstanceOf(ConnectionResetException.class);
    sa.close();
    sa = Rig.sa(rig.target);
    assertThat(refused(sa, VERIFY)).containsExactly(3241, 3013);
    run(sa, BACKUP);
    rig.arm("connection-reset@restore");
    assertThatThrownBy(() -> run(sa, RESTORE)).isInstanceOf(ConnectionResetException.class);
    assertThat(state()).isEqualTo("RESTORING");
    run(sa, RESTORE);
    assertThat(state()).isEqualTo("ONLINE");
  }

  /** A second connection looks, at every message, at what the first is doing. */
  @Test
  void progress_is_seen_from_a_second_connection_and_a_cancel_aborts() throws Exception {
    List<Object> seen = new ArrayList<>();
    try (EngineSession watcher = Rig.sa(rig.target)) {
      Collected collected =
          new Collected(
              message -> {
                if (message.number() == 3211) {
                  try {
                    Collected look =
                        run(
                            watcher,
                            "SELECT r.session_id, r.command, r.percent_complete, r.start_time,"
                                + " r.estimated_completion_time, s.program_name, r.database_id FROM"
                                + " sys.dm_exec_requests r JOIN sys.dm_exec_sessions s ON"
                                + " s.session_id = r.session_id WHERE s.program_name ="
                                + " N'umzug/4711/backup' AND r.command IN (N'BACKUP DATABASE',"
                                + " N'RESTORE DATABASE')");
                    seen.add(look.value("percent_complete"));
                    if (message.text().startsWith("60 ")) {
                      sa.cancel();
                    }
                  } catch (SqlServerException e) {
                    throw new AssertionError(e);
                  }
                }
              });
      assertThatThrownBy(() -> sa.execute(BACKUP, List.of(), collected))
          .hasMessageContaining("aborted");
      assertThat(collected.numbers()).endsWith(3204, 3013);
    }
    assertThat(seen).startsWith(5f, 10f, 15f).endsWith(60f);
    assertThat(refused(sa, VERIFY)).containsExactly(3241, 3013);
    run(sa, BACKUP);
    assertThat(sets()).isEqualTo(1);
  }

  @Test
  void a_client_that_dies_during_a_restore_leaves_the_database_restoring() throws Exception {
    run(sa, BACKUP);
    EngineSession dying = Rig.sa(rig.target);
    Collected collected =
        new Collected(
            message -> {
              if (message.text().startsWith("30 ")) {
                dying.close();
              }
            });
    assertThatThrownBy(() -> dying.execute(RESTORE, List.of(), collected))
        .isInstanceOf(SqlServerException.class);
    assertThat(state()).isEqualTo("RESTORING");
    assertThat(rig.journal("XPDATA")).endsWith("restore-aborted");
    run(sa, RESTORE);
    assertThat(state()).isEqualTo("ONLINE");
  }

  @Test
  void a_slow_disk_takes_its_time_and_stops_at_once_when_killed() throws Exception {
    rig.arm("slow-disk");
    EngineSession slow = Rig.sa(rig.target);
    Collected collected =
        new Collected(
            message -> {
              if (message.text().startsWith("10 ")) {
                try {
                  run(sa, "KILL " + slow.spid());
                } catch (SqlServerException e) {
                  throw new AssertionError(e);
                }
              }
            });
    long start = System.nanoTime();
    assertThatThrownBy(() -> slow.execute(BACKUP, List.of(), collected))
        .isInstanceOf(SqlServerException.class);
    assertThat(System.nanoTime() - start).isGreaterThan(300_000_000L);
    assertThat(collected.texts()).doesNotContain("15 percent processed.");
    assertThat(rig.target.sessions()).doesNotContain(slow);
  }
}
