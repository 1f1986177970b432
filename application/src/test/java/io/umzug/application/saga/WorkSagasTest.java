package io.umzug.application.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.migration.MigrationDesk;
import io.umzug.application.migration.MigrationMessage.Submit;
import io.umzug.application.work.WorkQueue;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.CsvFacts;
import io.umzug.domain.evidence.ServiceRun;
import io.umzug.domain.evidence.Snapshot;
import io.umzug.domain.migration.Decision;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationEvent.WorkFailed;
import io.umzug.domain.migration.MigrationEvent.WorkRequested;
import io.umzug.domain.migration.MigrationEvent.WorkSucceeded;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.PreflightReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each saga turns its request into one work order with a deadline, and ends with its outcome. */
class WorkSagasTest {

  private static final Duration LONG = Duration.ofHours(12);
  private static final Duration SHORT = Duration.ofMinutes(30);
  private static final Diagnosis DIAGNOSIS = new Diagnosis("c", List.of(), "r", "e");
  private static final ServiceRun RUN = new ServiceRun("s", 0, List.of(), List.of());

  private static WorkOrder order(Task task) {
    return new WorkOrder(
        new MigrationId("acme"), "estate", Step.BACKUP, task, 1, 0, 0, Site.TARGET);
  }

  static Stream<Arguments> sagas() {
    WorkOrder backup = order(Task.BACK_UP_DATABASES);
    WorkOrder create = order(Task.CREATE_DATABASES);
    WorkOrder filestream = order(Task.ENABLE_FILESTREAM);
    WorkOrder probe = order(Task.PROBE_SQL_SERVERS);
    WorkOrder atlas = order(Task.REWRITE_ATLAS);
    WorkOrder start = order(Task.START_SERVICE);
    WorkOrder restore = order(Task.RESTORE_DATABASES);
    WorkOrder restart = order(Task.RESTART_SERVICE);
    WorkOrder run = order(Task.RUN_SERVICE);
    WorkOrder stop = order(Task.STOP_SERVICE);
    WorkOrder checks = order(Task.RUN_PREFLIGHT);
    WorkOrder take = order(Task.TAKE_SNAPSHOT);
    WorkOrder putBack = order(Task.RESTORE_SNAPSHOT);
    WorkOrder survey = order(Task.SURVEY_TARGETS);
    WorkOrder export = order(Task.EXPORT_SCRIPTS);
    WorkOrder script = order(Task.RUN_SCRIPTS);
    WorkOrder verify = order(Task.VERIFY_DATABASES);
    WorkOrder batchFiles = order(Task.RUN_BATCH_FILES);
    WorkOrder csv = order(Task.CHECK_CSV);
    return Stream.of(
        Arguments.of(
            BackupSaga.class,
            new MigrationEvent.BackupRequested(backup, List.of()),
            new MigrationEvent.BackupCompleted(backup, List.of()),
            new MigrationEvent.BackupFailed(backup, DIAGNOSIS),
            LONG),
        Arguments.of(
            DatabaseCreationSaga.class,
            new MigrationEvent.DatabaseCreationRequested(create, List.of()),
            new MigrationEvent.DatabasesCreated(create, List.of()),
            new MigrationEvent.DatabaseCreationFailed(create, DIAGNOSIS),
            SHORT),
        Arguments.of(
            FilestreamSaga.class,
            new MigrationEvent.FilestreamRequested(filestream, List.of()),
            new MigrationEvent.FilestreamEnabled(filestream, List.of()),
            new MigrationEvent.FilestreamFailed(filestream, DIAGNOSIS),
            SHORT),
        Arguments.of(
            SqlServerProbeSaga.class,
            new MigrationEvent.SqlServerProbeRequested(probe, null),
            new MigrationEvent.SqlServersReached(probe, List.of()),
            new MigrationEvent.SqlServersUnreachable(probe, DIAGNOSIS),
            SHORT),
        Arguments.of(
            AtlasRewriteSaga.class,
            new MigrationEvent.AtlasRewriteRequested(atlas, List.of()),
            new MigrationEvent.AtlasRewritten(
                atlas, new io.umzug.domain.evidence.AtlasAdaptation("f", "c", "0", "1", List.of())),
            new MigrationEvent.AtlasRewriteFailed(atlas, DIAGNOSIS),
            SHORT),
        Arguments.of(
            ServiceStartSaga.class,
            new MigrationEvent.ServiceStartRequested(start, List.of()),
            new MigrationEvent.ServiceStarted(start, RUN),
            new MigrationEvent.ServiceStartFailed(start, DIAGNOSIS),
            SHORT),
        Arguments.of(
            RestoreSaga.class,
            new MigrationEvent.RestoreRequested(restore, List.of(), null),
            new MigrationEvent.RestoreCompleted(restore, List.of()),
            new MigrationEvent.RestoreFailed(restore, DIAGNOSIS),
            LONG),
        Arguments.of(
            RestartSaga.class,
            new MigrationEvent.RestartRequested(restart),
            new MigrationEvent.RestartConfirmed(restart, RUN),
            new MigrationEvent.RestartFailed(restart, DIAGNOSIS),
            SHORT),
        Arguments.of(
            ServiceStartSaga.class,
            new MigrationEvent.ServiceStartRequested(run, List.of()),
            new MigrationEvent.ServiceStarted(run, RUN),
            new MigrationEvent.ServiceStartFailed(run, DIAGNOSIS),
            SHORT),
        Arguments.of(
            ServiceStopSaga.class,
            new MigrationEvent.ServiceStopRequested(stop),
            new MigrationEvent.ServiceStopped(stop, "s"),
            new MigrationEvent.ServiceStopFailed(stop, DIAGNOSIS),
            SHORT),
        Arguments.of(
            SnapshotSaga.class,
            new MigrationEvent.SnapshotRequested(take, "S1", List.of(), List.of(), true),
            new MigrationEvent.SnapshotTaken(
                take, new Snapshot("S1", Site.SOURCE, XPhoneVersion.V8, List.of(), List.of(), "")),
            new MigrationEvent.SnapshotFailed(take, DIAGNOSIS),
            LONG),
        Arguments.of(
            SnapshotRestoreSaga.class,
            new MigrationEvent.SnapshotRestoreRequested(putBack, "S1", List.of(), List.of()),
            new MigrationEvent.SnapshotRestored(putBack, List.of(), List.of()),
            new MigrationEvent.SnapshotRestoreFailed(putBack, DIAGNOSIS),
            LONG),
        Arguments.of(
            TargetSurveySaga.class,
            new MigrationEvent.TargetSurveyRequested(survey, List.of()),
            new MigrationEvent.TargetsSurveyed(survey, List.of()),
            new MigrationEvent.TargetSurveyFailed(survey, DIAGNOSIS),
            SHORT),
        Arguments.of(
            PreflightSaga.class,
            new MigrationEvent.PreflightRequested(
                checks,
                Occasion.START,
                RouteKind.SQL_EXPRESS_UPDATE,
                null,
                Downtime.IN_PLACE,
                Transport.BACKUP_AND_RESTORE),
            new MigrationEvent.PreflightCompleted(
                checks,
                new PreflightReport(
                    "estate",
                    RouteKind.SQL_EXPRESS_UPDATE,
                    Plan.A,
                    Downtime.IN_PLACE,
                    Occasion.START,
                    List.of())),
            new MigrationEvent.PreflightFailed(checks, DIAGNOSIS),
            SHORT),
        Arguments.of(
            ScriptExportSaga.class,
            new MigrationEvent.ScriptExportRequested(export, List.of()),
            new MigrationEvent.ScriptsExported(export, List.of()),
            new MigrationEvent.ScriptExportFailed(export, DIAGNOSIS),
            LONG),
        Arguments.of(
            ScriptRunSaga.class,
            new MigrationEvent.ScriptRunRequested(script, List.of(), List.of()),
            new MigrationEvent.ScriptsRun(script, List.of()),
            new MigrationEvent.ScriptRunFailed(script, DIAGNOSIS),
            LONG),
        Arguments.of(
            VerificationSaga.class,
            new MigrationEvent.VerificationRequested(verify, List.of(), List.of()),
            new MigrationEvent.DatabasesVerified(verify, List.of()),
            new MigrationEvent.VerificationFailed(verify, DIAGNOSIS),
            LONG),
        Arguments.of(
            BatchFilesSaga.class,
            new MigrationEvent.BatchFilesRequested(batchFiles),
            new MigrationEvent.BatchFilesRan(batchFiles, List.of()),
            new MigrationEvent.BatchFilesFailed(batchFiles, DIAGNOSIS),
            LONG),
        Arguments.of(
            CsvCheckSaga.class,
            new MigrationEvent.CsvCheckRequested(csv),
            new MigrationEvent.CsvChecked(csv, new CsvFacts("users.csv", "0", 3)),
            new MigrationEvent.CsvCheckFailed(csv, DIAGNOSIS),
            SHORT));
  }

