package io.umzug.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.script.BatchNature.DatabaseStatement;
import io.umzug.domain.script.BatchNature.DatabaseStatement.Verb;
import io.umzug.domain.script.BatchNature.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchNatureTest {

  private static BatchNature nature(String text) {
    return BatchNature.of(ReadScript.of(text).batches.getFirst());
  }

  private static List<String> settings(String text) {
    return nature(text).settings().stream().map(SessionSetting::statement).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "USE [XPDATA]|SESSION",
        "use XPDATA; SET ANSI_NULLS ON PRINT 'x' -- more|SESSION",
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED SET NOCOUNT ON|SESSION",
        "SET LOCK_TIMEOUT -1 SET LANGUAGE N'Deutsch'|SESSION",
        "PRINT @@VERSION|ORDINARY",
        "SET @x = 1|ORDINARY",
        "SET ROWCOUNT @x|ORDINARY",
        "UPDATE t SET language = 'x'|ORDINARY",
        "INSERT t VALUES ('COMMIT', N'BACKUP', [BEGIN TRAN]) -- COMMIT|ORDINARY",
        "CREATE TABLE t (a int)|ORDINARY",
        "BEGIN SELECT 1 END|ORDINARY",
        "BEGIN TRY SELECT 1 END TRY BEGIN CATCH END CATCH|ORDINARY",
        "GRANT CREATE DATABASE, BACKUP DATABASE TO x|ORDINARY",
        "CREATE PROCEDURE p AS BEGIN TRAN; COMMIT; BACKUP DATABASE x TO DISK = 'y'|MODULE",
        "/* x */ CREATE OR ALTER VIEW v AS SELECT 1 AS [commit]|MODULE",
        "ALTER TRIGGER t ON u AFTER INSERT AS ROLLBACK|MODULE",
        "COMMIT|COMMIT_ONLY",
        "IF @@TRANCOUNT > 0 COMMIT TRANSACTION;|COMMIT_ONLY",
        "IF @@TRANCOUNT > 0 BEGIN PRINT 'done' COMMIT TRAN END ELSE PRINT 'none'|COMMIT_ONLY",
        "INSERT t VALUES (1) COMMIT|OWN_TRANSACTION",
        "COMMIT; BEGIN TRAN|OWN_TRANSACTION",
        "USE x COMMIT|OWN_TRANSACTION",
        "SET XACT_ABORT ON PRINT 'x' BEGIN TRANSACTION INSERT t VALUES (1)|OPENS_TRANSACTION",
        "INSERT t VALUES (1) BEGIN TRANSACTION|OWN_TRANSACTION",
        "BEGIN TRAN INSERT t VALUES (1) IF @@ERROR <> 0 ROLLBACK|OWN_TRANSACTION",
        "BEGIN DISTRIBUTED TRAN|OPENS_TRANSACTION",
        "IF @@ERROR <> 0 ROLLBACK|OWN_TRANSACTION",
        "SAVE TRAN x|OWN_TRANSACTION",
        "CREATE DATABASE x|OUTSIDE_TRANSACTION",
        "USE master; DROP DATABASE IF EXISTS x|OUTSIDE_TRANSACTION",
        "ALTER DATABASE [x] SET SINGLE_USER WITH ROLLBACK IMMEDIATE|OUTSIDE_TRANSACTION",
        "EXEC sp_configure 'x', 1 RECONFIGURE|OUTSIDE_TRANSACTION",
        "BACKUP LOG x TO DISK = 'y'|OUTSIDE_TRANSACTION",
        "RESTORE DATABASE x FROM DISK = 'y'|OUTSIDE_TRANSACTION",
        "CREATE FULLTEXT CATALOG c|OUTSIDE_TRANSACTION",
      })
  void a_batch_is_told_by_its_words(String text, Kind kind) {
    assertThat(nature(text).kind()).isEqualTo(kind);
  }

  @Test
  void what_holds_for_the_session_is_found_wherever_it_stands() {
    assertThat(
            settings(
                """
                SET IDENTITY_INSERT [dbo].[Odd ON ]]name] ON\s
                INSERT [dbo].[x] (a) VALUES (1) SET QUOTED_IDENTIFIER, ansi_nulls off
                UPDATE t SET DATEFIRST = 1, language = 2; SET DATEFIRST 1
                ALTER DATABASE x SET ARITHABORT ON
                ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES b ON DELETE SET NULL
                SET TRANSACTION ISOLATION LEVEL REPEATABLE READ USE [odd]]name]
                SELECT 1 OPTION (USE HINT ('x'))
                """))
        .containsExactly(
            "SET IDENTITY_INSERT [dbo].[Odd ON ]]name] ON",
            "SET QUOTED_IDENTIFIER OFF",
            "SET ANSI_NULLS OFF",
            "SET DATEFIRST 1",
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
            "USE [odd]]name]");
    assertThat(settings("CREATE PROC p AS SET NOCOUNT ON USE x")).isEmpty();
  }

  @Test
  void a_new_session_is_brought_to_where_the_old_one_was() {
    SessionState state = new SessionState();
    state.after(nature("USE a SET NOCOUNT ON SET IDENTITY_INSERT t ON").settings());
    state.after(nature("SET NOCOUNT OFF USE b").settings());
    assertThat(state.statements())
        .containsExactly("SET NOCOUNT OFF", "USE a", "SET IDENTITY_INSERT t ON", "USE b");
    state.after(nature("SET IDENTITY_INSERT t OFF").settings());
    assertThat(state.statements()).containsExactly("SET NOCOUNT OFF", "USE b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SET IMPLICIT_TRANSACTIONS ON", "SELECT 1 SET NOEXEC ON", "SET ANSI_DEFAULTS ON"})
  void options_that_take_the_transaction_away_are_told(String text) {
    assertThat(nature(text).forbidden()).isNotNull();
    assertThat(nature("IF @@ERROR <> 0 " + text).forbidden()).isNull();
    assertThat(nature(text.replace(" ON", " OFF")).forbidden()).isNull();
  }

  @Test
  void a_statement_about_a_whole_database_is_known_where_it_stands_alone() {
    assertThat(nature("USE master CREATE DATABASE [a b] ON (NAME = x)").statement())
        .isEqualTo(new DatabaseStatement(Verb.CREATE, "a b"));
    assertThat(nature("DROP DATABASE Xp").statement())
        .isEqualTo(new DatabaseStatement(Verb.DROP, "Xp"));
    assertThat(nature("ALTER DATABASE Xp SET RECOVERY SIMPLE").statement())
        .isEqualTo(new DatabaseStatement(Verb.SET_OPTION, "Xp"));
    assertThat(nature("ALTER DATABASE Xp ADD FILE (NAME = x)").statement()).isNull();
    BatchNature two = nature("DROP DATABASE a CREATE DATABASE b");
    assertThat(two.statement()).isNull();
    assertThat(two.databases()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void temporary_tables_are_followed_over_batches() {
    TemporaryTables tables = new TemporaryTables();
    tables.mentioned(1, nature("CREATE TABLE #A (x int)").temporaryTables());
    tables.mentioned(2, nature("INSERT [#a] SELECT '#b'").temporaryTables());
    tables.mentioned(3, nature("SELECT 1").temporaryTables());
    assertThat(tables.across(0)).isEmpty();
    assertThat(tables.across(1)).contains("#A");
    assertThat(tables.across(2)).isEmpty();
  }
}
