package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.script.ScriptContinuation;
import io.umzug.application.script.ScriptExport;
import io.umzug.application.script.ScriptExport.Destination;
import io.umzug.application.script.ScriptExport.Encoding;
import io.umzug.application.script.ScriptOptions;
import io.umzug.application.script.ScriptOrder;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.verification.FingerprintOrder;
import io.umzug.application.verification.FingerprintProgress;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.fingerprint.DatabaseFingerprint;
import io.umzug.domain.fingerprint.DatabaseFingerprint.Consistency;
import io.umzug.domain.fingerprint.TableDifference;
import io.umzug.domain.fingerprint.TableDifference.OtherColumns;
import io.umzug.domain.fingerprint.TableDifference.OtherContents;
import io.umzug.domain.fingerprint.TableDifference.OtherCount;
import io.umzug.domain.route.SqlServerRelease;
import io.umzug.domain.schema.ScriptTarget;
import io.umzug.domain.schema.Selection;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptExports;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptImports;
import io.umzug.infrastructure.sqlserver.verification.JdbcFingerprints;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What databases hold, over the wire with Microsoft's driver (R33), whoever is at its other end.
 */
abstract class FingerprintsContract {

  final JdbcFingerprints fingerprints = new JdbcFingerprints();
  private final OwnDatabases databases = new OwnDatabases(access());
  String database = "";

  /** The server that is asked; sysadmin. */
  abstract SqlServerAccess access();

  @BeforeEach
  void createDatabase() throws Exception {
    database = databases.create(OwnDatabases.name("UmzugHeld"));
  }

  @AfterEach
  void dropDatabases() throws Exception {
    databases.close();
  }

  void run(String... batches) throws SQLException {
    databases.run(database, batches);
  }

  private DatabaseFingerprint take(FingerprintOrder order) {
    return fingerprints.take(access(), "test", order, FingerprintProgress.NONE);
  }

  private DatabaseFingerprint take() {
    return take(FingerprintOrder.of(database));
  }

