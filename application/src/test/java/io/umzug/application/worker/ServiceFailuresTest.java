package io.umzug.application.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.CommandTrouble;
import io.umzug.application.host.Pages;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.worker.Surroundings.Alone;
import io.umzug.application.worker.Surroundings.OneAtlas;
import io.umzug.application.worker.Surroundings.OneEstate;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.migration.MigrationEvent.ServiceStartRequested;
import io.umzug.domain.migration.MigrationEvent.ServiceStopRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Windows says of a service that does not do as it is told. */
class ServiceFailuresTest {

  /** A stopped service of which a test says how its start ends. */
  private static class Stopped implements ServiceControl {
    private final Status ends;
    private final String account;
    int starts;

    Stopped(Status ends, String account) {
      this.ends = ends;
      this.account = account;
    }

    @Override
    public Status query(Estate estate) throws ServiceProblem {
      return new Status(State.STOPPED, 0, "STATE : 1 STOPPED");
    }

    @Override
    public String account(Estate estate) {
      return account;
    }

    @Override
    public String eventLog(Estate estate) {
      return "Event ID: 7038";
    }

    @Override
    public Status start(Estate estate) {
      starts++;
      return ends;
    }

    @Override
    public Status stop(Estate estate) throws ServiceProblem {
      return ends;
    }
  }

  private static Stopped ending(int code, int own) {
    return new Stopped(
        new ServiceControl.Status(
            ServiceControl.State.STOPPED, code, own, "[SC] StartService FAILED " + code),
        "D\\x");
  }

  /** Runs on, as after a rollback, where no table is counted and no plan has a say. */
  private static Diagnosis startAgain(ServiceControl service) throws InterruptedException {
    return start(service, Task.RUN_SERVICE, null);
  }

  private static Diagnosis start(ServiceControl service, Task task, @Nullable Plan plan)
      throws InterruptedException {
    Report report =
        new ServiceStartWorker(
                new OneEstate(),
                (_, server, _) -> {
                  throw new SqlServerFailure(server, "nobody is asked", List.of(), null);
                },
                new OneAtlas("NEW"),
                service,
                ApplicationPools.NONE,
                _ -> new Pages.Visit(200, null))
            .perform(
                new ServiceStartRequested(
                    Surroundings.order(Step.START_SERVICE, task), List.of(), plan),
                new Alone());
    return ((Report.ServiceStartFailed) report).diagnosis();
  }

  @Test
  void a_known_code_says_why_and_what_to_do_with_its_rules_and_the_event_log() throws Exception {
    Diagnosis told = startAgain(ending(1069, 0));
    assertThat(told.cause())
        .contains("could not log the service's account on")
        .endsWith("(Windows error 1069)");
    assertThat(told.rules()).containsExactly("R10", "R27", "R25");
    assertThat(told.remedy()).startsWith("Enter account and password anew in the Server Manager");
    assertThat(told.exactText())
        .startsWith("[SC] StartService FAILED 1069")
        .endsWith("Windows' event log, newest first:\nEvent ID: 7038");
  }

  @Test
  void a_code_of_the_services_own_is_shown_and_not_explained() throws Exception {
    assertThat(startAgain(ending(1066, 42)).cause())
        .contains("whose meaning only the vendor knows")
        .endsWith("(Windows error 1066; the service's own: 42)");
    assertThat(startAgain(ending(0xc0000005, 0)).cause()).endsWith("(Windows error 0xc0000005)");
  }

  @Test
  void that_nobody_tried_since_the_machines_start_is_no_reason() throws Exception {
    assertThat(startAgain(ending(1077, 0)).cause()).doesNotContain("1077");
  }

  @Test
  void a_first_start_under_another_account_is_refused() throws Exception {
    Stopped wrong = new Stopped(ending(0, 0).ends, "LocalSystem");
    Diagnosis told = start(wrong, Task.START_SERVICE, Plan.C);
    assertThat(wrong.starts).isZero();
    assertThat(told.cause()).contains("would start as 'LocalSystem'", "'D\\x'", "was not started");
    assertThat(told.rules()).containsExactly("R27", "R25", "R31");
    assertThat(told.exactText()).isEqualTo("SERVICE_START_NAME: LocalSystem");
  }

  @Test
  void in_plan_a_and_after_a_rollback_it_may_have_any_account() throws Exception {
    Stopped any = new Stopped(ending(0, 0).ends, "LocalSystem");
    start(any, Task.START_SERVICE, Plan.A);
    start(any, Task.RUN_SERVICE, null);
    assertThat(any.starts).isEqualTo(2);
  }

  @Test
  void a_machine_that_cannot_be_reached_is_told_with_its_remedy() throws Exception {
    CommandTrouble trouble =
        CommandTrouble.notConnected(
            new FileTrouble(FileTrouble.Kind.LOGIN_REFUSED, "NEW", "", "publickey", null));
    Diagnosis told = stop(new ServiceControl.ServiceProblem(trouble));
    assertThat(told.cause()).contains("The host refused the account or its password.");
    assertThat(told.remedy()).startsWith("Check the account's name");
    assertThat(told.rules()).containsExactly("U2", "B3");
    Diagnosis unknown =
        stop(new ServiceControl.ServiceProblem("[SC] OpenService FAILED 1060:", 1060));
    assertThat(unknown.cause()).contains("Windows knows no service of this name");
    assertThat(unknown.exactText()).isEqualTo("[SC] OpenService FAILED 1060:");
  }

  private static Diagnosis stop(ServiceControl.ServiceProblem problem) throws InterruptedException {
    ServiceControl silent =
        new Stopped(ending(0, 0).ends, "D\\x") {
          @Override
          public Status stop(Estate estate) throws ServiceProblem {
            throw problem;
          }
        };
    Report report =
        new ServiceStopWorker(new OneEstate(), silent)
            .perform(
                new ServiceStopRequested(
                    Surroundings.order(Step.STOP_BEFORE_EXPRESS, Task.STOP_SERVICE)),
                new Alone());
    return ((Report.ServiceStopFailed) report).diagnosis();
  }
}
