package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.umzug.application.copy.Copied;
import io.umzug.application.copy.Copied.CopiedTable;
import io.umzug.application.copy.CopyDifference;
import io.umzug.application.copy.CopyDifference.Moment;
import io.umzug.application.copy.CopyFailed;
import io.umzug.application.copy.CopyProgress;
import io.umzug.application.copy.CopyProgress.Stage;
import io.umzug.application.copy.CopyRefused;
import io.umzug.application.copy.CopyRefused.Reason;
import io.umzug.application.copy.DirectCopy;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAuthentication.SqlLogin;
import io.umzug.application.verification.ContentsVerification.Depth;
import io.umzug.domain.schema.Gap;
import io.umzug.domain.schema.RowTransport;
import io.umzug.domain.schema.ScriptTarget;
import io.umzug.domain.schema.Selection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Databases straight from one server to another, or to the same, over the wire. */
abstract class DirectCopyContract extends CopyingServers {

  @Test
  void a_database_with_one_of_everything_arrives_as_it_was() throws Exception {
    run(Everything.BATCHES.toArray(String[]::new));
    fill(4);

    Copied copied = copies.copy(order(2), SILENT);

    assertCopied();
    assertThat(copied.tables())
        .extracting(CopiedTable::table, CopiedTable::rows, CopiedTable::transport)
        .contains(
            tuple("dbo.Big", 1280L, RowTransport.BULK),
            tuple("dbo.Values", 37L, RowTransport.STATEMENTS),
            tuple("dbo.Departments", 2L, RowTransport.BULK));
    assertThat(copied.differences()).isEmpty();
    assertThat(copied.tables()).extracting(CopiedTable::sum).doesNotContainNull();
    assertThat(copied.notCompared()).contains("dbo.Big.doubled", "dbo.Big.changed");
    assertThat(journal()).isEmpty();
    String distrusted = "SELECT name FROM sys.foreign_keys WHERE is_not_trusted = 1 ORDER BY name";
    assertThat(targets.rows(copy, distrusted)).isEqualTo(sources.rows(database, distrusted));
    targets.run(copy, "INSERT INTO dbo.Big (at) VALUES ('2024-01-01T00:00:00')");
    assertThat(targets.rows(copy, "SELECT MAX(id) FROM dbo.Big")).containsExactly("1281");
  }

  @Test
  void a_copy_that_is_killed_goes_on_with_the_tables_that_are_not_whole() throws Exception {
    fill(4);
    run("CREATE TABLE dbo.Small (n int NOT NULL)", "INSERT INTO dbo.Small VALUES (7)");
    DirectCopy one = order(1);

    kill(one, reached -> reached.table().equals("dbo.Big") && reached.rows() > BATCH);
    assertThat(targets.rows(copy, "SELECT COUNT(*) FROM dbo.Big")).containsExactly("500");
    assertThatExceptionOfType(CopyRefused.class)
        .isThrownBy(() -> copies.copy(one, SILENT))
        .matches(e -> e.reason() == Reason.BEGUN_BEFORE);
    kill(one.resumed(), reached -> reached.table().equals("dbo.Small"));

    Copied copied = copies.copy(one.resumed(), SILENT);

    assertThat(copied.tables())
        .extracting(CopiedTable::table, CopiedTable::rows, CopiedTable::kept)
        .containsExactly(tuple("dbo.Big", 1280L, true), tuple("dbo.Small", 1L, false));
    assertThat(copied.consistency()).contains("gone on with later");
    assertThat(copied.isSame()).isTrue();
    assertCopied();
  }

  @Test
  void tables_whose_names_read_alike_are_told_apart_by_the_next_run() throws Exception {
    run("CREATE SCHEMA [a.b]");
    run("CREATE SCHEMA a");
    run(
        "CREATE TABLE [a.b].[c] (n int NOT NULL)",
        "CREATE TABLE [a].[b.c] (n int NOT NULL)",
        "INSERT INTO [a.b].[c] VALUES (1)",
        "INSERT INTO [a].[b.c] VALUES (2), (3)");
    DirectCopy one = order(1);
    kill(one, reached -> reached.done() == 1);

    Copied copied = copies.copy(one.resumed(), SILENT);

    assertThat(copied.tables()).extracting(CopiedTable::rows).containsExactlyInAnyOrder(1L, 2L);
    assertThat(copied.isSame()).isTrue();
    assertThat(targets.rows(copy, "SELECT n FROM [a.b].[c]")).containsExactly("1");
    assertThat(targets.rows(copy, "SELECT n FROM [a].[b.c] ORDER BY n")).containsExactly("2", "3");
  }

