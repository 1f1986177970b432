package io.umzug.application.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.estate.Estate;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.Pages;
import io.umzug.application.host.ServiceControl.State;
import io.umzug.application.host.SnapshotFiles;
import io.umzug.application.script.DatabaseScripts;
import io.umzug.application.script.ExportProgress;
import io.umzug.application.script.ScriptExport;
import io.umzug.application.script.ScriptExported;
import io.umzug.application.script.ScriptExports;
import io.umzug.application.script.ScriptFiles;
import io.umzug.application.script.ScriptImport;
import io.umzug.application.script.ScriptImports;
import io.umzug.application.script.ScriptOrder;
import io.umzug.application.script.ScriptProgress;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.worker.Surroundings.Alone;
import io.umzug.application.worker.Surroundings.OneAtlas;
import io.umzug.application.worker.Surroundings.OneEstate;
import io.umzug.application.worker.Surroundings.StubbornService;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseScript;
import io.umzug.domain.evidence.KeptFile;
import io.umzug.domain.migration.MigrationEvent.RestoreRequested;
import io.umzug.domain.migration.MigrationEvent.ScriptRunRequested;
import io.umzug.domain.migration.MigrationEvent.ServiceStartRequested;
import io.umzug.domain.migration.MigrationEvent.SnapshotRestoreRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.schema.Gap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a worker must stop before it reaches a server. */
class NothingIsDestroyedTest {

  private final List<String> reached = new ArrayList<>();
  private final SqlServers servers =
      (estate, server, purpose) -> {
        reached.add(server);
        throw new SqlServerFailure(server, "reached", List.of(), null);
      };

  private Report restore(String dataSource) throws InterruptedException {
    return restore(dataSource, null);
  }

  private Report restore(String dataSource, @Nullable List<DatabaseMove> moves)
      throws InterruptedException {
    DatabaseBackup backup =
        new DatabaseBackup("XPDATA", "OLD", "\\\\NEW\\Backup\\x.bak", "guid", 1, "00", List.of());
    return new RestoreWorker(
            new OneEstate(),
            servers,
            new OneAtlas(dataSource),
            new StubbornService(State.STOPPED),
            ContentsVerification.ofRowsOnly())
        .perform(
            new RestoreRequested(
                Surroundings.order(Step.RESTORE, Task.RESTORE_DATABASES), List.of(backup), moves),
            new Alone());
  }

  @ParameterizedTest
  @ValueSource(strings = {"OLD", "old", "(local)", "THIRD"})
  void the_restore_goes_to_no_server_but_the_moves_target_whatever_atlas_says(String dataSource)
      throws InterruptedException {
    Report.RestoreFailed failed = (Report.RestoreFailed) restore(dataSource);
    assertThat(failed.diagnosis().rules()).contains("R33");
    assertThat(failed.diagnosis().cause()).endsWith("Nothing was restored.");
    assertThat(reached).isEmpty();
  }

  @Test
  void the_moves_target_is_reached() throws InterruptedException {
    assertThat(restore("NEW")).isInstanceOf(Report.RestoreFailed.class);
    assertThat(reached).containsExactly("NEW");
  }

