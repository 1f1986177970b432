package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.script.ScriptContinuation;
import io.umzug.application.script.ScriptImport;
import io.umzug.application.script.ScriptImport.Barred;
import io.umzug.application.script.ScriptImport.Barred.Reason;
import io.umzug.application.script.ScriptImport.Completed;
import io.umzug.application.script.ScriptImport.Failed;
import io.umzug.application.script.ScriptImport.Refused;
import io.umzug.application.script.ScriptOptions;
import io.umzug.application.script.ScriptOrder;
import io.umzug.application.script.ScriptProgress;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.domain.script.Resumption.Outcome;
import io.umzug.domain.script.ScriptPlace;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptImports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts over the wire, with Microsoft's driver, whoever is at its other end. */
abstract class ScriptImportContract {

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();
  final OwnDatabases databases = new OwnDatabases(access());
  String database = "";

  /** The server that is asked; sysadmin. */
  abstract SqlServerAccess access();

  @BeforeEach
  void createDatabase() throws Exception {
    database = databases.create(OwnDatabases.name("UmzugRead"));
  }

  @AfterEach
  void dropDatabases() throws Exception {
    databases.close();
  }

  private Path script(String text) throws IOException {
    return Files.writeString(folder.resolve("script.sql"), text);
  }

  ScriptImport run(Path script, ScriptContinuation continuation) throws IOException {
    return run(script, database, continuation, _ -> {});
  }

  private ScriptImport run(Path script, String into, ScriptContinuation continuation, Watch watch)
      throws IOException {
    return new JdbcScriptImports()
        .importScript(
            access(),
            into,
            script,
            new ScriptOrder("work-1", ScriptOptions.usual(), continuation),
            telling(watch));
  }

  private ScriptImport run(String text) throws IOException {
    return run(script(text), ScriptContinuation.NONE);
  }

  private interface Watch {
    void reached(long batch);
  }

  private ScriptProgress telling(Watch watch) {
    return new ScriptProgress() {
      @Override
      public void reached(Reached reached) {
        watch.reached(reached.batch());
      }

      @Override
      public void said(ScriptPlace place, String text) {
        said.add(place.line() + ": " + text);
      }
    };
  }

  List<String> query(String sql) throws SQLException {
    return databases.rows(database, sql);
  }

  List<String> ids() throws SQLException {
    return query("SELECT id FROM dbo.t ORDER BY id");
  }

  List<String> tables() throws SQLException {
    return query("SELECT name FROM sys.tables ORDER BY name");
  }

  @Test
  void a_script_is_run_batch_by_batch_and_leaves_nothing_of_its_own() throws Exception {
    ScriptImport outcome =
        run(
            """
            CREATE TABLE dbo.t (id int NOT NULL PRIMARY KEY, txt nvarchar(50))
            GO
            INSERT INTO dbo.t VALUES (1, N'{d ''x''} GO
            GO
            ')
            PRINT 'behind it'
            GO
            UPDATE dbo.t SET txt = N'3' WHERE id = 1
            GO 3
            """);
    assertThat(outcome).isEqualTo(new Completed(3, 5, 4, false));
    assertThat(query("SELECT txt FROM dbo.t")).containsExactly("3");
    assertThat(tables()).containsExactly("t");
    assertThat(said).contains("6: behind it");
  }

  @Test
  void go_with_a_count_runs_the_batch_so_many_times() throws Exception {
    run("CREATE TABLE dbo.t (id int)\nGO\nINSERT INTO dbo.t SELECT COUNT(*) FROM dbo.t\nGO 7\n");
    assertThat(ids()).containsExactly("0", "1", "2", "3", "4", "5", "6");
  }

  @Test
  void the_first_error_stops_with_its_line_and_undoes_its_batch() throws Exception {
    ScriptImport outcome =
        run(
            """
            CREATE TABLE dbo.t (id int NOT NULL PRIMARY KEY)
            GO

            INSERT INTO dbo.t VALUES (1)
            INSERT INTO dbo.t
              VALUES (2), (1)
            GO
            INSERT INTO dbo.t VALUES (3)
            GO
            """);
    assertThat(outcome).isInstanceOf(Failed.class);
    Failed failed = (Failed) outcome;
    assertThat(failed.batch()).isEqualTo(2);
    assertThat(failed.place().line()).isEqualTo(5);
    assertThat(failed.errors().getFirst().error().number()).isEqualTo(2627);
    assertThat(failed.undone()).isTrue();
    assertThat(failed.sentence()).contains("Batch 2 failed.", "rolled back");
    assertThat(ids()).isEmpty();
  }