  private static TableFingerprint table(DatabaseFingerprint of, String name) {
    return of.tables().stream().filter(each -> each.table().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void what_a_script_brings_elsewhere_is_the_same_whatever_its_types(@TempDir Path folder)
      throws Exception {
    run(Everything.BATCHES.toArray(String[]::new));
    String copy = database + "Copy";
    Path script = folder.resolve("all.sql");
    ScriptExport export =
        new ScriptExport(
            database,
            new ScriptTarget(SqlServerRelease.SQL_2019, copy, null),
            Selection.EVERYTHING,
            true,
            Encoding.UTF_8,
            new Destination.SingleFile(script),
            false);
    new JdbcScriptExports().export(access(), "test", export, (_, _, _, _) -> {});
    databases.create(copy);
    new JdbcScriptImports()
        .importScript(
            access(),
            "master",
            script,
            new ScriptOrder("test", ScriptOptions.usual(), ScriptContinuation.NONE),
            _ -> {});

    DatabaseFingerprint source = take();
    DatabaseFingerprint target = take(FingerprintOrder.of(copy));

    assertThat(TableDifference.between(source, target)).isEmpty();
    assertThat(table(source, "dbo.Values").rows()).isEqualTo(37);
    assertThat(source.consistency()).isEqualTo(Consistency.NOT_ISOLATED);
    assertThat(table(source, "[it's ]]odd[].[Per son]").leftOut())
        .containsExactlyInAnyOrder("doubled", "kept", "byFunction", "changed");
  }

  @Test
  void another_value_of_any_type_is_found_and_its_table_named() throws Exception {
    run(Everything.BATCHES.toArray(String[]::new));
    DatabaseFingerprint before = take();
    List<String> changes =
        List.of(
            "b = 0 WHERE id = 2",
            "ti = 254 WHERE id = 2",
            "si = 0 WHERE id = 2",
            "bi = 1 WHERE id = 2",
            "d = 1234567890123456789012345678.0123456788 WHERE id = 2",
            "m = -922337203685477.5807 WHERE id = 2",
            "f = 2.2250738585072024E-308 WHERE id = 2",
            "r = 1.5 WHERE id = 2",
            "da = '0001-01-02' WHERE id = 2",
            "t = '23:59:59.9999998' WHERE id = 2",
            "dt = '1753-01-01T00:00:00.007' WHERE id = 2",
            "d2 = '9999-12-31T23:59:59.9999998' WHERE id = 2",
            "dto = '2024-02-29T06:30:00.123+00:00' WHERE id = 2",
            "vc = 'it''s ' WHERE id = 9",
            "nv = NULL WHERE id = 9",
            "vb = 0x00FE WHERE id = 9",
            "g = 'AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEF' WHERE id = 9",
            "x = N'<a b=\"2\"> <c/> </a>' WHERE id = 9",
            "nm = NULL WHERE id = 9");
    OtherContents found = new OtherContents("dbo.Values", table(before, "dbo.Values").rows());
    List<String> unseen = new ArrayList<>();
    DatabaseFingerprint last = before;
    for (String change : changes) {
      run("UPDATE dbo.[Values] SET " + change);
      DatabaseFingerprint now = take();
      if (!TableDifference.between(last, now).equals(List.of(found))) {
        unseen.add(change);
      }
      last = now;
    }
    assertThat(unseen).isEmpty();
  }

  @Test
  void rows_in_another_order_are_the_same_and_one_more_one_twice_or_a_lost_column_is_not()
      throws Exception {
    run(
        "CREATE TABLE dbo.A (id int NOT NULL, line nvarchar(20) NULL)",
        "CREATE TABLE dbo.B (id int NOT NULL, line nvarchar(20) NULL)",
        "INSERT INTO dbo.A VALUES (1, N'x'), (2, NULL), (3, N'')",
        "INSERT INTO dbo.B VALUES (3, N''), (1, N'x'), (2, NULL)");
    DatabaseFingerprint first = take();
    assertThat(table(first, "dbo.A").sum()).isEqualTo(table(first, "dbo.B").sum());
    run("INSERT INTO dbo.A VALUES (1, N'x')", "ALTER TABLE dbo.B DROP COLUMN line");
    assertThat(TableDifference.between(first, take()))
        .containsExactly(new OtherCount("dbo.A", 3, 4), new OtherColumns("dbo.B"));
  }

  @Test
  void a_long_value_counts_to_its_last_character_and_byte() throws Exception {
    run("CREATE TABLE dbo.Recordings (id int NOT NULL, note nvarchar(max), sound varbinary(max))");
    String text = "Grüße 😀\r\n".repeat(20_000);
    insert(text, new byte[300_000]);
    String one = table(take(), "dbo.Recordings").sum();
    run("DELETE FROM dbo.Recordings");
    insert(text.substring(0, text.length() - 1) + "\r", new byte[300_000]);
    String otherText = table(take(), "dbo.Recordings").sum();
    run("DELETE FROM dbo.Recordings");
    insert(text, new byte[300_001]);
    String otherBytes = table(take(), "dbo.Recordings").sum();
    run("DELETE FROM dbo.Recordings");
    insert(text, new byte[300_000]);
    assertThat(Set.of(one, otherText, otherBytes)).hasSize(3);
    assertThat(table(take(), "dbo.Recordings").sum()).isEqualTo(one);
  }

  private void insert(String text, byte[] sound) throws SQLException {
    try (Connection connection = SqlServerConnector.connection(access(), "test", database);
        var insert = connection.prepareStatement("INSERT INTO dbo.Recordings VALUES (1, ?, ?)")) {
      insert.setNString(1, text);
      insert.setBytes(2, sound);
      insert.execute();
    }
  }

  private void fill(int tables, int rows) throws SQLException {
    for (int table = 1; table <= tables; table++) {
      StringBuilder insert = new StringBuilder("INSERT INTO dbo.T" + table + " VALUES (0)");
      for (int row = 1; row < rows; row++) {
        insert.append(", (").append(row).append(')');
      }
      run("CREATE TABLE dbo.T" + table + " (id int NOT NULL)", insert.toString());
    }
  }

  @Test
  void more_connections_read_the_same_and_what_is_left_out_is_not_read() throws Exception {
    fill(5, 300);
    FingerprintOrder order = FingerprintOrder.of(database);
    assertThat(take(order.over(4)).tables()).hasSize(5).isEqualTo(take(order.over(1)).tables());
    assertThat(
            take(new FingerprintOrder(database, Set.of("dbo.T1", "dbo.T3"), 2, List.of())).tables())
        .extracting(TableFingerprint::table)
        .containsExactly("dbo.T2", "dbo.T4", "dbo.T5");
  }

  @Test
  void what_was_read_before_a_stop_is_not_read_again() throws Exception {
    fill(4, 10);
    List<TableFingerprint> known = new ArrayList<>();
    FingerprintOrder order = FingerprintOrder.of(database).over(1);
    assertThatThrownBy(
            () ->
                fingerprints.take(
                    access(),
                    "test",
                    order,
                    new FingerprintProgress() {
                      @Override
                      public void reached(long rows, long expected) {
                        if (known.size() == 2) {
                          throw new WorkInterrupted("stop");
                        }
                      }

                      @Override
                      public void finished(TableFingerprint table) {
                        known.add(table);
                      }
                    }))
        .isInstanceOf(WorkInterrupted.class);
    assertThat(known).hasSize(2);
    // What is known is believed: these rows would be seen in a table that is read.
    run("INSERT INTO " + known.getFirst().table() + " VALUES (77)");

    List<String> read = new ArrayList<>();
    List<Long> reached = new ArrayList<>();
    DatabaseFingerprint whole =
        fingerprints.take(
            access(),
            "test",
            order.knowing(known),
            new FingerprintProgress() {
              @Override
              public void reached(long rows, long expected) {
                reached.add(rows);
              }

              @Override
              public void finished(TableFingerprint table) {
                read.add(table.table());
              }
            });

    assertThat(read).hasSize(2).doesNotContain(known.getFirst().table(), known.get(1).table());
    assertThat(whole.tables()).hasSize(4).containsAll(known);
    assertThat(reached.getLast()).isEqualTo(40);
  }

  @Test
  void a_database_that_is_not_there_is_told_in_the_servers_words() throws Exception {
    assertThatThrownBy(() -> take(FingerprintOrder.of("Nowhere")))
        .isInstanceOfSatisfying(
            SqlServerFailure.class,
            failure -> assertThat(failure.errors().getFirst().number()).isEqualTo(4060));
  }
}
