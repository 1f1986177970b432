package io.umzug.application.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.Pages;
import io.umzug.application.host.ServiceControl.State;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.worker.Surroundings.Alone;
import io.umzug.application.worker.Surroundings.OneAtlas;
import io.umzug.application.worker.Surroundings.OneEstate;
import io.umzug.application.worker.Surroundings.StubbornService;
import io.umzug.domain.migration.MigrationEvent.RestartRequested;
import io.umzug.domain.migration.MigrationEvent.ServiceStartRequested;
import io.umzug.domain.migration.MigrationEvent.ServiceStopRequested;
import io.umzug.domain.migration.MigrationEvent.SqlServerProbeRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each order names the site whose XPhone server it is about. */
class WorkersAtTheirSiteTest {

  private static final SqlServers NONE =
      (estate, server, purpose) -> {
        throw new SqlServerFailure(server, "reached", List.of(), null);
      };
  private static final Pages UP = _ -> new Pages.Visit(200, null);

  /** {@link OneEstate} with the source's XPhone server, without a Web-Admin of its own. */
  private static final class TwoSites implements Estates {
    @Override
    public List<Estate> all() {
      return List.of(named("estate"));
    }

    @Override
    public Estate named(String name) {
      Estate one = new OneEstate().named(name);
      XPhoneHost source =
          new XPhoneHost("OLDXP", "old/atlas.xml", "XPhoneOld", "D\\old", "", "", List.of());
      return new Estate(
          one.name(),
          one.title(),
          one.rehearsal(),
          one.route(),
          one.from(),
          one.to(),
          one.backupFolder(),
          one.sqlServers(),
          one.databases(),
          one.xphone(),
          Map.of(Site.SOURCE, source));
    }
  }

  @Test
  void the_service_of_the_orders_site_is_stopped() throws InterruptedException {
    StubbornService service = new StubbornService(State.STOPPED);
    ServiceStopRequested request =
        new ServiceStopRequested(
            Surroundings.order(Step.STOP_BEFORE_EXPRESS, Task.STOP_SERVICE, Site.SOURCE));
    assertThat(new ServiceStopWorker(new TwoSites(), service).perform(request, new Alone()))
        .as("stopped already is stopped")
        .isEqualTo(new Report.ServiceStopped(request.order(), "XPhoneOld"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
  void a_service_that_does_not_stop_is_a_persons_matter(State state) throws InterruptedException {
    StubbornService service = new StubbornService(state);
    Report.ServiceStopFailed failed =
        (Report.ServiceStopFailed)
            new ServiceStopWorker(new OneEstate(), service)
                .perform(
                    new ServiceStopRequested(
                        Surroundings.order(Step.STOP_BEFORE_EXPRESS, Task.STOP_SERVICE)),
                    new Alone());
    assertThat(failed.diagnosis().rules()).containsExactly("F4");
    assertThat(failed.diagnosis().exactText()).isEqualTo("STATE " + state);
    assertThat(service.told).containsExactly("stop");
  }

  @Test
  void a_site_that_is_not_described_is_told_with_what_to_add() throws InterruptedException {
    StubbornService service = new StubbornService(State.RUNNING);
    Report.RestartFailed failed =
        (Report.RestartFailed)
            new RestartWorker(new OneEstate(), service, UP)
                .perform(
                    new RestartRequested(
                        Surroundings.order(Step.RESTART, Task.RESTART_SERVICE, Site.INTERMEDIATE)),
                    new Alone());
    assertThat(failed.diagnosis().exactText()).contains("intermediate-xphone");
    assertThat(service.told).isEmpty();
  }

  @Test
  void a_service_is_run_again_where_it_is_and_only_configured_pages_are_opened()
      throws InterruptedException {
    List<String> opened = new ArrayList<>();
    Pages pages =
        url -> {
          opened.add(url);
          return new Pages.Visit(200, null);
        };
    Report report =
        new ServiceStartWorker(
                new TwoSites(),
                NONE,
                new OneAtlas("OLD"),
                new StubbornService(State.RUNNING),
                ApplicationPools.NONE,
                pages)
            .perform(
                new ServiceStartRequested(
                    Surroundings.order(Step.ROLL_BACK, Task.RUN_SERVICE, Site.SOURCE), List.of()),
                new Alone());
    assertThat(((Report.ServiceStarted) report).run().service()).isEqualTo("XPhoneOld");
    assertThat(opened).isEmpty();
  }

  @Test
  void a_server_that_atlas_does_not_name_yet_is_reached_too() {
    List<String> reached = new ArrayList<>();
    SqlServers servers =
        (estate, server, purpose) -> {
          reached.add(server);
          throw new SqlServerFailure(server, "reached", List.of(), null);
        };
    SqlServerProbeWorker worker =
        new SqlServerProbeWorker(new OneEstate(), servers, new OneAtlas("NEW"));
    var order = Surroundings.order(Step.RUN_BATCH_FILES, Task.PROBE_SQL_SERVERS);

    Report.SqlServersUnreachable unknown =
        (Report.SqlServersUnreachable)
            worker.perform(
                new SqlServerProbeRequested(order, List.of("THIRD", "FOURTH")), new Alone());
    assertThat(unknown.diagnosis().cause()).contains("FOURTH");
    assertThat(reached).as("all are known before the first is reached").isEmpty();

    assertThat(worker.perform(new SqlServerProbeRequested(order, null), new Alone()))
        .isInstanceOf(Report.SqlServersUnreachable.class);
    assertThat(reached).containsExactly("NEW");
  }
}