  @Test
  void a_copy_that_is_killed_before_it_was_compared_is_compared_by_the_next_run() throws Exception {
    twoTables();
    DirectCopy one = order(1);
    kill(one, reached -> reached.stage() == Stage.COMPARING && reached.done() == 1);
    // What was compared is believed: this row would be seen in a table that is read.
    targets.run(
        copy, "UPDATE dbo.A SET line = N'y' WHERE id = 1", "DELETE FROM dbo.B WHERE id = 2");

    Copied compared = copies.copy(one.resumed(), SILENT);

    assertThat(compared.differences()).extracting(CopyDifference::table).containsExactly("dbo.B");
    assertThat(compared.differences().getFirst().sentence())
        .contains("dbo.B: 2 rows at the source, 1 at the target (source: 2 rows, sum ")
        .contains("copy anew");
    assertThat(compared.tables()).extracting(CopiedTable::kept).containsExactly(true, true);
    assertThat(compared.tables().getLast().sum()).isNull();
    assertThat(journal()).hasSize(1);

    Copied taken = copies.copy(one.resumed().comparedBy(Depth.ROWS), SILENT);

    assertThat(taken.compared()).isEqualTo(Depth.ROWS);
    assertThat(taken.isSame()).isTrue();
    assertThat(journal()).isEmpty();
  }

  /** Writes to the source whenever a table is through. */
  private CopyProgress writing() {
    int[] times = {0};
    return reached -> {
      if (reached.done() > 0 || reached.stage() == Stage.COMPARING) {
        try {
          run("UPDATE dbo.A SET line = N'%d' WHERE id = 1".formatted(++times[0]));
        } catch (SQLException e) {
          throw new AssertionError(e);
        }
      }
    };
  }

  @Test
  void a_source_that_is_written_to_is_told_and_with_snapshots_is_no_difference() throws Exception {
    twoTables();
    Copied torn = copies.copy(order(1), writing());
    assertThat(torn.differences())
        .extracting(CopyDifference::table, CopyDifference::moment)
        .containsExactly(tuple("dbo.A", Moment.IN_USE));
    assertThat(torn.consistency()).contains("without snapshot isolation");
    Copied later = copies.copy(order(1).resumed(), SILENT);
    assertThat(later.differences())
        .extracting(CopyDifference::moment)
        .containsExactly(Moment.LATER);
    targets.close();

    sources.run("master", "ALTER DATABASE " + database + " SET ALLOW_SNAPSHOT_ISOLATION ON");
    Copied whole = copies.copy(order(2), writing());

    assertThat(whole.differences()).isEmpty();
    assertThat(whole.consistency()).contains("snapshot isolation");
    assertThat(journal()).isEmpty();
  }

  @Test
  void a_trigger_of_the_database_neither_forbids_nor_sees_the_end_of_the_copy() throws Exception {
    run(
        "CREATE TABLE dbo.T (n int NOT NULL)",
        "INSERT INTO dbo.T VALUES (7)",
        "CREATE TRIGGER [no ]]drop] ON DATABASE FOR DROP_TABLE AS ROLLBACK",
        "CREATE TRIGGER asleep ON DATABASE FOR CREATE_TABLE AS ROLLBACK",
        "DISABLE TRIGGER asleep ON DATABASE");

    Copied copied = copies.copy(order(1), SILENT);

    assertThat(copied.isSame()).isTrue();
    assertThat(journal()).isEmpty();
    assertThat(
            targets.rows(
                copy, "SELECT name FROM sys.triggers WHERE is_disabled = 0 AND parent_class = 0"))
        .containsExactly("no ]drop");
    assertCopied();
  }