  private final List<WorkRequested> queued = new ArrayList<>();

  private <T> SagaTestFixture<T> fixture(Class<T> saga) {
    SagaTestFixture<T> fixture = new SagaTestFixture<>(saga);
    WorkQueue queue = queued::add;
    fixture.registerResource(queue);
    fixture.registerResource(new WorkLimits(LONG, SHORT));
    fixture.registerResource(
        new MigrationDesk(
            DefaultCommandGateway.builder().commandBus(fixture.getCommandBus()).build()));
    fixture.setCallbackBehavior((_, _) -> new Decision.Accepted(List.of()));
    return fixture;
  }

  @ParameterizedTest
  @MethodSource("sagas")
  <T> void a_request_becomes_one_work_order_with_its_deadline(
      Class<T> saga,
      WorkRequested request,
      WorkSucceeded success,
      WorkFailed failure,
      Duration limit) {
    fixture(saga)
        .givenNoPriorActivity()
        .whenPublishingA(request)
        .expectActiveSagas(1)
        .expectAssociationWith("workId", request.workId())
        .expectScheduledDeadline(limit, new WorkDeadline(request.order()));
    assertThat(queued).containsExactly(request);
  }

  @ParameterizedTest
  @MethodSource("sagas")
  <T> void success_and_failure_end_the_saga_and_its_deadline(
      Class<T> saga,
      WorkRequested request,
      WorkSucceeded success,
      WorkFailed failure,
      Duration limit) {
    fixture(saga)
        .givenAPublished(request)
        .whenPublishingA(success)
        .expectActiveSagas(0)
        .expectNoScheduledDeadlines();
    fixture(saga)
        .givenAPublished(request)
        .whenPublishingA(failure)
        .expectActiveSagas(0)
        .expectNoScheduledDeadlines();
  }

  @Test
  void another_works_outcome_does_not_end_it() {
    WorkOrder other =
        new WorkOrder(
            new MigrationId("other"),
            "estate",
            Step.BACKUP,
            Task.BACK_UP_DATABASES,
            1,
            0,
            0,
            Site.TARGET);
    fixture(BackupSaga.class)
        .givenAPublished(
            new MigrationEvent.BackupRequested(order(Task.BACK_UP_DATABASES), List.of()))
        .whenPublishingA(new MigrationEvent.BackupCompleted(other, List.of()))
        .expectActiveSagas(1);
  }

  @Test
  void a_deadline_that_passes_is_reported_and_the_saga_goes_on() {
    WorkOrder order = order(Task.RESTORE_DATABASES);
    fixture(RestoreSaga.class)
        .givenAPublished(new MigrationEvent.RestoreRequested(order, List.of(), null))
        .whenTimeElapses(LONG)
        .expectDispatchedCommands(new Submit("acme", new Report.WorkOverdue(order)))
        .expectActiveSagas(1);
  }
}
