package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.umzug.application.script.ScriptContinuation;
import io.umzug.application.script.ScriptExport;
import io.umzug.application.script.ScriptExport.Destination;
import io.umzug.application.script.ScriptExport.Encoding;
import io.umzug.application.script.ScriptExported;
import io.umzug.application.script.ScriptExported.Consistency;
import io.umzug.application.script.ScriptExported.ExportedTable;
import io.umzug.application.script.ScriptImport;
import io.umzug.application.script.ScriptOptions;
import io.umzug.application.script.ScriptOrder;
import io.umzug.application.script.ScriptRefused;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.domain.route.SqlServerRelease;
import io.umzug.domain.schema.Gap;
import io.umzug.domain.schema.ScriptTarget;
import io.umzug.domain.schema.Selection;
import io.umzug.domain.script.ScriptRefusal;
import io.umzug.infrastructure.sqlserver.script.FileScriptChecks;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptExports;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptImports;
import io.umzug.infrastructure.sqlserver.script.SchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Databases as scripts, over the wire with Microsoft's driver (M2, M4), whoever is at its other
 * end.
 */
abstract class ScriptExportContract {

  @TempDir Path folder;
  private final JdbcScriptExports exports = new JdbcScriptExports();
  private final OwnDatabases databases = new OwnDatabases(access());
  private String database = "";

  /** The server that is asked; sysadmin. */
  abstract SqlServerAccess access();

  @BeforeEach
  void createDatabase() throws Exception {
    database = databases.create(OwnDatabases.name("UmzugWritten"));
  }

  @AfterEach
  void dropDatabases() throws Exception {
    databases.close();
  }

  private void run(String... batches) throws SQLException {
    databases.run(database, batches);
  }

  private ScriptExport export(String from, String into, Destination destination) {
    return new ScriptExport(
        from,
        new ScriptTarget(SqlServerRelease.SQL_2019, into, null),
        Selection.EVERYTHING,
        true,
        Encoding.UTF_8,
        destination,
        false);
  }

  private ScriptExported write(ScriptExport export) throws IOException {
    return exports.export(access(), "test", export, (_, _, _, _) -> {});
  }

  private void bringIn(String into, Path script) throws Exception {
    databases.create(into);
    assertThat(imported(script)).isInstanceOf(ScriptImport.Completed.class);
  }

  private ScriptImport imported(Path script) throws IOException {
    return new JdbcScriptImports()
        .importScript(
            access(),
            "master",
            script,
            new ScriptOrder("test", ScriptOptions.usual(), ScriptContinuation.NONE),
            _ -> {});
  }

  @Test
  void export_import_export_gives_the_same_script_byte_for_byte() throws Exception {
    run(Everything.BATCHES.toArray(String[]::new));
    Path first = folder.resolve("first.sql");
    String target = database + "Copy";
    ScriptExported written = write(export(database, target, new Destination.SingleFile(first)));
    assertThat(written.consistency()).isEqualTo(Consistency.EACH_TABLE);
    bringIn(target, first);

    Path second = folder.resolve("second.sql");
    ScriptExported again = write(export(target, target, new Destination.SingleFile(second)));

    assertThat(Files.readString(first)).contains(Everything.WRITTEN);
    assertThat(written.gaps()).isEmpty();
    assertThat(Files.readString(second)).isEqualTo(Files.readString(first));
    assertThat(again.tables())
        .extracting(ExportedTable::sha256)
        .isEqualTo(written.tables().stream().map(ExportedTable::sha256).toList());
    assertThat(written.rows()).isPositive();
  }

  @Test
  void all_rows_are_of_one_moment_where_snapshots_are_allowed() throws Exception {
    journal(10);
    databases.run("master", "ALTER DATABASE " + database + " SET ALLOW_SNAPSHOT_ISOLATION ON");
    Path file = folder.resolve("moment.sql");
    ScriptExported written =
        exports.export(
            access(),
            "test",
            export(database, database + "Copy", new Destination.SingleFile(file)),
            (table, _, _, rows) -> {
              if (table.equals("dbo.Journal") && rows == 0) {
                meanwhile("INSERT INTO dbo.Later (id) VALUES (8)");
              }
            });
    assertThat(written.consistency()).isEqualTo(Consistency.ONE_MOMENT);
    assertThat(written.tables()).extracting(ExportedTable::rows).containsExactly(10L, 1L);
    assertThat(Files.readString(file)).contains(Consistency.ONE_MOMENT.sentence());
    bringIn(database + "Copy", file);
  }

