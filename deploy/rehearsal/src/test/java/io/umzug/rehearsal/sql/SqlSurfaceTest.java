package io.umzug.rehearsal.sql;

import static io.umzug.rehearsal.sql.Rig.refused;
import static io.umzug.rehearsal.sql.Rig.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.umzug.rehearsal.tds.SqlServerException;
import io.umzug.rehearsal.tds.SqlSession.Parameter;
import io.umzug.rehearsal.tds.SqlType;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlSurfaceTest {

  private static final String ODD = "[it's ]]odd[]";

  @TempDir Path folder;
  private Rig rig;
  private EngineSession sa;

  @BeforeEach
  void open() throws Exception {
    rig = new Rig(folder);
    sa = Rig.sa(rig.target);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static Parameter text(String name, String value) {
    return new Parameter(name, SqlType.nvarchar(4000), value, false);
  }

  private Object one(String sql, Parameter... parameters) throws SqlServerException {
    return String.valueOf(run(sa, sql, parameters).rows.getFirst().getFirst());
  }

  @Test
  void server_facts_are_those_of_the_settings() throws Exception {
    Collected facts =
        run(
            sa,
            "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)), CAST(SERVERPROPERTY"
                + "('Edition') AS nvarchar(128)), CAST(SERVERPROPERTY('ServerName') AS"
                + " nvarchar(128)), CAST(SERVERPROPERTY('MachineName') AS nvarchar(128)),"
                + " CAST(SERVERPROPERTY('InstanceName') AS nvarchar(128)),"
                + " CAST(SERVERPROPERTY('Collation') AS nvarchar(128)),"
                + " CAST(SERVERPROPERTY('InstanceDefaultDataPath') AS nvarchar(260)),"
                + " CAST(SERVERPROPERTY('EngineEdition') AS int),"
                + " CAST(SERVERPROPERTY('FilestreamEffectiveLevel') AS int)");
    assertThat(facts.rows.getFirst())
        .containsExactly(
            "15.0.2000.5",
            "Standard Edition (64-bit)",
            "SQLNEW\\SQL2019",
            "SQLNEW",
            "SQL2019",
            "Latin1_General_CI_AS",
            "C:\\Program Files\\Microsoft SQL Server\\MSSQL15.SQL2019\\MSSQL\\DATA\\",
            2,
            0);
    assertThat(one("SELECT @@VERSION").toString()).startsWith("Microsoft SQL Server 2019");
    assertThat(one("SELECT @@SPID")).isEqualTo(Integer.toString(sa.spid()));
    assertThat(one("SELECT DB_NAME()")).isEqualTo("master");
    assertThat(one("SELECT SUSER_SNAME()")).isEqualTo("sa");
    assertThat(one("SELECT DB_ID(N'msdb')")).isEqualTo("4");
    assertThat(one("SELECT DB_ID(@P0)", text("@P0", "MSDB"))).isEqualTo("4");
    assertThat(run(sa, "SELECT IS_SRVROLEMEMBER('sysadmin'), IS_SRVROLEMEMBER('dbcreator')").rows)
        .containsExactly(List.of(1, 1));
    assertThat(one("SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'CREATE ANY DATABASE')")).isEqualTo("1");
    assertThat(run(sa, "SELECT servicename, service_account FROM sys.dm_server_services").rows)
        .containsExactly(List.of("SQL Server (SQL2019)", "NT Service\\MSSQL$SQL2019"));
  }

  @Test
  void filestream_becomes_effective_only_after_a_restart() throws Exception {
    run(sa, "EXEC sp_configure N'show advanced options', 1; RECONFIGURE");
    Collected configured = run(sa, "EXEC sp_configure N'filestream access level', 2; RECONFIGURE;");
    assertThat(configured.texts().getFirst()).contains("changed from 0 to 2");
    String level = "SELECT CAST(SERVERPROPERTY('FilestreamEffectiveLevel') AS int)";
    assertThat(one(level)).isEqualTo("0");
    assertThat(
            run(
                    sa,
                    "SELECT value, value_in_use FROM sys.configurations WHERE name = @P0",
                    text("@P0", "Filestream Access Level"))
                .rows)
        .containsExactly(List.of(2, 2));
    rig.target.restart();
    assertThatThrownBy(() -> run(sa, "SELECT 1")).hasMessageContaining("kill state");
    sa = Rig.sa(rig.target);
    assertThat(one(level)).isEqualTo("2");
  }

  @Test
  void a_database_with_an_odd_name_works_everywhere() throws Exception {
    run(sa, "CREATE DATABASE " + ODD);
    assertThat(refused(sa, "CREATE DATABASE " + ODD)).containsExactly(1801);
    run(sa, "ALTER DATABASE " + ODD + " SET RECOVERY SIMPLE");
    assertThat(
            run(
                    sa,
                    "SELECT name, state_desc, recovery_model_desc, compatibility_level,"
                        + " user_access_desc, SUSER_SNAME(owner_sid) FROM sys.databases"
                        + " WHERE name = @P0",
                    text("@P0", "it's ]odd["))
                .rows)
        .containsExactly(List.of("it's ]odd[", "ONLINE", "SIMPLE", 150, "MULTI_USER", "sa"));
    Collected files =
        run(
            sa,
            "SELECT name, physical_name, type_desc, size FROM sys.master_files"
                + " WHERE database_id = DB_ID(N'it''s ]odd[')");
    assertThat(files.rows.getFirst().subList(0, 3))
        .containsExactly("it's ]odd[", rig.target.settings().dataPath() + "it's ]odd[.mdf", "ROWS");
    Collected used = run(sa, "USE " + ODD);
    assertThat(used.databases).containsExactly("master>it's ]odd[");
    run(
        sa,
        "CREATE TABLE [dbo].[a table] (id int IDENTITY(1,1) NOT NULL PRIMARY KEY, n nvarchar(9))"
            + " INSERT INTO [dbo].[a table] (n) VALUES (N'it''s'), (N'b')");
    assertThat(run(sa, "SELECT COUNT_BIG(*) FROM " + ODD + ".[dbo].[a table]").rows)
        .containsExactly(List.of(2L));
    run(sa, "USE master; ALTER DATABASE " + ODD + " SET SINGLE_USER WITH ROLLBACK IMMEDIATE");
    run(sa, "ALTER DATABASE " + ODD + " SET MULTI_USER; ALTER DATABASE " + ODD + " SET OFFLINE");
    assertThat(refused(sa, "USE " + ODD)).containsExactly(942);
    run(sa, "ALTER DATABASE " + ODD + " SET ONLINE; DROP DATABASE " + ODD);
    assertThat(run(sa, "SELECT name FROM sys.databases WHERE name = N'it''s ]odd['").rows)
        .isEmpty();
    assertThat(rig.journal("it's ]odd[")).contains("database-created", "database-dropped");
  }

  @Test
  void tables_are_listed_with_creation_date_and_row_count() throws Exception {
    run(sa, "CREATE DATABASE XPDATA");
    run(sa, "USE XPDATA");
    LocalDateTime before = LocalDateTime.now(ZoneId.systemDefault()).minusSeconds(1);
    run(
        sa,
        "CREATE TABLE [dbo].[Users] ([Id] [int] IDENTITY(1,1) NOT NULL, [Name] [nvarchar](50) NULL,"
            + " [Data] [varbinary](max) NULL, [Note] nvarchar(max), CONSTRAINT [PK Users] PRIMARY"
            + " KEY CLUSTERED ([Id] ASC) WITH (PAD_INDEX = OFF) ON [PRIMARY]) ON [PRIMARY];"
            + " CREATE TABLE Heap (a int); CREATE TABLE Child (u int NOT NULL FOREIGN KEY"
            + " REFERENCES dbo.Users(Id))");
    run(sa, "INSERT Users (Name) VALUES (N'a'), (N'b'), (N'c')");
    Collected tables =
        run(
            sa,
            "SELECT s.name, t.name, t.create_date, SUM(p.rows) FROM sys.tables t JOIN sys.schemas s"
                + " ON s.schema_id = t.schema_id JOIN sys.partitions p ON p.object_id = t.object_id"
                + " WHERE p.index_id IN (0, 1) GROUP BY s.name, t.name, t.create_date"
                + " ORDER BY s.name, t.name");
    assertThat(tables.rows.stream().map(row -> row.get(1) + "=" + row.get(3)))
        .containsExactly("Child=0", "Heap=0", "Users=3");
    assertThat((LocalDateTime) tables.rows.getFirst().get(2))
        .isBetween(before, LocalDateTime.now(ZoneId.systemDefault()).plusSeconds(1));
    assertThat(refused(sa, "INSERT INTO Child VALUES (9)")).containsExactly(547);
    assertThat(refused(sa, "CREATE TABLE users (a int)")).containsExactly(2714);
    run(sa, "DROP TABLE [dbo].[Child]; DROP TABLE [dbo].[Users]");
    assertThat(run(sa, "SELECT name FROM sys.tables").rows).containsExactly(List.of("Heap"));
    assertThat(rig.journal("XPDATA")).contains("table-dropped");
    assertThat(one("SELECT CASE WHEN OBJECT_ID(N'dbo.Heap') IS NULL THEN 0 ELSE 1 END"))
        .isEqualTo("1");
  }

  @Test
  void logins_users_and_roles_are_those_of_the_catalog() throws Exception {
    run(sa, "CREATE DATABASE XPDATA");
    run(sa, "CREATE LOGIN [DOM\\svc] FROM WINDOWS");
    assertThat(refused(sa, "CREATE LOGIN [DOM\\svc] FROM WINDOWS")).containsExactly(15025);
    assertThat(
            run(
                    sa,
                    "SELECT name, type_desc FROM sys.server_principals WHERE name = @P0",
                    text("@P0", "dom\\SVC"))
                .rows)
        .containsExactly(List.of("DOM\\svc", "WINDOWS_LOGIN"));
    run(
        sa,
        "USE XPDATA; CREATE USER [DOM\\svc] FOR LOGIN [DOM\\svc];"
            + " ALTER ROLE db_owner ADD MEMBER [DOM\\svc]");
    assertThat(refused(sa, "CREATE USER [DOM\\svc] FOR LOGIN [DOM\\svc]")).containsExactly(15023);
    assertThat(refused(sa, "ALTER ROLE db_owner ADD MEMBER [DOM\\other]")).containsExactly(15151);
    assertThat(
            run(
                    sa,
                    "SELECT r.name, m.name FROM sys.database_role_members rm JOIN"
                        + " sys.database_principals r ON r.principal_id = rm.role_principal_id JOIN"
                        + " sys.database_principals m ON m.principal_id = rm.member_principal_id"
                        + " WHERE m.name = N'DOM\\svc'")
                .rows)
        .containsExactly(List.of("db_owner", "DOM\\svc"));
    run(sa, "ALTER USER [DOM\\svc] WITH LOGIN = [DOM\\svc]");
    run(sa, "ALTER AUTHORIZATION ON DATABASE::[XPDATA] TO [migrator]");
    assertThat(one("SELECT SUSER_SNAME(owner_sid) FROM sys.databases WHERE name = 'xpdata'"))
        .isEqualTo("migrator");
    run(sa, "ALTER SERVER ROLE sysadmin ADD MEMBER [reader]");
    try (EngineSession reader = Rig.login(rig.target, "reader", "Lesen1!", "XPDATA")) {
      assertThat(run(reader, "SELECT IS_SRVROLEMEMBER('sysadmin')").rows)
          .containsExactly(List.of(1));
    }
  }

  @Test
  void a_login_that_may_not_be_used_is_refused_until_an_administrator_mends_it() throws Exception {
    run(sa, "ALTER LOGIN [reader] DISABLE");
    assertThat(refusedLogin("reader", "Lesen1!")).isEqualTo(18470);
    assertThat(refusedLogin("reader", "wrong")).isEqualTo(18456);
    assertThat(one("SELECT is_disabled FROM sys.server_principals WHERE name = 'reader'"))
        .isEqualTo("true");
    run(sa, "ALTER LOGIN [reader] ENABLE");
    Rig.login(rig.target, "reader", "Lesen1!", "").close();

    run(sa, "CREATE LOGIN [new] WITH PASSWORD = N'First1!' MUST_CHANGE, CHECK_EXPIRATION = ON");
    assertThat(refusedLogin("new", "First1!")).isEqualTo(18488);
    run(sa, "ALTER LOGIN [new] WITH PASSWORD = N'Second2!' UNLOCK, CHECK_POLICY = OFF");
    Rig.login(rig.target, "new", "Second2!", "").close();
    assertThat(refusedLogin("new", "First1!")).isEqualTo(18456);
    assertThat(refused(sa, "ALTER LOGIN [new] WITH DEFAULT_DATABASE = [master]"))
        .containsExactly(102);
    assertThat(refused(sa, "ALTER LOGIN [nobody] DISABLE")).containsExactly(15151);
  }

  private int refusedLogin(String user, String password) {
    return catchThrowableOfType(
            SqlServerException.class, () -> Rig.login(rig.target, user, password, "").close())
        .error()
        .number();
  }

  @Test
  void who_may_not_is_refused_with_sql_servers_numbers() throws Exception {
    run(sa, "CREATE DATABASE XPDATA");
    assertThatThrownBy(() -> Rig.login(rig.target, "sa", "wrong", ""))
        .isInstanceOfSatisfying(
            SqlServerException.class, e -> assertThat(e.error().number()).isEqualTo(18456));
    assertThatThrownBy(() -> Rig.login(rig.target, "sa", "Geheim1!", "nowhere"))
        .isInstanceOfSatisfying(
            SqlServerException.class, e -> assertThat(e.error().number()).isEqualTo(4060));
    try (EngineSession reader = Rig.login(rig.target, "reader", "Lesen1!", "")) {
      assertThat(refused(reader, "CREATE DATABASE x")).containsExactly(262);
      assertThat(refused(reader, "USE XPDATA")).containsExactly(916);
      assertThat(refused(reader, "RESTORE DATABASE XPDATA FROM DISK = N'/nowhere/x'"))
          .containsExactly(3110, 3013);
      assertThat(refused(reader, "EXEC sp_configure 'xp_cmdshell', 1")).containsExactly(15247);
    }
  }

  @Test
  void wrong_statements_get_the_number_severity_and_name_they_would_get() throws Exception {
    run(
        sa,
        "CREATE DATABASE d; USE d; CREATE TABLE t (id int NOT NULL PRIMARY KEY, n int NOT NULL)");
    assertThat(refused(sa, "FROBNICATE")).containsExactly(2812);
    assertThat(refused(sa, "EXEC dbo.nothing 1, N'x'")).containsExactly(2812);
    assertThat(refused(sa, "SELEKT * FROM t")).containsExactly(102);
    assertThat(refused(sa, "SELECT * FROM t WHERE")).containsExactly(102);
    assertThat(refused(sa, "SELECT 1 FROM nothing")).containsExactly(208);
    assertThat(refused(sa, "SELECT 1 FROM other.nothing")).containsExactly(208);
    assertThat(refused(sa, "SELECT 1 FROM other.dbo.nothing")).containsExactly(208);
    assertThat(refused(sa, "SELECT nothing FROM t")).containsExactly(207);
    assertThat(refused(sa, "SELECT N'open")).containsExactly(105);
    assertThat(refused(sa, "USE nothing")).containsExactly(911);
    assertThat(refused(sa, "DROP TABLE nothing")).containsExactly(3701);
    assertThat(refused(sa, "DROP DATABASE nothing")).containsExactly(3701);
    assertThat(refused(sa, "DROP DATABASE d")).containsExactly(3702);
    assertThat(refused(sa, "INSERT t (id) VALUES (1)")).containsExactly(515);
    run(sa, "INSERT t VALUES (1, 1)");
    assertThat(refused(sa, "INSERT t VALUES (1, 1)")).containsExactly(2627);
    assertThat(refused(sa, "SELECT 1 / 0")).containsExactly(8134);
    assertThat(refused(sa, "SELECT @nothing")).containsExactly(137);
    assertThat(refused(sa, "KILL 9999")).containsExactly(6106);
    Collected collected = new Collected();
    assertThatThrownBy(() -> sa.execute("SELECT 1\nSELECT 1 FROM dbo.gone", List.of(), collected))
        .hasMessage("Invalid object name 'dbo.gone'.")
        .isInstanceOfSatisfying(
            SqlServerException.class,
            e -> {
              assertThat(e.error().severity()).isEqualTo(16);
              assertThat(e.error().line()).isEqualTo(2);
              assertThat(e.error().server()).isEqualTo("SQLNEW\\SQL2019");
            });
    assertThat(collected.done).containsExactly("SELECT:1");
  }

  @Test
  void a_batch_needs_no_semicolons_and_transactions_hold() throws Exception {
    run(sa, "CREATE DATABASE d USE d CREATE TABLE t (id int)");
    Collected batch =
        run(
            sa,
            "/* a /* nested */ comment */ SET NOCOUNT OFF -- x\n INSERT t VALUES (1) INSERT INTO t"
                + " SELECT 2 UNION ALL SELECT 3 UPDATE t SET id = CASE WHEN id = 1 THEN 7 ELSE id"
                + " END DELETE t WHERE id = 2 SELECT id FROM t ORDER BY id");
    assertThat(batch.done)
        .containsExactly("OTHER:-1", "INSERT:1", "INSERT:2", "UPDATE:3", "DELETE:1", "SELECT:2");
    assertThat(batch.rows).containsExactly(List.of(3), List.of(7));
    run(sa, "set implicit_transactions on");
    run(sa, "INSERT t VALUES (100)");
    assertThat(one("SELECT @@TRANCOUNT")).isEqualTo("1");
    run(sa, "IF @@TRANCOUNT > 0 ROLLBACK TRAN");
    assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("2");
    run(sa, "IF @@TRANCOUNT > 0 COMMIT TRAN");
    run(sa, "set implicit_transactions off");
    sa.begin();
    run(sa, "INSERT t VALUES (100)");
    assertThat(refused(sa, "BACKUP DATABASE d TO DISK = N'x' WITH INIT")).contains(3021);
    sa.commit();
    assertThat(
            run(
                    sa,
                    "IF EXISTS (SELECT 1 FROM t WHERE id = 100) BEGIN SELECT 'yes' END ELSE"
                        + " SELECT 'no'")
                .rows)
        .containsExactly(List.of("yes"));
    assertThat(run(sa, "IF DB_ID(N'none') IS NULL SELECT 1").rows).containsExactly(List.of(1));
  }
}
