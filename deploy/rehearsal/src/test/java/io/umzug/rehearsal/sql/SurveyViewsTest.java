package io.umzug.rehearsal.sql;

import static io.umzug.rehearsal.sql.Rig.refused;
import static io.umzug.rehearsal.sql.Rig.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a survey of a server asks: room, sizes, last writes, users without logins. */
class SurveyViewsTest {

  private static final String VOLUMES =
      "SELECT DISTINCT v.volume_mount_point, v.total_bytes FROM sys.master_files AS f"
          + " CROSS APPLY sys.dm_os_volume_stats(f.database_id, f.file_id) AS v";
  private static final String SIZES =
      "SELECT type_desc, CAST(size AS bigint) * 8192 FROM sys.master_files"
          + " WHERE database_id = DB_ID(N'XPDATA') ORDER BY file_id";

  @TempDir Path folder;
  private Rig rig;
  private EngineSession sa;

  @BeforeEach
  void open() throws Exception {
    rig = new Rig(folder);
    sa = Rig.sa(rig.target);
    run(sa, "CREATE DATABASE XPDATA");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void the_volume_has_the_size_that_the_disk_really_has() throws Exception {
    assertThat(run(sa, VOLUMES).rows)
        .containsExactly(List.of("C:\\", Files.getFileStore(folder).getTotalSpace()));
    assertThat(run(sa, "EXEC master.sys.xp_fixeddrives").rows.getFirst()).first().isEqualTo("C");
  }

  @Test
  void a_function_that_is_not_known_is_refused_and_so_is_the_known_one_without_arguments() {
    assertThat(
            refused(
                sa, "SELECT 1 FROM sys.master_files f CROSS APPLY sys.dm_exec_sql_text(f.size) t"))
        .isNotEmpty();
    assertThat(refused(sa, "SELECT 1 FROM sys.master_files f CROSS APPLY sys.dm_os_volume_stats()"))
        .isNotEmpty();
    assertThat(refused(sa, "SELECT * FROM sys.dm_os_volume_stats")).containsExactly(208);
  }

  @Test
  void a_file_is_as_large_as_what_is_stored_and_not_smaller_than_it_was_made() throws Exception {
    long stored = (Long) run(sa, SIZES).rows.getFirst().get(1);
    assertThat(stored).isGreaterThanOrEqualTo(1_048_576);
    run(sa, "ALTER DATABASE XPDATA MODIFY FILE (NAME = N'XPDATA', SIZE = 11GB)");
    assertThat(run(sa, SIZES).rows.getFirst().get(1)).isEqualTo(11L << 30);
    assertThat(refused(sa, "ALTER DATABASE XPDATA MODIFY FILE (NAME = N'XPDATA', SIZE = 100 MB)"))
        .containsExactly(5039);
    assertThat(refused(sa, "ALTER DATABASE XPDATA MODIFY FILE (NAME = N'none', SIZE = 9 GB)"))
        .containsExactly(5041);
  }

  @Test
  void the_size_survives_a_backup_and_a_restore() throws Exception {
    run(sa, "ALTER DATABASE XPDATA MODIFY FILE (NAME = XPDATA, SIZE = 3 GB)");
    run(sa, "BACKUP DATABASE XPDATA TO DISK = N'" + Rig.share("x.bak") + "' WITH FORMAT");
    run(sa, "DROP DATABASE XPDATA");
    run(sa, "RESTORE DATABASE XPDATA FROM DISK = N'" + Rig.share("x.bak") + "'");
    assertThat(run(sa, SIZES).rows.getFirst().get(1)).isEqualTo(3L << 30);
  }

  @Test
  void express_does_not_make_a_file_larger_than_its_licence_allows() throws Exception {
    EngineSession express = Rig.sa(rig.old);
    run(express, "CREATE DATABASE XPDATA");
    run(express, "ALTER DATABASE XPDATA MODIFY FILE (NAME = XPDATA, SIZE = 10 GB)");
    assertThat(
            refused(express, "ALTER DATABASE XPDATA MODIFY FILE (NAME = XPDATA, SIZE = 10241 MB)"))
        .containsExactly(1827);
  }

  @Test
  void the_last_write_is_known_until_the_instance_stops() throws Exception {
    String last =
        "SELECT MAX(u.last_user_update) FROM sys.dm_db_index_usage_stats u"
            + " JOIN sys.tables t ON t.object_id = u.object_id WHERE u.database_id = DB_ID()";
    run(sa, "USE XPDATA");
    run(sa, "CREATE TABLE dbo.Journal (id int NOT NULL PRIMARY KEY)");
    assertThat(run(sa, last).rows.getFirst().getFirst()).isNull();
    run(sa, "INSERT INTO dbo.Journal (id) VALUES (1)");
    assertThat(run(sa, last).rows.getFirst().getFirst()).isNotNull();
    run(sa, "UPDATE XPDATA..Journal SET id = 2");
    run(sa, "DELETE FROM Journal");
    assertThat(run(sa, "SELECT user_updates FROM sys.dm_db_index_usage_stats").rows)
        .containsExactly(List.of(3L));
    rig.target.restart();
    sa = Rig.sa(rig.target);
    run(sa, "USE XPDATA");
    assertThat(run(sa, last).rows.getFirst().getFirst()).isNull();
  }

  @Test
  void users_tell_how_they_are_let_in() throws Exception {
    run(sa, "CREATE LOGIN clerk WITH PASSWORD = N'Geheim1!'");
    run(sa, "USE XPDATA");
    run(sa, "CREATE USER clerk FOR LOGIN clerk");
    run(sa, "CREATE USER [ESTATE\\xphone] FOR LOGIN [ESTATE\\xphone]");
    run(sa, "CREATE USER nobody WITHOUT LOGIN");
    assertThat(
            run(
                    sa,
                    "SELECT name, authentication_type_desc FROM sys.database_principals"
                        + " WHERE principal_id > 4 AND type <> 'R' ORDER BY name")
                .rows)
        .containsExactly(
            List.of("clerk", "INSTANCE"),
            List.of("ESTATE\\xphone", "WINDOWS"),
            List.of("nobody", "NONE"));
  }
}
