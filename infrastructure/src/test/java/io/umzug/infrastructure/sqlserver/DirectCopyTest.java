package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OLD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OPERATOR;
import static io.umzug.infrastructure.sqlserver.StandInEstate.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.umzug.application.copy.Copied;
import io.umzug.application.copy.Copied.CopiedTable;
import io.umzug.application.copy.CopyFailed;
import io.umzug.application.copy.CopyProgress.Stage;
import io.umzug.application.copy.CopyRefused;
import io.umzug.application.copy.CopyRefused.Reason;
import io.umzug.application.copy.DirectCopy;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.verification.ContentsVerification.Depth;
import io.umzug.domain.schema.Gap;
import io.umzug.domain.schema.ScriptTarget;
import io.umzug.domain.schema.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract between two stand-ins, of which the target is the older. */
class DirectCopyTest extends DirectCopyContract {

  @TempDir static Path estateFolder;
  private static StandInEstate estate;

  @BeforeAll
  static void start() throws Exception {
    estate = new StandInEstate(estateFolder);
  }

  @AfterAll
  static void stop() {
    estate.close();
  }

  @Override
  SqlServerAccess source() {
    return StandInEstate.access(NEW, estate.newServer.port(), OPERATOR, PASSWORD);
  }

  @Override
  SqlServerAccess target() {
    return StandInEstate.access(OLD, estate.oldServer.port(), OPERATOR, PASSWORD);
  }

  @Test
  void what_the_target_lacks_is_told_before_anything_is_written() throws Exception {
    run("CREATE TABLE dbo.Utf8 (v varchar(9) COLLATE Latin1_General_100_CI_AS_SC_UTF8 NULL)");

    List<Gap> gaps = copies.check(order(2));

    assertThat(gaps).extracting(Gap::object).contains("dbo.Utf8.v");
    assertThatExceptionOfType(CopyRefused.class)
        .isThrownBy(() -> copies.copy(order(2), SILENT))
        .matches(e -> e.reason() == Reason.GAPS && e.gaps().size() == 1);
    assertThatThrownBy(() -> targets.rows(copy, "SELECT 1"))
        .isInstanceOf(SqlServerFailure.class)
        .hasMessageContaining("4060");
    Copied copied =
        copies.copy(
            new DirectCopy(
                source(),
                database,
                target(),
                copy,
                new ScriptTarget.Creation(null, null),
                new Selection(Set.of(), Set.of("dbo.Utf8")),
                1,
                BATCH,
                false,
                Depth.CHECKSUM),
            SILENT);
    assertThat(copied.rows()).isZero();
  }

  /** Before 2012 a membership is given by a procedure that no transaction takes (15002). */
  @Test
  void statements_that_no_transaction_takes_run_alone(@TempDir Path older) throws Exception {
    run("CREATE ROLE readers", "CREATE USER anna WITHOUT LOGIN", "CREATE TABLE dbo.T (n int)");
    run("ALTER ROLE readers ADD MEMBER anna", "ALTER ROLE db_datareader ADD MEMBER readers");
    try (StandInEstate r2 =
        new StandInEstate(
            older,
            "10.50.6000.34",
            "Express Edition (64-bit)",
            "15.0.2000.5",
            "Standard Edition (64-bit)")) {
      SqlServerAccess to = StandInEstate.access(OLD, r2.oldServer.port(), OPERATOR, PASSWORD);
      OwnDatabases there = new OwnDatabases(to);
      DirectCopy order = order(to, new ScriptTarget.Creation(null, null), 1);
      kill(order, _ -> true);
      // As if the run had been killed between the membership and its note.
      there.run(copy, "UPDATE dbo.umzug_copy SET number = number - 2 WHERE item = 'BEFORE'");
      there.run(copy, "DROP TABLE dbo.T");

      copies.copy(order.resumed(), SILENT);

      assertThat(
              there.rows(
                  copy,
                  "SELECT r.name + '/' + m.name FROM sys.database_role_members a"
                      + " JOIN sys.database_principals r ON r.principal_id = a.role_principal_id"
                      + " JOIN sys.database_principals m ON m.principal_id = a.member_principal_id"))
          .contains("readers/anna", "db_datareader/readers");
    }
  }

  /** The target's machine dies while rows are on their way, with or without the last of them. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_table_that_was_cut_off_in_its_middle_is_emptied_and_no_row_counts_twice(boolean delivered)
      throws Exception {
    fill(4);
    try (CuttingProxy proxy = new CuttingProxy(estate.oldServer.port())) {
      DirectCopy cut =
          order(
              StandInEstate.access(OLD, proxy.port(), OPERATOR, PASSWORD),
              new ScriptTarget.Creation(null, null),
              1);
      assertThatThrownBy(
              () ->
                  copies.copy(
                      cut,
                      reached -> {
                        if (reached.rows() > BATCH) {
                          proxy.cutAt(1, delivered);
                        }
                      }))
          .isInstanceOfAny(CopyFailed.class, SqlServerFailure.class);
    }
    assertThat(Integer.parseInt(targets.rows(copy, "SELECT COUNT(*) FROM dbo.Big").getFirst()))
        .isBetween(BATCH, 1279);

    Copied copied = copies.copy(order(1).resumed(), SILENT);

    assertThat(copied.tables())
        .extracting(CopiedTable::table, CopiedTable::rows, CopiedTable::kept)
        .containsExactly(tuple("dbo.Big", 1280L, false));
    assertThat(copied.isSame()).isTrue();
    assertThat(targets.rows(copy, "SELECT COUNT(*) FROM dbo.Big")).containsExactly("1280");
  }

  /** No trigger is left asleep, and the next run ends the copy. */
  @Test
  void a_copy_that_is_cut_off_while_its_mark_is_removed_is_ended_by_the_next_run()
      throws Exception {
    run(
        "CREATE TABLE dbo.T (n int NOT NULL)",
        "CREATE TRIGGER [no drop] ON DATABASE FOR DROP_TABLE AS ROLLBACK");
    try (CuttingProxy proxy = new CuttingProxy(estate.oldServer.port())) {
      DirectCopy cut =
          order(
              StandInEstate.access(OLD, proxy.port(), OPERATOR, PASSWORD),
              new ScriptTarget.Creation(null, null),
              1);
      assertThatThrownBy(
              () ->
                  copies.copy(
                      cut,
                      reached -> {
                        if (reached.stage() == Stage.COMPARING && reached.done() == 1) {
                          // The first request asks for triggers, the second removes the mark.
                          proxy.cutAt(2, false);
                        }
                      }))
          .isInstanceOf(SqlServerFailure.class);
    }
    assertThat(journal()).hasSize(1);
    assertThat(targets.rows(copy, "SELECT is_disabled FROM sys.triggers")).containsExactly("0");

    Copied copied = copies.copy(order(1).resumed(), SILENT);

    assertThat(copied.isSame()).isTrue();
    assertThat(journal()).isEmpty();
    assertThat(targets.rows(copy, "SELECT is_disabled FROM sys.triggers")).containsExactly("0");
  }

  @Test
  void contents_that_are_regenerated_are_not_compared() throws Exception {
    database = sources.create("XPVDIR");
    run("CREATE TABLE dbo.T (n int NOT NULL)", "INSERT INTO dbo.T VALUES (1)");

    Copied copied = copies.copy(order(1), SILENT);

    assertThat(copied.compared()).isEqualTo(Depth.ROWS);
    assertThat(copied.tables()).extracting(CopiedTable::rows).containsExactly(1L);
  }
}
