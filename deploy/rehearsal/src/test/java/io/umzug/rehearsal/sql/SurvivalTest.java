package io.umzug.rehearsal.sql;

import static io.umzug.rehearsal.sql.Rig.run;
import static io.umzug.rehearsal.sql.Rig.share;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivalTest {

  @TempDir Path folder;

  /** Runs in a JVM of its own, which dies in the middle of a RESTORE. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      Rig rig = new Rig(Path.of(arguments[0]));
      EngineSession sa = Rig.sa(rig.target);
      run(
          sa,
          "CREATE DATABASE KEPT; CREATE DATABASE LOST; CREATE LOGIN [DOM\\svc] FROM WINDOWS; USE KEPT;"
              + " CREATE TABLE t (id int PRIMARY KEY); INSERT t VALUES (1), (2), (3); CREATE USER"
              + " [DOM\\svc]; ALTER DATABASE KEPT SET RECOVERY SIMPLE; EXEC sp_configure 'filestream"
              + " access level', 2; RECONFIGURE; USE master");
      run(sa, "BACKUP DATABASE KEPT TO DISK = N'" + share("k.bak") + "' WITH INIT");
      Collected collected =
          new Collected(
              message -> {
                if (message.text().startsWith("50 ")) {
                  Runtime.getRuntime().halt(9);
                }
              });
      sa.execute(
          "RESTORE DATABASE LOST FROM DISK = N'"
              + share("k.bak")
              + "' WITH REPLACE, STATS = 10,"
              + " MOVE 'KEPT' TO 'D:\\l.mdf', MOVE 'KEPT_log' TO 'D:\\l.ldf'",
          List.of(),
          collected);
    }
  }

  @Test
  void everything_is_there_after_the_process_died() throws Exception {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("victim.log").toFile())
            .start();
    assertThat(victim.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(victim.exitValue()).isEqualTo(9);

    try (Rig rig = new Rig(folder);
        EngineSession sa = Rig.sa(rig.target)) {
      assertThat(
              run(
                      sa,
                      "SELECT name, state_desc, recovery_model_desc FROM sys.databases WHERE"
                          + " database_id > 4 ORDER BY name")
                  .rows)
          .containsExactly(
              List.of("KEPT", "ONLINE", "SIMPLE"), List.of("LOST", "RESTORING", "SIMPLE"));
      assertThat(run(sa, "SELECT COUNT_BIG(*) FROM KEPT.dbo.t").rows).containsExactly(List.of(3L));
      assertThat(run(sa, "SELECT name FROM KEPT.sys.database_principals WHERE type = 'U'").rows)
          .containsExactly(List.of("DOM\\svc"));
      assertThat(run(sa, "SELECT name FROM sys.server_principals WHERE name = 'DOM\\svc'").rows)
          .hasSize(1);
      assertThat(run(sa, "SELECT database_name FROM msdb.dbo.backupset").rows)
          .containsExactly(List.of("KEPT"));
      assertThat(run(sa, "SELECT CAST(SERVERPROPERTY('FilestreamEffectiveLevel') AS int)").rows)
          .containsExactly(List.of(2));
      assertThat(rig.journal("LOST")).doesNotContain("restore-completed");
      run(
          sa,
          "RESTORE DATABASE LOST FROM DISK = N'"
              + share("k.bak")
              + "' WITH REPLACE, MOVE 'KEPT' TO"
              + " 'D:\\l.mdf', MOVE 'KEPT_log' TO 'D:\\l.ldf'");
      assertThat(run(sa, "SELECT COUNT_BIG(*) FROM LOST.dbo.t").rows).containsExactly(List.of(3L));
    }
  }
}
