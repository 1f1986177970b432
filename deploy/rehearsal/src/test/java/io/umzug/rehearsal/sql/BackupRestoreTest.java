package io.umzug.rehearsal.sql;

import static io.umzug.rehearsal.sql.Rig.refused;
import static io.umzug.rehearsal.sql.Rig.run;
import static io.umzug.rehearsal.sql.Rig.share;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupRestoreTest {

  private static final String ODD = "[it's ]]odd[]";
  private static final String BACKUP =
      " WITH COPY_ONLY, CHECKSUM, FORMAT, INIT, STATS = 5, NAME = N'umzug 4711',"
          + " DESCRIPTION = N'it''s one'";

  @TempDir Path folder;
  private Rig rig;
  private EngineSession from;
  private EngineSession to;

  @BeforeEach
  void open() throws Exception {
    rig = new Rig(folder);
    from = Rig.sa(rig.old);
    to = Rig.sa(rig.target);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void seed(String database, int rows) throws Exception {
    run(from, "CREATE DATABASE " + database);
    run(
        from,
        "CREATE TABLE "
            + database
            + ".dbo.[Many Types] (id int IDENTITY(1,1) PRIMARY KEY, b bit, big bigint, n"
            + " nvarchar(100), m nvarchar(max), d datetime2, dt datetime, g uniqueidentifier, x"
            + " decimal(18,4), f float, r real, v varbinary(max), da date, ti time, o"
            + " datetimeoffset, s smallint)");
    String plain = database.startsWith("[") ? "it's ]odd[" : database;
    rig.old.load(
        plain,
        h2 -> {
          try (PreparedStatement insert =
              h2.prepareStatement(
                  "INSERT INTO \"Many Types\" (b, big, n, m, d, dt, g, x, f, r, v, da, ti, o, s)"
                      + " VALUES (?, ?, ?, ?, TIMESTAMP '2021-01-23 22:39:49.1234567',"
                      + " TIMESTAMP '2021-01-23 22:39:49.123', ?, ?, ?, ?, ?, DATE '2021-01-23',"
                      + " TIME '22:39:49.7654321',"
                      + " TIMESTAMP WITH TIME ZONE '2021-01-23 22:39:49.1234567+02:00', ?)")) {
            for (int i = 0; i < rows; i++) {
              boolean none = i % 17 == 0;
              insert.setObject(1, none ? null : i % 2 == 0);
              insert.setLong(2, Long.MAX_VALUE - i);
              insert.setString(3, none ? null : "Zürich € 漢 " + i);
              insert.setString(4, none ? null : "lang ".repeat(i % 50));
              insert.setObject(5, new UUID(i, ~i));
              insert.setBigDecimal(6, java.math.BigDecimal.valueOf(i * 10001L, 4));
              insert.setDouble(7, Math.sqrt(i));
              insert.setFloat(8, i / 3f);
              insert.setBytes(
                  9, none ? null : ("b" + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
              insert.setShort(10, (short) i);
              insert.addBatch();
              if (i % 1000 == 999) {
                insert.executeBatch();
              }
            }
            insert.executeBatch();
          }
        });
  }

  private Collected backup(String database, String file) throws Exception {
    return run(from, "BACKUP DATABASE " + database + " TO DISK = N'" + share(file) + "'" + BACKUP);
  }

  private String restore(String database, String file, String options) {
    return "RESTORE DATABASE " + database + " FROM DISK = N'" + share(file) + "' WITH " + options;
  }

  @Test
  void rows_of_every_type_come_back_in_another_instance() throws Exception {
    seed(ODD, 5000);
    run(
        from,
        "CREATE LOGIN [DOM\\svc] FROM WINDOWS; USE "
            + ODD
            + "; CREATE USER [DOM\\svc]; ALTER"
            + " ROLE db_owner ADD MEMBER [DOM\\svc]; USE master");
    Collected backed = backup(ODD, "odd.bak");
    List<String> steps =
        IntStream.rangeClosed(1, 20).mapToObj(i -> i * 5 + " percent processed.").toList();
    assertThat(backed.texts()).containsAll(steps);
    assertThat(backed.numbers()).endsWith(3211, 4035, 3014);

    Collected header = run(to, "RESTORE HEADERONLY FROM DISK = N'" + share("odd.bak") + "'");
    assertThat(header.value("DatabaseName")).isEqualTo("it's ]odd[");
    assertThat(header.value("BackupName")).isEqualTo("umzug 4711");
    assertThat(header.value("SoftwareVersionMajor")).isEqualTo(14);
    assertThat(header.value("IsCopyOnly")).isEqualTo(true);
    Collected list = run(to, "RESTORE FILELISTONLY FROM DISK = N'" + share("odd.bak") + "'");
    assertThat(list.rows).hasSize(2);
    assertThat(
            run(to, "RESTORE VERIFYONLY FROM DISK = N'" + share("odd.bak") + "' WITH CHECKSUM")
                .numbers())
        .contains(3262);

    Collected restored =
        run(
            to,
            restore(
                ODD,
                "odd.bak",
                "REPLACE, CHECKSUM, STATS = 5, MOVE N'it''s ]odd[' TO N'D:\\x.mdf', MOVE"
                    + " N'it''s ]odd[_log' TO N'D:\\x.ldf', RECOVERY"));
    assertThat(restored.texts()).containsAll(steps);
    assertThat(restored.numbers()).endsWith(4035, 3014);
    String all = "SELECT * FROM " + ODD + ".[dbo].[Many Types] ORDER BY id";
    assertThat(run(to, all).rows).hasSize(5000).isEqualTo(run(from, all).rows);
    run(to, "INSERT INTO " + ODD + ".dbo.[Many Types] (b) VALUES (1)");
    assertThat(run(to, "SELECT MAX(id) FROM " + ODD + ".dbo.[Many Types]").rows)
        .containsExactly(List.of(5001));
    assertThat(
            run(to, "USE " + ODD + " SELECT name FROM sys.database_principals WHERE type = 'U'")
                .rows)
        .containsExactly(List.of("DOM\\svc"));
    assertThat(run(to, "SELECT physical_name FROM sys.database_files").rows)
        .containsExactly(List.of("D:\\x.mdf"), List.of("D:\\x.ldf"));
    assertThat(rig.journal("it's ]odd["))
        .containsSubsequence(
            "backup-started", "backup-completed", "restore-started", "restore-completed")
        .containsOnlyOnce("restore-completed");
  }

  @Test
  void msdb_remembers_both() throws Exception {
    seed("XPDATA", 10);
    backup("XPDATA", "a.bak");
    Collected set =
        run(
            from,
            "SELECT TOP (1) bs.backup_set_uuid, bs.name, mf.physical_device_name FROM"
                + " msdb.dbo.backupset bs JOIN msdb.dbo.backupmediafamily mf ON mf.media_set_id ="
                + " bs.media_set_id WHERE bs.database_name = N'xpdata' AND bs.name = N'umzug 4711'"
                + " ORDER BY bs.backup_finish_date DESC");
    assertThat(set.value("physical_device_name")).isEqualTo(share("a.bak"));
    run(to, restore("XPDATA", "a.bak", "REPLACE"));
    Collected history =
        run(
            to,
            "SELECT TOP (1) rh.destination_database_name, rh.restore_date, bs.name,"
                + " bs.backup_set_uuid, mf.physical_device_name FROM msdb.dbo.restorehistory rh"
                + " JOIN msdb.dbo.backupset bs ON bs.backup_set_id = rh.backup_set_id JOIN"
                + " msdb.dbo.backupmediafamily mf ON mf.media_set_id = bs.media_set_id WHERE"
                + " rh.destination_database_name = N'XPDATA' ORDER BY rh.restore_date DESC");
    assertThat(history.value("backup_set_uuid")).isEqualTo(set.value("backup_set_uuid"));
    assertThat(
            run(
                    to,
                    "SELECT recovery_model_desc, compatibility_level FROM sys.databases WHERE name = 'XPDATA'")
                .rows)
        .containsExactly(List.of("SIMPLE", 140));
  }

  @Test
  void a_truncated_or_altered_file_is_found() throws Exception {
    seed("XPDATA", 3000);
    backup("XPDATA", "a.bak");
    byte[] whole = Files.readAllBytes(folder.resolve("share/a.bak"));
    Path damaged = folder.resolve("share/bad.bak");
    String verify = "RESTORE VERIFYONLY FROM DISK = N'" + share("bad.bak") + "' WITH CHECKSUM";
    for (int at :
        List.of(3, 20, whole.length / 3, whole.length / 2, whole.length - 40, whole.length - 1)) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 4;
      Files.write(damaged, flipped);
      assertThat(refused(to, verify)).as("byte " + at).containsAnyOf(3189, 3241).endsWith(3013);
    }
    Files.write(damaged, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThat(refused(to, verify)).containsExactly(3241, 3013);
    Files.write(damaged, new byte[0]);
    assertThat(refused(to, verify)).containsExactly(3241, 3013);
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 4;
    Files.write(damaged, flipped);
    assertThat(refused(to, restore("XPDATA", "bad.bak", "REPLACE"))).containsExactly(3203, 3013);
    assertThat(state(to, "XPDATA")).isEqualTo("RESTORING");
    assertThat(refused(to, "USE XPDATA")).containsExactly(927);
    assertThat(refused(to, "RESTORE DATABASE XPDATA WITH RECOVERY")).containsExactly(4333, 3013);
    run(to, restore("XPDATA", "a.bak", "REPLACE"));
    assertThat(state(to, "XPDATA")).isEqualTo("ONLINE");
  }

  private static Object state(EngineSession session, String database) throws Exception {
    return String.valueOf(
        run(session, "SELECT state_desc FROM sys.databases WHERE name = N'" + database + "'")
            .rows
            .getFirst()
            .getFirst());
  }

  @Test
  void restore_refuses_what_sql_server_refuses() throws Exception {
    seed("XPDATA", 10);
    backup("XPDATA", "a.bak");
    run(to, "CREATE DATABASE XPDATA");
    assertThat(refused(to, restore("XPDATA", "a.bak", "RECOVERY"))).containsExactly(3154, 3013);
    try (EngineSession other = Rig.login(rig.target, "sa", "Geheim1!", "XPDATA")) {
      assertThat(other.database()).isEqualTo("XPDATA");
      assertThat(refused(to, restore("XPDATA", "a.bak", "REPLACE"))).containsExactly(3101, 3013);
    }
    assertThat(refused(to, restore("XPDATA", "missing.bak", "REPLACE")))
        .containsExactly(3201, 3013);
    assertThat(refused(to, restore("XPDATA", "a.bak", "REPLACE, MOVE N'no' TO N'x'")))
        .containsExactly(3234, 3013);
    run(to, restore("XPDATA", "a.bak", "REPLACE, NORECOVERY"));
    assertThat(state(to, "XPDATA")).isEqualTo("RESTORING");
    run(to, "RESTORE DATABASE XPDATA WITH RECOVERY");
    assertThat(state(to, "XPDATA")).isEqualTo("ONLINE");
    assertThat(refused(to, restore("COPY", "a.bak", "RECOVERY"))).containsExactly(1834, 3156, 3013);
    run(to, "BACKUP DATABASE XPDATA TO DISK = N'" + share("new.bak") + "' WITH INIT");
    run(from, "DROP DATABASE XPDATA");
    assertThat(refused(from, "RESTORE DATABASE XPDATA FROM DISK = N'" + share("new.bak") + "'"))
        .containsExactly(3169, 3013);
    assertThat(refused(from, "BACKUP DATABASE XPDATA TO DISK = N'x'")).containsExactly(911, 3013);
  }
}
