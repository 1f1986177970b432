package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OPERATOR;
import static io.umzug.infrastructure.sqlserver.StandInEstate.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.script.ScriptContinuation;
import io.umzug.application.script.ScriptImport;
import io.umzug.application.script.ScriptImport.Completed;
import io.umzug.application.script.ScriptOrder;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract with the stand-in at the other end. */
class ScriptImportTest extends ScriptImportContract {

  /** With 1, the connection is cut at each request; the sample takes less time. */
  private static final int EVERY = Integer.getInteger("umzug.cut-every", 4);

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
  SqlServerAccess access() {
    return StandInEstate.access(NEW, estate.newServer.port(), OPERATOR, PASSWORD);
  }

  /** Everything that a killed client may leave behind: the request or its answer is lost. */
  @Test
  void cut_off_at_any_request_it_goes_on_and_every_batch_has_run_once() throws Exception {
    try (CuttingProxy proxy = new CuttingProxy(estate.newServer.port())) {
      int cuts = 0;
      for (boolean delivered : new boolean[] {false, true}) {
        for (int at = delivered ? 10 : 9; at < 200; at += EVERY) {
          database = OwnDatabases.name("UmzugCut");
          estate.newInstance.run("master", "CREATE DATABASE " + database);
          // The stand-in, unlike SQL Server, does not roll back the creation of a table.
          estate.newInstance.run(database, "CREATE TABLE dbo.t (id int NOT NULL)");
          estate.newInstance.run(database, "CREATE TABLE dbo.w (name nvarchar(128))");
          Path script = manySided("cut%d%b.sql".formatted(at, delivered));
          proxy.cutAt(at, delivered);
          try {
            ScriptImport uncut =
                new JdbcScriptImports()
                    .importScript(
                        StandInEstate.access(NEW, proxy.port(), OPERATOR, PASSWORD),
                        database,
                        script,
                        ScriptOrder.ofWork("work-1"),
                        _ -> {});
            assertThat(uncut).isInstanceOf(Completed.class);
            break;
          } catch (SqlServerFailure _) {
            cuts++;
          }
          String where = "cut at piece %d, delivered %b".formatted(at, delivered);
          assertThat(run(script, ScriptContinuation.RESUME))
              .as(where)
              .isInstanceOf(Completed.class);
          assertThat(ids()).as(where).containsExactly("0", "1", "2", "3", "4");
          assertThat(query("SELECT name FROM dbo.w")).as(where).containsExactly(database + "x");
          assertThat(tables()).as(where).containsExactly("t", "w");
        }
      }
      assertThat(cuts).isGreaterThan(10);
    }
  }

  private Path manySided(String name) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        """
        INSERT INTO dbo.t SELECT COUNT(*) FROM dbo.t
        GO 2
        BEGIN TRANSACTION
        GO
        INSERT INTO dbo.t SELECT COUNT(*) FROM dbo.t
        GO
        COMMIT
        GO
        CREATE DATABASE [#x]
        GO
        USE [#x]
        GO
        INSERT INTO #.dbo.w SELECT DB_NAME()
        GO
        INSERT INTO #.dbo.t SELECT COUNT(*) FROM #.dbo.t
        GO 2
        """
            .replace("#", database));
  }
}
