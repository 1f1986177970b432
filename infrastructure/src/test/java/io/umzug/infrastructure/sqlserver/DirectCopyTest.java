package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OLD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OPERATOR;
import static io.umzug.infrastructure.sqlserver.StandInEstate.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.umzug.application.copy.Copied;
import io.umzug.application.copy.Copied.CopiedTable;
import io.umzug.application.copy.CopyFailed;
import io.umzug.application.copy.CopyProgress;
import io.umzug.application.copy.CopyRefused;
import io.umzug.application.copy.CopyRefused.Reason;
import io.umzug.application.copy.DirectCopy;
import io.umzug.application.script.ScriptExport;
import io.umzug.application.script.ScriptExport.Destination;
import io.umzug.application.script.ScriptExport.Encoding;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.route.SqlServerRelease;
import io.umzug.domain.schema.Gap;
import io.umzug.domain.schema.RowTransport;
import io.umzug.domain.schema.ScriptTarget;
import io.umzug.domain.schema.Selection;
import io.umzug.infrastructure.sqlserver.copy.JdbcDirectCopies;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptExports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases from one stand-in straight to another, older one, over the wire. */
class DirectCopyTest {

  private static final CopyProgress SILENT = _ -> {};

  /** As a kill between two lines: nothing on the way may catch it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @TempDir static Path estateFolder;
  private static StandInEstate estate;
  private static int databases;

  @TempDir Path folder;
  private final JdbcDirectCopies copies = new JdbcDirectCopies();
  private String database = "";

  @BeforeAll
  static void start() throws Exception {
    estate = new StandInEstate(estateFolder);
  }

  @AfterAll
  static void stop() {
    estate.close();
  }

  @BeforeEach
  void createDatabase() throws Exception {
    database = "Copied" + ++databases;
    estate.newInstance.run("master", "CREATE DATABASE " + database);
  }

  private static SqlServerAccess source() {
    return StandInEstate.access(NEW, estate.newServer.port(), OPERATOR, PASSWORD);
  }

  private static SqlServerAccess target() {
    return StandInEstate.access(OLD, estate.oldServer.port(), OPERATOR, PASSWORD);
  }

  private DirectCopy order() {
    return new DirectCopy(
        source(),
        database,
        target(),
        database,
        new ScriptTarget.Creation(null, null),
        Selection.EVERYTHING,
        2,
        1000,
        false);
  }

  private void run(SqlServerAccess server, String... batches) throws SQLException {
    try (Connection connection = SqlServerConnector.connection(server, "test", database);
        Statement statement = connection.createStatement()) {
      for (String batch : batches) {
        statement.execute(batch);
      }
    }
  }

  private List<String> rows(SqlServerAccess server, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = SqlServerConnector.connection(server, "test", database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private void fill(int rows) throws Exception {
    run(
        source(),
        "CREATE TABLE dbo.Big (id int IDENTITY(1, 1) NOT NULL PRIMARY KEY, line nvarchar(100) NULL,"
            + " at datetime NOT NULL, long1 nvarchar(max) NULL, raw varbinary(max) NULL,"
            + " long2 varchar(max) NULL, doubled AS id * 2, changed rowversion)");
    estate.newInstance.load(
        database,
        h2 -> {
          try (Statement statement = h2.createStatement()) {
            statement.execute(
                "INSERT INTO \"Big\" (\"line\", \"at\", \"long1\", \"raw\", \"long2\") SELECT 'Zeile ' || X,"
                    + " TIMESTAMP '2024-03-31 02:30:00.007', CASE WHEN MOD(X, 3) = 0 THEN NULL ELSE"
                    + " REPEAT('lang', MOD(X, 7)) END, CASE WHEN MOD(X, 4) = 0 THEN NULL ELSE"
                    + " CAST(REPEAT('FF', MOD(X, 5)) AS VARBINARY) END, CASE WHEN MOD(X, 1000) = 1 THEN"
                    + " REPEAT('0123456789', 20000) END FROM SYSTEM_RANGE(1, "
                    + rows
                    + ")");
          }
        });
  }

  /** Both databases as scripts, which must be the same to the byte. */
  private void assertCopied() throws Exception {
    assertThat(script(target(), "target")).isEqualTo(script(source(), "source"));
  }

  private String script(SqlServerAccess server, String name) throws Exception {
    Path file = folder.resolve(name + ".sql");
    new JdbcScriptExports()
        .export(
            server,
            "test",
            new ScriptExport(
                database,
                new ScriptTarget(SqlServerRelease.SQL_2017, database, null),
                Selection.EVERYTHING,
                true,
                Encoding.UTF_8,
                new Destination.SingleFile(file),
                true),
            (_, _, _, _) -> {});
    return Files.readString(file).replaceFirst("-- Umzug: .*", "");
  }

  @Test
  void a_database_with_one_of_everything_arrives_as_it_was() throws Exception {
    run(source(), Everything.BATCHES.toArray(String[]::new));
    fill(2500);

    Copied copied = copies.copy(order(), SILENT);

    assertCopied();
    assertThat(copied.tables())
        .extracting(CopiedTable::table, CopiedTable::rows, CopiedTable::transport)
        .contains(
            tuple("dbo.Big", 2500L, RowTransport.BULK),
            tuple("dbo.Values", 37L, RowTransport.STATEMENTS),
            tuple("dbo.Departments", 2L, RowTransport.BULK));
    assertThat(rows(target(), "SELECT name FROM sys.objects WHERE name = 'umzug_copy'")).isEmpty();
    String distrusted = "SELECT name FROM sys.foreign_keys WHERE is_not_trusted = 1 ORDER BY name";
    assertThat(rows(target(), distrusted)).isEqualTo(rows(source(), distrusted));
    run(target(), "INSERT INTO dbo.Big (at) VALUES ('2024-01-01T00:00:00')");
    assertThat(rows(target(), "SELECT MAX(id) FROM dbo.Big")).containsExactly("2501");
  }