  /** The first test to run against a real server: the stand-in converts as it was written to. */
  @Test
  void values_that_are_announced_as_another_type_arrive_as_they_were() throws Exception {
    run(
        "CREATE TABLE dbo.Converted (id int NOT NULL PRIMARY KEY, d date NULL, t time(7) NULL,"
            + " t0 time(0) NULL, dt datetime NULL, dt2 datetime2(7) NULL, dt3 datetime2(3) NULL,"
            + " small smalldatetime NULL, off datetimeoffset(7) NULL, off0 datetimeoffset(0) NULL,"
            + " guid uniqueidentifier NULL, m money NULL, sm smallmoney NULL, h hierarchyid NULL,"
            + " gem geometry NULL, geo geography NULL)",
        "INSERT INTO dbo.Converted VALUES (1, '0001-01-01', '00:00:00', '00:00:00',"
            + " '1753-01-01T00:00:00.000', '0001-01-01T00:00:00', '0001-01-01T00:00:00.000',"
            + " '1900-01-01T00:00:00', '0001-01-01T00:00:00+00:00', '2024-03-31T02:30:00+02:00',"
            + " '00000000-0000-0000-0000-000000000000', -922337203685477.5808, -214748.3648,"
            + " CAST(0x AS hierarchyid), NULL, NULL)",
        "INSERT INTO dbo.Converted VALUES (2, '9999-12-31', '23:59:59.9999999', '23:59:59',"
            + " '9999-12-31T23:59:59.997', '9999-12-31T23:59:59.9999999',"
            + " '9999-12-31T23:59:59.999', '2079-06-06T23:59:00',"
            + " '9999-12-31T23:59:59.9999999+14:00', '2024-10-27T02:30:00-05:30',"
            + " 'FFFFFFFF-EEEE-4DDD-8CCC-0123456789AB', 922337203685477.5807, 214748.3647,"
            + " CAST(0x58 AS hierarchyid),"
            + " CAST(0x00000000010C000000000000F03F0000000000000040 AS geometry),"
            + " CAST(0xE6100000010C17D9CEF753D34740D34D6210585936C0 AS geography))",
        "INSERT INTO dbo.Converted (id) VALUES (3)");

    Copied copied = copies.copy(order(1), SILENT);

    assertThat(copied.tables())
        .extracting(CopiedTable::transport)
        .containsExactly(RowTransport.BULK);
    assertThat(copied.isSame()).isTrue();
    assertCopied();
  }

  @Test
  void a_table_with_a_column_set_goes_as_statements() throws Exception {
    run(
        "CREATE TABLE dbo.Wide (id int NOT NULL, a int SPARSE NULL, b nvarchar(9) SPARSE NULL,"
            + " every xml COLUMN_SET FOR ALL_SPARSE_COLUMNS)",
        "INSERT INTO dbo.Wide (id, a, b) VALUES (1, 7, NULL), (2, NULL, N'x')");

    Copied copied = copies.copy(order(1), SILENT);

    assertThat(copied.tables())
        .extracting(CopiedTable::rows, CopiedTable::transport)
        .containsExactly(tuple(2L, RowTransport.STATEMENTS));
    assertThat(copied.isSame()).isTrue();
    assertThat(targets.rows(copy, "SELECT b FROM dbo.Wide ORDER BY id")).containsExactly(null, "x");
  }

  @Test
  void what_interrupted_work_left_at_the_source_stays_there_and_is_told() throws Exception {
    twoTables();
    run(
        "CREATE TABLE dbo.umzug_copy (item nvarchar(300) NOT NULL PRIMARY KEY)",
        "CREATE TABLE dbo.umzug_import (script nvarchar(64) NOT NULL PRIMARY KEY)",
        "CREATE TABLE dbo.[umzug long values] (id int NOT NULL)");

    Copied copied = copies.copy(order(1), SILENT);

    assertThat(copied.gaps())
        .filteredOn(gap -> gap.sentence().contains("did not come to its end"))
        .extracting(Gap::severity, Gap::object)
        .containsExactly(
            tuple(Gap.Severity.WARNING, "dbo.umzug long values"),
            tuple(Gap.Severity.WARNING, "dbo.umzug_copy"),
            tuple(Gap.Severity.WARNING, "dbo.umzug_import"));
    assertThat(copied.isSame()).isTrue();
    assertThat(targets.rows(copy, "SELECT name FROM sys.tables ORDER BY name"))
        .containsExactly("A", "B");
    assertCopied();
  }

  @Test
  void readers_see_one_moment_which_is_behind_the_reading_of_the_schema() throws Exception {
    twoTables();
    sources.run("master", "ALTER DATABASE " + database + " SET ALLOW_SNAPSHOT_ISOLATION ON");
    // Asked for with each connection: the second reader's is opened when the schema was read.
    int[] asked = {0};
    SqlLogin login = (SqlLogin) source().authentication();
    SqlLogin writing =
        new SqlLogin(
            login.user(),
            () -> {
              if (++asked[0] == 2) {
                write();
              }
              return login.password().get();
            });

    copies.copy(order(as(writing), target(), new ScriptTarget.Creation(null, null), 2), SILENT);

    assertThat(targets.rows(copy, "SELECT line FROM dbo.A WHERE id = 1")).containsExactly("late");
    assertThat(targets.rows(copy, "SELECT line FROM dbo.B WHERE id = 1")).containsExactly("late");
  }

  private SqlServerAccess as(SqlLogin login) {
    SqlServerAccess source = source();
    return new SqlServerAccess(
        source.server(),
        source.endpoint(),
        source.browserPort(),
        login,
        source.encryption(),
        source.timeouts());
  }

