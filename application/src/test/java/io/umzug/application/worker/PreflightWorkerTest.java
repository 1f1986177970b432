package io.umzug.application.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.estate.Estate;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.BackupFiles;
import io.umzug.application.host.Listeners;
import io.umzug.application.host.Pages;
import io.umzug.application.host.ServiceControl.State;
import io.umzug.application.preflight.Network;
import io.umzug.application.preflight.Preflight;
import io.umzug.application.preflight.PreflightLimits;
import io.umzug.application.preflight.PreflightWorker;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.worker.Surroundings.Alone;
import io.umzug.application.worker.Surroundings.OneAtlas;
import io.umzug.application.worker.Surroundings.OneEstate;
import io.umzug.application.worker.Surroundings.StubbornService;
import io.umzug.domain.migration.MigrationEvent.PreflightRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.PreflightReport;
import io.umzug.domain.preflight.Verdict;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checks are made as the move was chosen; what they find is a report, never a failure. */
class PreflightWorkerTest {

  private static final String ENDLESS = "x".repeat(5000);

  private static final class NoShare implements BackupFiles {
    @Override
    public Contents read(Estate estate, String file) throws IOException {
      throw new IOException("no share");
    }

    @Override
    public void describe(Estate estate, Manifest manifest) throws IOException {
      throw new IOException("no share");
    }

    @Override
    public String path(Estate estate, String fileName) {
      return fileName;
    }

    @Override
    public void removeProbe(Estate estate, String file) {}

    @Override
    public long freeBytes(Estate estate) throws IOException {
      throw new IOException("no share");
    }
  }

  private static final class EverythingListens implements Listeners {
    @Override
    public void reach(String address) {}

    @Override
    public void reachFrom(Estate estate, String machine, String address) {}
  }

  private static PreflightReport found(
      RouteKind route, @Nullable Plan plan, Transport transport, Occasion occasion)
      throws InterruptedException {
    Preflight preflight =
        new Preflight(
            new Preflight.Ports(
                (_, server, _) -> {
                  throw new SqlServerFailure(server, ENDLESS, List.of(), null);
                },
                new OneAtlas("NEW"),
                new StubbornService(State.RUNNING),
                ApplicationPools.NONE,
                new NoShare(),
                new Network(
                    new EverythingListens(),
                    _ -> new Pages.Visit(200, null),
                    name -> List.of(name),
                    InstantSource.system())),
            PreflightLimits.usual());
    PreflightRequested request =
        new PreflightRequested(
            Surroundings.order(Step.PREFLIGHT, Task.RUN_PREFLIGHT),
            occasion,
            route,
            plan,
            Downtime.IN_PLACE,
            transport);
    Report report = new PreflightWorker(new OneEstate(), preflight).perform(request, new Alone());
    Report.PreflightCompleted completed = (Report.PreflightCompleted) report;
    assertThat(completed.order()).isEqualTo(request.order());
    return completed.report();
  }

  @Test
  void an_estate_that_does_not_answer_is_a_report_with_failures() throws Exception {
    PreflightReport report =
        found(RouteKind.RELOCATION, Plan.C, Transport.BACKUP_AND_RESTORE, Occasion.RESTORE);
    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(report.occasion()).isEqualTo(Occasion.RESTORE);
    assertThat(report.findings()).extracting(Finding::check).contains(Check.TARGET_NOT_OLDER);
    assertThat(report.findings())
        .filteredOn(finding -> finding.check() == Check.SERVER_REACHABLE)
        .hasSize(2)
        .allSatisfy(finding -> assertThat(finding.exactText()).endsWith(" [...]"))
        .allSatisfy(finding -> assertThat(finding.exactText()).hasSizeLessThan(2100));
  }

  @Test
  void by_script_no_versions_are_compared() throws Exception {
    assertThat(found(RouteKind.RELOCATION, Plan.C, Transport.SCRIPT, Occasion.RESTORE).findings())
        .extracting(Finding::check)
        .doesNotContain(Check.TARGET_NOT_OLDER, Check.COMPATIBILITY_LEVEL)
        .contains(Check.COLLATION);
  }

  @Test
  void an_update_of_sql_express_is_checked_as_plan_a() throws Exception {
    PreflightReport report =
        found(RouteKind.SQL_EXPRESS_UPDATE, null, Transport.BACKUP_AND_RESTORE, Occasion.START);
    assertThat(report.plan()).isEqualTo(Plan.A);
    assertThat(report.findings()).extracting(Finding::check).doesNotContain(Check.FILESTREAM);
  }
}