  @Test
  void the_orders_own_moves_say_where_a_restore_may_go() throws InterruptedException {
    List<DatabaseMove> toTheThird = List.of(new DatabaseMove("XPDATA", "OLD", "THIRD"));
    assertThat(((Report.RestoreFailed) restore("NEW", toTheThird)).diagnosis().cause())
        .endsWith("Nothing was restored.");
    assertThat(reached).isEmpty();
    assertThat(restore("THIRD", toTheThird)).isInstanceOf(Report.RestoreFailed.class);
    assertThat(reached).containsExactly("THIRD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"of another", "unreadable"})
  void no_database_gives_way_to_a_script_that_is_not_the_one_written(String file)
      throws InterruptedException {
    ScriptFiles files =
        new ScriptFiles() {
          @Override
          public Path place(String workId, String database) {
            throw new AssertionError("Nothing is written");
          }

          @Override
          public Written look(Path script) throws IOException {
            if (script.endsWith("XPDATA.sql")) {
              return new Written(1, "00");
            }
            if (file.equals("unreadable")) {
              throw new IOException("gone");
            }
            return new Written(1, "ff");
          }
        };
    StubbornService service = new StubbornService(State.STOPPED);
    Report.ScriptRunFailed failed =
        (Report.ScriptRunFailed)
            new ScriptRunWorker(
                    new OneEstate(),
                    servers,
                    new DatabaseScripts(
                        (estate, server) -> {
                          throw new AssertionError("No server is reached");
                        },
                        new NoExports(),
                        new NoImports(),
                        files),
                    service,
                    ContentsVerification.ofRowsOnly())
                .perform(
                    new ScriptRunRequested(
                        Surroundings.order(Step.RUN_SCRIPT, Task.RUN_SCRIPTS),
                        List.of(script("XPDATA"), script("XPVDIR")),
                        List.of(
                            new DatabaseMove("XPDATA", "OLD", "NEW"),
                            new DatabaseMove("XPVDIR", "OLD", "NEW"))),
                    new Alone());
    assertThat(failed.diagnosis().cause()).contains("XPVDIR");
    assertThat(reached).isEmpty();
    assertThat(service.told).isEmpty();
  }

  private static DatabaseScript script(String database) {
    return new DatabaseScript(database, "OLD", database + ".sql", 1, "00", List.of(), true);
  }

  private static final class NoExports implements ScriptExports {

    @Override
    public List<Gap> check(SqlServerAccess access, String purpose, ScriptExport export) {
      throw new AssertionError("Nothing is exported");
    }

    @Override
    public ScriptExported export(
        SqlServerAccess access, String purpose, ScriptExport export, ExportProgress progress) {
      throw new AssertionError("Nothing is exported");
    }
  }

  private static final class NoImports implements ScriptImports {

    @Override
    public ScriptImport importScript(
        SqlServerAccess access,
        String database,
        Path script,
        ScriptOrder order,
        ScriptProgress progress) {
      throw new AssertionError("Nothing is run");
    }

    @Override
    public void forget(SqlServerAccess access, String database, Path script) {
      throw new AssertionError("Nothing is forgotten");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
  void nothing_of_a_snapshot_is_put_back_under_a_running_service(State state)
      throws InterruptedException {
    StubbornService service = new StubbornService(state);
    SnapshotFiles untouchable =
        new SnapshotFiles() {
          @Override
          public List<KeptFile> keep(Estate estate, Selection selection) {
            throw new AssertionError("Nothing is kept");
          }

          @Override
          public void requireWhole(List<KeptFile> files) {
            throw new AssertionError("Nothing is looked at");
          }

          @Override
          public void putBack(Estate estate, String machine, List<KeptFile> files) {
            throw new AssertionError("Nothing is put back");
          }
        };
    Report.SnapshotRestoreFailed failed =
        (Report.SnapshotRestoreFailed)
            new SnapshotRestoreWorker(
                    new OneEstate(),
                    servers,
                    untouchable,
                    service,
                    ContentsVerification.ofRowsOnly())
                .perform(
                    new SnapshotRestoreRequested(
                        Surroundings.order(Step.ROLL_BACK, Task.RESTORE_SNAPSHOT),
                        "S1",
                        List.of(
                            new DatabaseBackup(
                                "XPDATA", "NEW", "x.bak", "guid", 1, "0", List.of())),
                        List.of()),
                    new Alone());
    assertThat(failed.diagnosis().rules()).containsExactly("F4");
    assertThat(reached).isEmpty();
    assertThat(service.told).as("to stop it is a part of its own").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RUNNING")
  void a_service_whose_databases_are_there_is_started_and_nothing_is_looked_at(State state)
      throws InterruptedException {
    StubbornService service = new StubbornService(state);
    Pages none =
        _ -> {
          throw new AssertionError("No page is configured");
        };
    ServiceStartRequested request =
        new ServiceStartRequested(
            Surroundings.order(Step.ROLL_BACK, Task.RUN_SERVICE),
            List.of(new DatabaseMove("XPDATA", "NEW", "NEW")));
    ServiceStartWorker worker =
        new ServiceStartWorker(
            new OneEstate(), servers, new OneAtlas("NEW"), service, ApplicationPools.NONE, none);
    assertThat(worker.perform(request, new Alone())).isInstanceOf(Report.ServiceStartFailed.class);
    assertThat(service.told).containsExactly("start");
    assertThat(reached).as("no table is counted, none is dropped").isEmpty();
  }

  @Test
  void no_table_is_dropped_under_a_service_that_is_still_starting() throws InterruptedException {
    Pages pages =
        _ -> {
          throw new AssertionError("No page of a service that is not up");
        };
    StubbornService starting = new StubbornService(State.START_PENDING);
    Report.ServiceStartFailed failed =
        (Report.ServiceStartFailed)
            new ServiceStartWorker(
                    new OneEstate(),
                    servers,
                    new OneAtlas("NEW"),
                    starting,
                    ApplicationPools.NONE,
                    pages)
                .perform(
                    new ServiceStartRequested(
                        Surroundings.order(Step.START_SERVICE, Task.START_SERVICE), List.of()),
                    new Alone());
    assertThat(starting.told).containsExactly("start");
    assertThat(failed.diagnosis().remedy()).contains("Umzug has changed nothing");
    assertThat(reached).isEmpty();
  }
}