  private void write() {
    try {
      run("UPDATE dbo.A SET line = N'late'", "UPDATE dbo.B SET line = N'late'");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Nothing is begun, which could be gone on with. */
  private static final CopyProgress NEVER =
      new CopyProgress() {
        @Override
        public void reached(Reached reached) {
          throw new AssertionError(reached);
        }

        @Override
        public void begun() {
          throw new AssertionError("begun");
        }
      };

  private void refused(DirectCopy order, Reason reason, String words) {
    assertThatExceptionOfType(CopyRefused.class)
        .isThrownBy(() -> copies.copy(order, NEVER))
        .matches(e -> e.reason() == reason)
        .withMessageContaining(words);
  }

  @Test
  void databases_of_the_servers_own_are_no_target_and_a_finished_copy_is_not_gone_on_with()
      throws Exception {
    twoTables();
    String before = copy;
    for (String system : List.of("model", "TempDB", "msdb", "master")) {
      copy = system;
      refused(order(1), Reason.SYSTEM_DATABASE, "SQL Server's own");
    }
    copy = before;
    boolean[] begun = {false};

    copies.copy(
        order(1),
        new CopyProgress() {
          @Override
          public void reached(Reached reached) {
            assertThat(begun[0]).isTrue();
          }

          @Override
          public void begun() {
            begun[0] = true;
          }
        });

    refused(order(1).resumed(), Reason.NOT_EMPTY, "leaves no mark");
    refused(order(1), Reason.NOT_EMPTY, "an empty database only");
  }

  @Test
  void nothing_is_written_where_the_target_is_not_free() throws Exception {
    run("CREATE TABLE dbo.T (n int NOT NULL)");

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
                        BATCH,
                        false,
                        Depth.CHECKSUM),
                    SILENT))
        .matches(e -> e.reason() == Reason.SAME_DATABASE);
    assertThatExceptionOfType(CopyRefused.class)
        .isThrownBy(() -> copies.copy(order(target(), null, 1), SILENT))
        .matches(e -> e.reason() == Reason.NO_DATABASE);
    targets.create(copy);
    targets.run(copy, "CREATE TABLE dbo.Foreign1 (n int NOT NULL)");
    assertThatExceptionOfType(CopyRefused.class)
        .isThrownBy(() -> copies.copy(order(1), SILENT))
        .matches(e -> e.reason() == Reason.NOT_EMPTY)
        .withMessageContaining("dbo.Foreign1");
    assertThat(targets.rows(copy, "SELECT name FROM sys.tables")).containsExactly("Foreign1");
  }

  @Test
  void another_collation_of_a_database_that_is_there_is_told_before_anything_is_written()
      throws Exception {
    run(
        "CREATE TYPE dbo.Phone FROM varchar(30) NOT NULL",
        "CREATE TABLE dbo.T (own varchar(9) NULL, phone dbo.Phone NULL)",
        "INSERT INTO dbo.T VALUES (N'5 €, äöü', '+49')");
    assertThat(otherCollation(copies.check(order(1)))).isEmpty();
    targets.create(copy, "COLLATE Cyrillic_General_CS_AS");

    List<Gap> gaps = otherCollation(copies.check(order(1)));
    assertThat(gaps)
        .extracting(Gap::severity, Gap::object)
        .containsExactly(
            tuple(Gap.Severity.WARNING, "dbo.T.phone"),
            tuple(Gap.Severity.WARNING, "the database"));
    Copied copied = copies.copy(order(1), SILENT);
    assertThat(copied.gaps()).containsAll(gaps);
    assertThat(copied.isSame()).isTrue();
    assertThat(targets.rows(copy, "SELECT own FROM dbo.T")).containsExactly("5 €, äöü");
    assertThat(
            targets.rows(
                copy,
                "SELECT collation_name FROM sys.columns WHERE object_id = OBJECT_ID('dbo.T') AND name = 'phone'"))
        .containsExactly("Cyrillic_General_CS_AS");
  }

  private static List<Gap> otherCollation(List<Gap> gaps) {
    return gaps.stream().filter(gap -> gap.sentence().contains("Cyrillic")).toList();
  }

  @Test
  void a_row_that_the_target_refuses_is_named_by_its_place() throws Exception {
    fill(4);
    kill(order(2), _ -> true);
    targets.run(
        copy,
        "ALTER TABLE dbo.Big ADD CONSTRAINT CK_short CHECK (id < 700)",
        "TRUNCATE TABLE dbo.Big");

    assertThatExceptionOfType(CopyFailed.class)
        .isThrownBy(() -> copies.copy(order(2).resumed(), SILENT))
        .matches(e -> e.errors().getFirst().number() == 547)
        .withMessageContaining("dbo.Big, rows 501 to 1000")
        .withMessageContaining("CK_short");
  }
}