  @Test
  void nothing_is_run_of_a_script_that_is_not_understood_to_its_end() throws Exception {
    ScriptImport outcome = run("CREATE TABLE dbo.t (id int)\nGO\nPRINT 'open\n");
    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).refusal().place().line()).isEqualTo(3);
    assertThat(tables()).isEmpty();
    assertThat(run("SELECT 1\nGO\nDROP DATABASE " + database)).isInstanceOf(Refused.class);
    assertThat(run("SET IMPLICIT_TRANSACTIONS ON")).isInstanceOf(Refused.class);
  }

  @Test
  void a_failed_script_goes_on_at_its_batch_once_the_cause_is_mended() throws Exception {
    Path script =
        script("CREATE TABLE dbo.t (id int)\nGO\nINSERT INTO dbo.u VALUES (1)\nGO\nSELECT 1\n");
    assertThat(run(script, ScriptContinuation.NONE)).isInstanceOf(Failed.class);
    databases.run(database, "CREATE TABLE dbo.u (id int)");
    Barred barred = (Barred) run(script, ScriptContinuation.NONE);
    assertThat(barred.reason()).isEqualTo(Reason.BEGUN_BEFORE);
    assertThat(run(script, ScriptContinuation.RESUME)).isEqualTo(new Completed(3, 2, 2, false));
    assertThat(run(script, ScriptContinuation.NONE)).isEqualTo(new Completed(3, 0, 0, true));
    assertThat(tables()).containsExactly("t", "u");
    ScriptContinuation again = new ScriptContinuation(true, Outcome.UNKNOWN, true);
    assertThat(run(script, again)).isInstanceOf(Failed.class);
    databases.run(database, "DROP TABLE dbo.t");
    assertThat(run(script, again)).isEqualTo(new Completed(3, 3, 2, false));
  }

  @Test
  void a_script_that_was_mended_behind_what_was_run_goes_on() throws Exception {
    Path script =
        script("CREATE TABLE dbo.t (id int)\nGO\nINSERT dbo.t VALUES (1)\nGO\nSELECT 1/0\nGO\n");
    assertThat(run(script, ScriptContinuation.NONE)).isInstanceOf(Failed.class);
    String mended =
        "CREATE TABLE dbo.t (id int)\nGO\nINSERT dbo.t VALUES (1)\nGO\nINSERT dbo.u VALUES (2)\nGO\n";
    Files.writeString(script, mended);
    assertThat(((Barred) run(script, ScriptContinuation.NONE)).sentence())
        .contains("--resume goes on there");
    assertThat(run(script, ScriptContinuation.RESUME)).isInstanceOf(Failed.class);
    assertThat(said).anyMatch(line -> line.contains("The script was changed since"));
    Files.writeString(script, mended.replace("dbo.u VALUES (2)", "dbo.t VALUES (3)"));
    assertThat(run(script, ScriptContinuation.RESUME)).isEqualTo(new Completed(3, 1, 1, false));
    assertThat(ids()).containsExactly("1", "3");
    assertThat(tables()).containsExactly("t");
  }

  @Test
  void a_script_that_was_changed_does_not_go_on() throws Exception {
    Path script = script("CREATE TABLE dbo.t (id int)\nGO\nnonsense x y\n");
    assertThat(run(script, ScriptContinuation.NONE)).isInstanceOf(Failed.class);
    Files.writeString(script, "CREATE TABLE dbo.t (id bigint)\nGO\nSELECT 1\n");
    assertThat(((Barred) run(script, ScriptContinuation.RESUME)).reason())
        .isEqualTo(Reason.SCRIPT_CHANGED);
  }

  @Test
  void a_target_without_the_mark_is_not_gone_on_with() throws Exception {
    Path script = script("CREATE TABLE dbo.t (id int)\nGO\nnonsense x y\n");
    assertThat(run(script, ScriptContinuation.NONE)).isInstanceOf(Failed.class);
    databases.run(database, "DROP TABLE dbo.umzug_import");
    assertThat(((Barred) run(script, ScriptContinuation.RESUME)).reason())
        .isEqualTo(Reason.MARK_GONE);
  }

  @Test
  void stopped_between_any_two_batches_it_goes_on_as_if_it_had_not_been() throws Exception {
    StringBuilder text =
        new StringBuilder("CREATE TABLE dbo.t (id int NOT NULL PRIMARY KEY)\nGO\n");
    text.append("SET NOCOUNT ON\nGO\nUSE [").append(database).append("]\nGO\n");
    for (int i = 0; i < 6; i++) {
      text.append("INSERT INTO dbo.t SELECT COUNT(*) FROM dbo.t\nGO 3\n");
    }
    Path script = script(text.toString());
    ScriptImport outcome = null;
    int stops = 0;
    for (int round = 0; outcome == null && round < 50; round++) {
      int[] batches = {0};
      long[] last = {-1};
      try {
        outcome =
            run(
                script,
                database,
                ScriptContinuation.RESUME,
                batch -> {
                  // The first batch that is new in this round is the last of it.
                  if (batch > last[0] && ++batches[0] > stopsSoFar(script)) {
                    throw new WorkInterrupted("stopped");
                  }
                  last[0] = batch;
                });
      } catch (WorkInterrupted _) {
        stops++;
        Files.writeString(folder.resolve("stops"), "x".repeat(stops), StandardCharsets.US_ASCII);
      }
    }
    assertThat(outcome).isInstanceOf(Completed.class);
    assertThat(stops).isEqualTo(9);
    assertThat(ids()).hasSize(18).contains("0", "17");
  }

  private static long stopsSoFar(Path script) {
    try {
      Path stops = script.resolveSibling("stops");
      return Files.exists(stops) ? Files.size(stops) : 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_transaction_of_the_scripts_own_is_begun_again_from_its_beginning() throws Exception {
    Path script =
        script(
            """
            CREATE TABLE dbo.t (id int NOT NULL PRIMARY KEY)
            GO
            BEGIN TRANSACTION
            GO
            INSERT INTO dbo.t VALUES (1)
            GO
            INSERT INTO dbo.t VALUES (2)
            GO
            COMMIT TRANSACTION
            GO
            INSERT INTO dbo.t VALUES (3)
            """);
    for (long stop = 1; stop <= 5; stop++) {
      long at = stop;
      assertThatThrownBy(
              () ->
                  run(
                      script,
                      database,
                      ScriptContinuation.RESUME,
                      batch -> {
                        if (batch == at) {
                          throw new WorkInterrupted("stopped");
                        }
                      }))
          .isInstanceOf(WorkInterrupted.class);
      assertThat(ids()).hasSize(stop < 5 ? 0 : 2);
    }
    assertThat(run(script, ScriptContinuation.RESUME)).isEqualTo(new Completed(6, 1, 1, false));
    assertThat(ids()).containsExactly("1", "2", "3");
  }

  @Test
  void a_transaction_that_is_never_committed_is_told() throws Exception {
    Failed failed = (Failed) run("SELECT 1\nGO\nBEGIN TRAN\nGO\nCREATE TABLE dbo.t (id int)\n");
    assertThat(failed.sentence()).contains("without a COMMIT");
    assertThat(failed.place().line()).isEqualTo(3);
  }

  @Test
  void a_temporary_table_does_not_survive_and_is_told() throws Exception {
    Path script =
        script("CREATE TABLE #a (id int)\nGO\nnonsense x y\nGO\nINSERT INTO #a VALUES (1)\n");
    assertThat(run(script, ScriptContinuation.NONE)).isInstanceOf(Failed.class);
    Barred barred = (Barred) run(script, ScriptContinuation.RESUME);
    assertThat(barred.reason()).isEqualTo(Reason.TEMPORARY_TABLE);
    assertThat(barred.sentence()).contains("#A");
  }

  @Test
  void databases_are_created_outside_of_transactions() throws Exception {
    String other = databases.willDrop(database + "b");
    Path script =
        script(
            "CREATE DATABASE [%s]\nGO\nUSE [%s]\nGO\nCREATE TABLE dbo.t (id int)\nGO\n"
                .formatted(other, other));
    assertThat(run(script, "master", ScriptContinuation.NONE, _ -> {}))
        .isEqualTo(new Completed(3, 3, 0, false));
    assertThat(query("SELECT name FROM [" + other + "].sys.tables")).containsExactly("t");
    assertThat(query("SELECT name FROM master.sys.tables WHERE name = 't'")).isEmpty();
  }

  @Test
  void a_batch_of_which_nobody_can_tell_is_asked_about() throws Exception {
    Path script =
        script(
            """
            CREATE TABLE dbo.t (id int)
            GO
            BEGIN TRAN INSERT INTO dbo.t VALUES (1) COMMIT INSERT INTO dbo.none VALUES (1)
            GO
            INSERT INTO dbo.t VALUES (2)
            """);
    Failed failed = (Failed) run(script, ScriptContinuation.NONE);
    assertThat(failed.undone()).isFalse();
    assertThat(failed.sentence()).contains("may have stayed");
    Barred barred = (Barred) run(script, ScriptContinuation.RESUME);
    assertThat(barred.reason()).isEqualTo(Reason.IN_FLIGHT);
    assertThat(barred.sentence()).contains("Batch 2", "line 3", "--in-flight");
    assertThat(run(script, new ScriptContinuation(true, Outcome.DONE, false)))
        .isEqualTo(new Completed(3, 1, 1, false));
    assertThat(ids()).containsExactly("1", "2");
  }

  @Test
  void a_batch_that_no_transaction_may_hold_is_run_without() throws Exception {
    String other = databases.willDrop(database + "y");
    assertThat(run("EXEC('CREATE DATABASE " + other + "')\nGO\nUSE " + other + "\n"))
        .isInstanceOf(Completed.class);
    assertThat(query("SELECT name FROM sys.databases WHERE name = '" + other + "'"))
        .containsExactly(other);
  }

  @Test
  void a_trigger_of_the_database_neither_forbids_nor_sees_what_umzug_notes() throws Exception {
    databases.run(
        database, "CREATE TRIGGER kept ON DATABASE FOR CREATE_TABLE, DROP_TABLE AS ROLLBACK");

    assertThat(run("SELECT 1\nGO\nUSE master\n")).isInstanceOf(Completed.class);

    assertThat(tables()).isEmpty();
    assertThat(query("SELECT name FROM sys.triggers WHERE is_disabled = 0"))
        .containsExactly("kept");
  }

  @Test
  void options_of_the_session_hold_over_batches_and_over_a_cut() throws Exception {
    Path script =
        script(
            """
            SET QUOTED_IDENTIFIER OFF SET XACT_ABORT ON
            GO
            SET NOCOUNT ON SELECT 1
            GO
            PRINT CAST(@@OPTIONS AS varchar(10))
            GO
            """);
    run(script, ScriptContinuation.NONE);
    assertThat(said).contains("5: 22136");
    said.clear();
    createDatabase();
    assertThatThrownBy(
            () ->
                run(
                    script,
                    database,
                    ScriptContinuation.RESUME,
                    batch -> {
                      if (batch == 2) {
                        throw new WorkInterrupted("stopped");
                      }
                    }))
        .isInstanceOf(WorkInterrupted.class);
    assertThat(said).isEmpty();
    assertThat(run(script, ScriptContinuation.RESUME)).isEqualTo(new Completed(3, 1, 0, false));
    assertThat(said).contains("5: 22136");
  }

  @Test
  void two_imports_of_one_script_do_not_run_at_a_time() throws Exception {
    Path script = script("SELECT 1\n");
    List<ScriptImport> second = new ArrayList<>();
    run(
        script,
        database,
        ScriptContinuation.NONE,
        _ -> {
          try {
            second.add(run(script, ScriptContinuation.RESUME));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(((Barred) second.getFirst()).reason()).isEqualTo(Reason.RUNS_ALREADY);
  }
}