  private void meanwhile(String batch) {
    try {
      run(batch);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void what_chosen_tables_lose_is_told() throws Exception {
    run(
        "CREATE ROLE clerks",
        "CREATE SCHEMA archive AUTHORIZATION clerks",
        "CREATE TABLE dbo.Groups (id int NOT NULL PRIMARY KEY)",
        "ALTER TABLE dbo.Groups SET (LOCK_ESCALATION = DISABLE)",
        "CREATE FUNCTION dbo.Doubled (@n int) RETURNS int AS BEGIN RETURN @n * 2 END",
        "CREATE TABLE archive.Members (id int NOT NULL PRIMARY KEY, doubled AS (dbo.Doubled(id)),"
            + " CONSTRAINT FK_Members_Groups FOREIGN KEY (id) REFERENCES dbo.Groups (id))");
    ScriptExport whole =
        export(database, database, new Destination.SingleFile(folder.resolve("members.sql")));
    ScriptExported written =
        write(
            new ScriptExport(
                database,
                whole.target(),
                new Selection(Set.of("archive.members"), Set.of()),
                true,
                Encoding.UTF_8,
                whole.destination(),
                false));
    assertThat(written.gaps())
        .extracting(Gap::object)
        .containsExactly(
            "archive", "archive.Members", "archive.Members.FK_Members_Groups", "dbo.Groups");
    assertThat(Files.readString(written.files().getFirst()))
        .contains("CREATE SCHEMA [archive] AUTHORIZATION [dbo];")
        .doesNotContain("FOREIGN KEY");
  }

  @Test
  void long_values_go_by_pieces_and_come_back_whole() throws Exception {
    run(
        "CREATE TABLE dbo.Recordings (id int NOT NULL PRIMARY KEY, note nvarchar(max) NULL, sound varbinary(max) NULL)");
    String text = "Grüße 😀\r\n$(x) 'GO'\n".repeat(9000);
    byte[] sound = new byte[200_001];
    new java.util.Random(42).nextBytes(sound);
    try (Connection connection = SqlServerConnector.connection(access(), "test", database);
        var insert = connection.prepareStatement("INSERT INTO dbo.Recordings VALUES (?, ?, ?)")) {
      for (int id = 1; id <= 3; id++) {
        insert.setInt(1, id);
        insert.setNString(2, id == 2 ? text : "short");
        insert.setBytes(3, id == 3 ? null : sound);
        insert.execute();
      }
    }
    Path file = folder.resolve("long.sql");
    write(export(database, database + "Copy", new Destination.SingleFile(file)));
    bringIn(database + "Copy", file);

    try (Connection connection =
            SqlServerConnector.connection(access(), "test", database + "Copy");
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT note, sound FROM dbo.Recordings ORDER BY id")) {
      rows.next();
      assertThat(rows.getBytes(2)).isEqualTo(sound);
      rows.next();
      assertThat(rows.getString(1)).isEqualTo(text);
      assertThat(rows.getBytes(2)).isEqualTo(sound);
    }
  }

  @Test
  void what_the_target_lacks_is_told_before_anything_is_written() throws Exception {
    run("CREATE SEQUENCE dbo.Numbers AS int START WITH 1 INCREMENT BY 1");
    Path out = folder.resolve("out");
    ScriptExport old =
        new ScriptExport(
            database,
            new ScriptTarget(SqlServerRelease.SQL_2008_R2, database, null),
            Selection.EVERYTHING,
            true,
            Encoding.UTF_8,
            new Destination.Folder(out, Long.MAX_VALUE),
            false);

    assertThat(exports.check(access(), "test", old))
        .anyMatch(
            gap -> gap.severity() == Gap.Severity.BLOCKING && gap.object().equals("dbo.Numbers"));
    assertThatThrownBy(() -> write(old))
        .isInstanceOf(ScriptRefused.class)
        .satisfies(e -> assertThat(((ScriptRefused) e).gaps()).hasSize(1));
    assertThat(out).doesNotExist();

    ScriptExport without =
        new ScriptExport(
            database,
            old.target(),
            new Selection(Set.of(), Set.of("dbo.Numbers")),
            true,
            Encoding.UTF_8,
            old.destination(),
            false);
    assertThat(write(without).files()).hasSize(2);
  }

  private void journal(int rows) throws Exception {
    run("CREATE TABLE dbo.Journal (id int NOT NULL PRIMARY KEY, line nvarchar(200) NOT NULL)");
    run("CREATE TABLE dbo.Later (id int NOT NULL PRIMARY KEY)");
    for (int first = 0; first < rows; first += 500) {
      StringBuilder insert = new StringBuilder("INSERT INTO dbo.Journal (id, line) VALUES ");
      for (int id = first; id < Math.min(rows, first + 500); id++) {
        insert.append(id == first ? "" : ", ").append("(%d, N'Gespräch %d')".formatted(id, id));
      }
      run(insert.toString());
    }
    run("INSERT INTO dbo.Later (id) VALUES (7)");
  }

  @Test
  void a_table_goes_on_in_further_files_and_the_index_names_them_all() throws Exception {
    journal(2000);
    Path out = folder.resolve("out");
    ScriptExported written =
        write(export(database, database + "Copy", new Destination.Folder(out, 20_000)));
    List<String> names =
        written.files().stream().map(file -> file.getFileName().toString()).toList();
    assertThat(names)
        .startsWith("00000-schema.sql", "00001-dbo.Journal.sql", "00001-dbo.Journal.0002.sql")
        .endsWith("00002-dbo.Later.sql", "99999-constraints.sql");
    bringIn(database + "Copy", out.resolve("all.sql"));
    Path again = folder.resolve("again");
    assertThat(
            write(
                    export(
                        database + "Copy",
                        database + "Copy",
                        new Destination.Folder(again, 20_000)))
                .tables())
        .isEqualTo(written.tables());
  }

  @Test
  void an_export_that_was_cut_off_keeps_the_tables_that_are_whole() throws Exception {
    journal(10);
    Path out = folder.resolve("out");
    ScriptExport export = export(database, database, new Destination.Folder(out, Long.MAX_VALUE));
    assertThatThrownBy(
            () ->
                exports.export(
                    access(),
                    "test",
                    export,
                    (table, _, _, _) -> {
                      if (table.equals("dbo.Later")) {
                        throw new WorkInterrupted("the service stops");
                      }
                    }))
        .isInstanceOf(WorkInterrupted.class);
    assertThat(out.resolve("99999-constraints.sql")).doesNotExist();
    byte[] whole = Files.readAllBytes(out.resolve("00001-dbo.Journal.sql"));
    Files.writeString(
        out.resolve("umzug-export.manifest"),
        "part\tdbo.Later\t1",
        java.nio.file.StandardOpenOption.APPEND);

    ScriptExported resumed = write(export);
    assertThat(resumed.tables()).extracting(ExportedTable::kept).containsExactly(true, false);
    assertThat(resumed.consistency()).isEqualTo(Consistency.RESUMED);
    assertThat(Files.readAllBytes(out.resolve("00001-dbo.Journal.sql"))).isEqualTo(whole);
    assertThat(Files.readString(out.resolve("00000-schema.sql")))
        .contains(Consistency.RESUMED.sentence());

    Files.writeString(out.resolve("00001-dbo.Journal.sql"), "damaged");
    ScriptExported mended = write(export);
    assertThat(mended.tables()).extracting(ExportedTable::kept).containsExactly(false, true);
    assertThat(Files.readAllBytes(out.resolve("00001-dbo.Journal.sql"))).isEqualTo(whole);
  }

  @Test
  void a_finished_export_is_not_made_twice_and_a_folder_of_somebody_elses_is_left_alone()
      throws Exception {
    journal(10);
    Path file = folder.resolve("journal.sql");
    ScriptExport export = export(database, database, new Destination.SingleFile(file));
    ScriptExported first = write(export);
    run("INSERT INTO dbo.Later (id) VALUES (8)");
    byte[] content = Files.readAllBytes(file);
    ScriptExported second = write(export);
    assertThat(second.tables()).allMatch(ExportedTable::kept);
    assertThat(second.rows()).isEqualTo(first.rows());
    assertThat(Files.readAllBytes(file)).isEqualTo(content);

    Path foreign = Files.createDirectory(folder.resolve("foreign"));
    Files.writeString(foreign.resolve("12345-mine.sql"), "mine");
    assertThatThrownBy(
            () ->
                write(export(database, database, new Destination.Folder(foreign, Long.MAX_VALUE))))
        .isInstanceOf(ScriptRefused.class);
    assertThat(foreign.resolve("12345-mine.sql")).hasContent("mine");
  }

  @Test
  void nobodys_file_and_no_other_export_gives_way_unasked() throws Exception {
    journal(1);
    Path mine = Files.writeString(folder.resolve("mine.sql"), "SELECT 'mine'");
    ScriptExport export = export(database, database, new Destination.SingleFile(mine));
    assertThatThrownBy(() -> write(export))
        .isInstanceOf(ScriptRefused.class)
        .hasMessageContaining("mine.sql is there, and is not what this export has written");
    assertThat(mine).hasContent("SELECT 'mine'");
    assertThat(folder.resolve("mine.sql.parts")).doesNotExist();
    assertThat(write(anew(export)).before()).isNull();
    Files.writeString(mine, "SELECT 'mine again'");
    assertThatThrownBy(() -> write(export)).isInstanceOf(ScriptRefused.class);

    Path out = folder.resolve("out");
    ScriptExport first = export(database, database, new Destination.Folder(out, Long.MAX_VALUE));
    write(first);
    assertThatThrownBy(() -> write(export("master", database, first.destination())))
        .isInstanceOf(ScriptRefused.class)
        .hasMessageContaining(
            "holds an export of %s from %s".formatted(database, access().server()));
    SqlServerAccess elsewhere =
        new SqlServerAccess(
            "elsewhere", access().endpoint(), access().authentication(), access().encryption());
    assertThatThrownBy(() -> exports.export(elsewhere, "test", first, (_, _, _, _) -> {}))
        .isInstanceOf(ScriptRefused.class);
    assertThat(out.resolve("00001-dbo.Journal.sql")).exists();
  }

  private static ScriptExport anew(ScriptExport export) {
    return new ScriptExport(
        export.database(),
        export.target(),
        export.selection(),
        export.withRows(),
        export.encoding(),
        export.destination(),
        true);
  }

  @Test
  void of_a_finished_export_is_told_when_and_what_is_read_again_is_of_another_moment()
      throws Exception {
    journal(1);
    Path out = folder.resolve("out");
    ScriptExport export = export(database, database, new Destination.Folder(out, Long.MAX_VALUE));
    assertThat(write(export).before()).isNull();
    assertThat(write(export).before()).isNotNull();
    run("INSERT INTO dbo.Later (id) VALUES (8)");
    Files.delete(out.resolve("00002-dbo.Later.sql"));
    ScriptExported mended = write(export);
    assertThat(mended.before()).isNull();
    assertThat(mended.consistency()).isEqualTo(Consistency.RESUMED);
    assertThat(write(anew(export)).tables()).noneMatch(ExportedTable::kept);
  }

  @Test
  void tables_whose_names_read_the_same_stay_two() throws Exception {
    run(
        "CREATE SCHEMA [a.b]",
        "CREATE SCHEMA [a]",
        "CREATE TABLE [a.b].[c] (id int NOT NULL PRIMARY KEY)",
        "CREATE TABLE [a].[b.c] (id int NOT NULL PRIMARY KEY)",
        "INSERT INTO [a.b].[c] (id) VALUES (1)",
        "INSERT INTO [a].[b.c] (id) VALUES (2), (3)");
    Path out = folder.resolve("out");
    ScriptExported written =
        write(export(database, database + "Copy", new Destination.Folder(out, Long.MAX_VALUE)));
    assertThat(written.tables())
        .extracting(ExportedTable::table, ExportedTable::rows)
        .containsExactly(tuple("[a].[b.c]", 2L), tuple("[a.b].[c]", 1L));
    bringIn(database + "Copy", out.resolve("all.sql"));
    assertThat(
            new Selection(Set.of("a.[b.c]"), Set.of())
                .unknownIn(
                    SchemaReader.read(SqlServerConnector.connection(access(), "test", database))))
        .isEmpty();
  }

  @Test
  void a_script_that_was_cut_off_is_no_script() throws Exception {
    journal(1);
    Path file = folder.resolve("cut.sql");
    write(export(database, database, new Destination.SingleFile(file)));
    FileScriptChecks checks = new FileScriptChecks();
    assertThat(checks.check(file, ScriptOptions.usual(), _ -> {}).refusal()).isNull();
    String whole = Files.readString(file);
    for (int at = whole.indexOf("GO\n"); at >= 0; at = whole.indexOf("GO\n", at + 1)) {
      Files.writeString(file, whole.substring(0, at + 3));
      assertThat(checks.check(file, ScriptOptions.usual(), _ -> {}).refusal())
          .extracting(ScriptRefusal::reason)
          .isIn(ScriptRefusal.Reason.CUT_OFF, ScriptRefusal.Reason.EMPTY);
    }
    Files.writeString(file, "");
    assertThat(checks.check(file, ScriptOptions.usual(), _ -> {}).refusal())
        .extracting(ScriptRefusal::reason)
        .isEqualTo(ScriptRefusal.Reason.EMPTY);
  }

  @Test
  void long_names_fit_into_those_of_files() throws Exception {
    String pairs = "a".repeat(75) + "\ud842\udfb7".repeat(20);
    String wide = "\u65e5".repeat(100);
    run(
        "CREATE TABLE dbo.[" + pairs + "] (id int NOT NULL)",
        "CREATE SCHEMA [" + wide + "]",
        "CREATE TABLE [" + wide + "].t (id int NOT NULL)");
    ScriptExported written =
        write(
            export(
                database, database, new Destination.Folder(folder.resolve("out"), Long.MAX_VALUE)));
    assertThat(written.tables()).hasSize(2);
  }

  @Test
  void the_databases_own_options_come_along_or_are_told() throws Exception {
    for (String option :
        List.of(
            "READ_COMMITTED_SNAPSHOT ON",
            "RECURSIVE_TRIGGERS ON",
            "AUTO_UPDATE_STATISTICS OFF",
            "TRUSTWORTHY ON")) {
      databases.run("master", "ALTER DATABASE " + database + " SET " + option);
    }
    String made = databases.willDrop(database + "Made");
    Path file = folder.resolve("options.sql");
    ScriptExport there = export(database, "Another", new Destination.SingleFile(file));
    ScriptExport creating =
        new ScriptExport(
            database,
            new ScriptTarget(
                SqlServerRelease.SQL_2019, made, new ScriptTarget.Creation(null, null, true)),
            Selection.EVERYTHING,
            true,
            Encoding.UTF_8,
            new Destination.SingleFile(file),
            false);
    assertThat(exports.check(access(), "test", there))
        .extracting(Gap::sentence)
        .containsExactlyInAnyOrder(
            "Its option AUTO_UPDATE_STATISTICS is OFF, and does not come along.",
            "Its option READ_COMMITTED_SNAPSHOT is ON, and does not come along.",
            "Its option RECURSIVE_TRIGGERS is ON, and does not come along.",
            "Its option TRUSTWORTHY is ON, and does not come along.");
    assertThat(write(creating).gaps())
        .extracting(Gap::sentence)
        .containsExactly("Its option TRUSTWORTHY is ON, and does not come along.");
    assertThat(Files.readString(file))
        .contains(
            "ALTER DATABASE [%s] SET READ_COMMITTED_SNAPSHOT ON;".formatted(made),
            "ALTER DATABASE [%s] SET RECURSIVE_TRIGGERS ON;".formatted(made),
            "ALTER DATABASE [%s] SET AUTO_UPDATE_STATISTICS OFF;".formatted(made));
    assertThat(imported(file)).isInstanceOf(ScriptImport.Completed.class);
    assertThat(exports.check(access(), "test", export(made, "Another", there.destination())))
        .hasSize(3);
    run("CREATE TABLE dbo.[odd {limit 1}] (id int NOT NULL PRIMARY KEY)");
    assertThatThrownBy(() -> write(there))
        .isInstanceOf(ScriptRefused.class)
        .satisfies(
            e ->
                assertThat(((ScriptRefused) e).gaps())
                    .extracting(Gap::object)
                    .containsExactly("dbo.odd {limit 1}"));
  }
}