  @Test
  void a_copy_that_is_killed_goes_on_with_the_tables_that_are_not_whole() throws Exception {
    fill(6000);
    run(source(), "CREATE TABLE dbo.Small (n int NOT NULL)", "INSERT INTO dbo.Small VALUES (7)");
    DirectCopy one =
        new DirectCopy(
            source(),
            database,
            target(),
            database,
            new ScriptTarget.Creation(null, null),
            Selection.EVERYTHING,
            1,
            1000,
            false);

    assertThatExceptionOfType(Killed.class)
        .isThrownBy(
            () ->
                copies.copy(
                    one,
                    reached -> {
                      if (reached.table().equals("dbo.Big") && reached.rows() > 3500) {
                        throw new Killed();
                      }
                    }));
    assertThat(rows(target(), "SELECT COUNT(*) FROM dbo.Big")).containsExactly("3000");
    assertThatExceptionOfType(CopyRefused.class)
        .isThrownBy(() -> copies.copy(one, SILENT))
        .matches(e -> e.reason() == Reason.BEGUN_BEFORE);
    assertThatExceptionOfType(Killed.class)
        .isThrownBy(
            () ->
                copies.copy(
                    one.resumed(),
                    reached -> {
                      if (reached.table().equals("dbo.Small")) {
                        throw new Killed();
                      }
                    }));

    Copied copied = copies.copy(one.resumed(), SILENT);

    assertThat(copied.tables())
        .extracting(CopiedTable::table, CopiedTable::rows, CopiedTable::kept)
        .containsExactly(tuple("dbo.Big", 6000L, true), tuple("dbo.Small", 1L, false));
    assertThat(copied.consistency()).contains("gone on with later");
    assertCopied();
  }

  @Test
  void nothing_is_written_where_the_target_is_not_free() throws Exception {
    run(source(), "CREATE TABLE dbo.T (n int NOT NULL)");

    assertThatExceptionOfType(CopyRefused.class)
        .isThrownBy(
            () ->
                copies.copy(
                    new DirectCopy(
                        source(),
                        database,
                        source(),
                        database,
                        null,
                        Selection.EVERYTHING,
                        1,
                        1000,
                        false),
                    SILENT))
        .matches(e -> e.reason() == Reason.SAME_DATABASE);
    assertThatExceptionOfType(CopyRefused.class)
        .isThrownBy(
            () ->
                copies.copy(
                    new DirectCopy(
                        source(),
                        database,
                        target(),
                        database,
                        null,
                        Selection.EVERYTHING,
                        1,
                        1000,
                        false),
                    SILENT))
        .matches(e -> e.reason() == Reason.NO_DATABASE);
    estate.oldInstance.run("master", "CREATE DATABASE " + database);
    run(target(), "CREATE TABLE dbo.Foreign1 (n int NOT NULL)");
    assertThatExceptionOfType(CopyRefused.class)
        .isThrownBy(() -> copies.copy(order(), SILENT))
        .matches(e -> e.reason() == Reason.NOT_EMPTY)
        .withMessageContaining("dbo.Foreign1");
    assertThat(rows(target(), "SELECT name FROM sys.tables")).containsExactly("Foreign1");
  }

  @Test
  void what_the_target_lacks_is_told_before_anything_is_written() throws Exception {
    run(
        source(),
        "CREATE TABLE dbo.Utf8 (v varchar(9) COLLATE Latin1_General_100_CI_AS_SC_UTF8 NULL)");

    List<Gap> gaps = copies.check(order());

    assertThat(gaps).extracting(Gap::object).contains("dbo.Utf8.v");
    assertThatExceptionOfType(CopyRefused.class)
        .isThrownBy(() -> copies.copy(order(), SILENT))
        .matches(e -> e.reason() == Reason.GAPS && e.gaps().size() == 1);
    assertThatExceptionOfType(SqlServerFailure.class)
        .isThrownBy(() -> rows(target(), "SELECT 1"))
        .withMessageContaining("4060");
    Copied copied =
        copies.copy(
            new DirectCopy(
                source(),
                database,
                target(),
                database,
                new ScriptTarget.Creation(null, null),
                new Selection(Set.of(), Set.of("dbo.Utf8")),
                1,
                1000,
                false),
            SILENT);
    assertThat(copied.rows()).isZero();
  }

  @Test
  void a_row_that_the_target_refuses_is_named_by_its_place() throws Exception {
    fill(2500);
    estate.oldInstance.run("master", "CREATE DATABASE " + database);
    assertThatExceptionOfType(Killed.class)
        .isThrownBy(
            () ->
                copies.copy(
                    order(),
                    _ -> {
                      throw new Killed();
                    }));
    run(
        target(),
        "ALTER TABLE dbo.Big ADD CONSTRAINT CK_short CHECK (id < 1700)",
        "TRUNCATE TABLE dbo.Big");

    assertThatExceptionOfType(CopyFailed.class)
        .isThrownBy(() -> copies.copy(order().resumed(), SILENT))
        .matches(e -> e.errors().getFirst().number() == 547)
        .withMessageContaining("dbo.Big, rows 1001 to 2000")
        .withMessageContaining("CK_short");
  }
}
