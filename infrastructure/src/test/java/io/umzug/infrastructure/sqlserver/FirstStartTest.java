package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.Pages;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.Table;
import io.umzug.application.work.WorkContext;
import io.umzug.application.worker.ServiceStartWorker;
import io.umzug.domain.evidence.AtlasAdaptation;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRows;
import io.umzug.domain.migration.MigrationEvent.ServiceStartRequested;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** R31 over the real driver: which tables go when a first start fails, and which never do. */
@Timeout(120)
class FirstStartTest {

  private static final List<DatabaseMove> BOTH =
      List.of(new DatabaseMove("XPDATA", OLD, NEW), new DatabaseMove("XPSTATS", OLD, NEW));

  @TempDir Path folder;
  private StandInEstate standIn;

  @BeforeEach
  void start() throws Exception {
    standIn = new StandInEstate(folder);
    standIn.newInstance.run("master", "CREATE DATABASE [XPDATA]");
    standIn.newInstance.run("master", "CREATE DATABASE [XPSTATS]");
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  /** What a service does to its databases when it is started. */
  @FunctionalInterface
  private interface Startup {
    boolean run(int start) throws Exception;
  }

  private final class Service implements ServiceControl {
    private final Startup startup;
    private int starts;
    private boolean running;

    Service(Startup startup) {
      this.startup = startup;
    }

    @Override
    public Status query(Estate estate) {
      return new Status(running ? State.RUNNING : State.STOPPED, 0, "STATE");
    }

    @Override
    public String account(Estate estate) {
      return estate.xphone().serviceAccount();
    }

    @Override
    public String eventLog(Estate estate) {
      return "";
    }

    @Override
    public Status start(Estate estate) {
      if (!running) {
        try {
          running = startup.run(++starts);
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
      return query(estate);
    }

    @Override
    public Status stop(Estate estate) {
      running = false;
      return query(estate);
    }
  }

  private static final class Notes implements WorkContext {
    private final List<String> notes = new ArrayList<>();

    @Override
    public void progress(String subject, int percent) {}

    @Override
    public void remember(String note) {
      notes.add(note);
    }

    @Override
    public Optional<String> recall() {
      return notes.isEmpty() ? Optional.empty() : Optional.of(notes.getLast());
    }

    @Override
    public Optional<String> recallEarlierAttempt() {
      return Optional.empty();
    }
  }

  private Report start(Service service, Task task) throws InterruptedException {
    Estates estates = StandInEstate.only(standIn::estate);
    AtlasFiles atlas =
        new AtlasFiles() {
          @Override
          public List<Entry> entries(Estate estate, HostPath file) {
            return List.of(new Entry(1, "XPDATA", NEW), new Entry(2, "XPSTATS", NEW));
          }

          @Override
          public AtlasAdaptation adapt(Estate estate, HostPath file, Map<String, String> targets) {
            throw new AssertionError("A start adapts nothing");
          }
        };
    return new ServiceStartWorker(
            estates,
            standIn.servers(),
            atlas,
            service,
            ApplicationPools.NONE,
            _ -> new Pages.Visit(200, null))
        .perform(
            new ServiceStartRequested(
                new WorkOrder(
                    new MigrationId("acme"),
                    "test",
                    Step.START_SERVICE,
                    task,
                    1,
                    0,
                    0,
                    Site.TARGET),
                BOTH),
            new Notes());
  }

  private void create(String database, String table) throws Exception {
    standIn.newInstance.run(
        database, "CREATE TABLE dbo.%s (id int NOT NULL PRIMARY KEY)".formatted(table));
  }

  private List<String> tables(String database) {
    try (SqlServer server = standIn.connect(NEW, "look")) {
      return server.tables(database).stream().map(Table::qualifiedName).toList();
    }
  }

  @Test
  void empty_tables_that_the_start_left_go_and_the_rows_of_the_good_start_are_told()
      throws Exception {
    Service service =
        new Service(
            start -> {
              create("XPDATA", "Part" + start);
              if (start == 2) {
                standIn.newInstance.run("XPDATA", "INSERT INTO dbo.Part2 (id) VALUES (1), (2)");
              }
              return start == 2;
            });
    Report.ServiceStarted started = (Report.ServiceStarted) start(service, Task.START_SERVICE);
    assertThat(started.run().healedStarts()).isEqualTo(1);
    assertThat(started.run().rows())
        .containsExactly(new DatabaseRows("XPDATA", 2), new DatabaseRows("XPSTATS", 0));
    assertThat(tables("XPDATA")).containsExactly("dbo.Part2");
  }

  @Test
  void rows_that_were_there_before_the_first_start_are_not_taken_for_its_own() throws Exception {
    create("XPDATA", "Somebodys");
    standIn.newInstance.run("XPDATA", "INSERT INTO dbo.Somebodys (id) VALUES (1), (2), (3)");
    Service service =
        new Service(
            _ -> {
              create("XPDATA", "Own");
              standIn.newInstance.run("XPDATA", "INSERT INTO dbo.Own (id) VALUES (1)");
              return true;
            });
    Report.ServiceStarted started = (Report.ServiceStarted) start(service, Task.START_SERVICE);
    assertThat(started.run().rows())
        .containsExactly(new DatabaseRows("XPDATA", 1), new DatabaseRows("XPSTATS", 0));
  }

  @Test
  void a_service_that_nobody_saw_start_brought_no_row_that_umzug_could_know_of() throws Exception {
    create("XPDATA", "Somebodys");
    standIn.newInstance.run("XPDATA", "INSERT INTO dbo.Somebodys (id) VALUES (1), (2), (3)");
    Service service = new Service(_ -> true);
    service.running = true;
    Report.ServiceStarted started = (Report.ServiceStarted) start(service, Task.START_SERVICE);
    assertThat(started.run().rows())
        .containsExactly(new DatabaseRows("XPDATA", 0), new DatabaseRows("XPSTATS", 0));
  }

  @Test
  void a_database_that_had_a_table_before_the_first_start_loses_none() throws Exception {
    create("XPSTATS", "Somebodys");
    Service service =
        new Service(
            start -> {
              create("XPSTATS", "Part" + start);
              return false;
            });
    Report.ServiceStartFailed failed =
        (Report.ServiceStartFailed) start(service, Task.START_SERVICE);
    assertThat(failed.diagnosis().rules()).contains("R31");
    assertThat(failed.diagnosis().exactText()).contains("XPSTATS/dbo.Part1");
    assertThat(tables("XPSTATS")).containsExactlyInAnyOrder("dbo.Somebodys", "dbo.Part1");
    assertThat(service.starts).isEqualTo(1);
  }

  @Test
  void one_filled_table_keeps_the_whole_database() throws Exception {
    Service service =
        new Service(
            start -> {
              create("XPDATA", "Empty" + start);
              create("XPDATA", "Filled" + start);
              standIn.newInstance.run(
                  "XPDATA", "INSERT INTO dbo.Filled%d (id) VALUES (1)".formatted(start));
              return false;
            });
    Report.ServiceStartFailed failed =
        (Report.ServiceStartFailed) start(service, Task.START_SERVICE);
    assertThat(failed.diagnosis().exactText()).isEqualTo("XPDATA/dbo.Filled1: 1 rows");
    assertThat(tables("XPDATA")).containsExactlyInAnyOrder("dbo.Empty1", "dbo.Filled1");
  }

  @Test
  void after_two_healed_starts_it_is_a_persons_matter() throws Exception {
    Service service =
        new Service(
            start -> {
              create("XPDATA", "Part" + start);
              return false;
            });
    Report.ServiceStartFailed failed =
        (Report.ServiceStartFailed) start(service, Task.START_SERVICE);
    assertThat(failed.diagnosis().cause()).contains("2 times");
    assertThat(service.starts).isEqualTo(3);
    assertThat(tables("XPDATA")).containsExactly("dbo.Part3");
  }

  @Test
  void a_service_that_is_run_again_heals_nothing_and_counts_nothing() throws Exception {
    Service failing =
        new Service(
            start -> {
              create("XPDATA", "Part" + start);
              return false;
            });
    assertThat(start(failing, Task.RUN_SERVICE)).isInstanceOf(Report.ServiceStartFailed.class);
    assertThat(failing.starts).isEqualTo(1);
    assertThat(tables("XPDATA")).containsExactly("dbo.Part1");

    Report.ServiceStarted started =
        (Report.ServiceStarted) start(new Service(_ -> true), Task.RUN_SERVICE);
    assertThat(started.run().rows()).isEmpty();
    assertThat(started.run().pages()).hasSize(2);
  }
}
