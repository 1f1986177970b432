package io.umzug.infrastructure.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.migration.Actor;
import io.umzug.application.migration.CutOverClock;
import io.umzug.application.migration.EventHistory;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.application.migration.RecordedEvent;
import io.umzug.application.saga.WaitingLimits;
import io.umzug.application.saga.WaitingLimits.Patience;
import io.umzug.application.saga.WorkLimits;
import io.umzug.application.work.WorkContext;
import io.umzug.application.worker.Worker;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.TableCount;
import io.umzug.domain.migration.Decision;
import io.umzug.domain.migration.Evolution;
import io.umzug.domain.migration.Instruction;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationEvent.BackupRequested;
import io.umzug.domain.migration.MigrationEvent.PreflightRequested;
import io.umzug.domain.migration.MigrationEvent.SnapshotRequested;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Particulars;
import io.umzug.domain.migration.Refusal;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.Underway;
import io.umzug.domain.migration.Waiting;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.preflight.PreflightReport;
import io.umzug.infrastructure.axon.AxonConfiguration;
import io.umzug.infrastructure.axon.StoredEvents;
import io.umzug.infrastructure.postgres.PostgresConfiguration;
import io.umzug.infrastructure.stored.EventJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Command → events → saga → work → worker → report, on a real PostgreSQL. */
class WorkFlowTest {

  private static final List<DatabaseMove> MOVES =
      List.of(new DatabaseMove("it's ]odd[", "OLD", "NEW"));

  private static final StepAt OUTLOOK = new StepAt(0, Step.INSTALL_OUTLOOK);

  /** These come whenever they come: the deadlines of this test are as short as can be. */
  private static final Set<String> OF_TIME =
      Set.of("migration.work-overran", "migration.person-reminded", "migration.person-escalated");

  @TempDir static Path data;
  private static ConfigurableApplicationContext context;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({AxonConfiguration.class, WorkConfiguration.class, PostgresConfiguration.class})
  static class Wiring {
    @Bean
    InstantSource clock() {
      return InstantSource.system();
    }

    @Bean
    WorkLimits limits() {
      return new WorkLimits(Duration.ofMillis(1), Duration.ofMillis(1));
    }

    @Bean
    WaitingLimits waitingLimits() {
      Patience none = new Patience(Duration.ofMillis(1), Duration.ofMillis(2));
      return new WaitingLimits(none, none, Duration.ofDays(1));
    }

    @Bean
    CutOverClock cutOverClock(EventHistory history, InstantSource clock) {
      return new CutOverClock(history, clock, Duration.ofMinutes(1));
    }

    @Bean
    NodeName node() {
      return new NodeName("test");
    }

    @Bean
    EventHistory history(JdbcClient database) {
      return new StoredEvents(database, EventJson.mapper());
    }

    @Bean
    ScriptedBackups backups() {
      return new ScriptedBackups();
    }

    @Bean
    PassingChecks checks() {
      return new PassingChecks();
    }

    @Bean
    SnapshotsOfBackups snapshots() {
      return new SnapshotsOfBackups();
    }
  }

  /** Reports what the test hands it, and waits for it: the outside world, in the test's hands. */
  static final class ScriptedBackups implements Worker<BackupRequested> {
    private final BlockingQueue<Boolean> outcomes = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> started = new LinkedBlockingQueue<>();

    @Override
    public Class<BackupRequested> performs() {
      return BackupRequested.class;
    }

    @Override
    public Report perform(BackupRequested request, WorkContext context)
        throws InterruptedException {
      context.progress(request.databases().getFirst().database(), 50);
      started.add(request.workId());
      return outcomes.take()
          ? new Report.BackupCompleted(
              request.order(),
              List.of(
                  new DatabaseBackup(
                      "it's ]odd[",
                      "OLD",
                      "\\\\NEW\\share\\odd.bak",
                      "guid",
                      10,
                      "00",
                      List.of(new TableCount("dbo.t", 1, 2)))))
          : new Report.BackupFailed(
              request.order(), new Diagnosis("cause", List.of("B3"), "remedy", "exact"));
    }
  }

  /** Finds nothing, at once. */
  static final class PassingChecks implements Worker<PreflightRequested> {
    @Override
    public Class<PreflightRequested> performs() {
      return PreflightRequested.class;
    }

    @Override
    public Report perform(PreflightRequested request, WorkContext context) {
      return new Report.PreflightCompleted(
          request.order(),
          new PreflightReport(
              request.order().estate(),
              request.route(),
              Plan.A,
              request.downtime(),
              request.occasion(),
              List.of()));
    }
  }

  /** Keeps what was backed up just before, at once. */
  static final class SnapshotsOfBackups implements Worker<SnapshotRequested> {
    @Override
    public Class<SnapshotRequested> performs() {
      return SnapshotRequested.class;
    }

    @Override
    public Report perform(SnapshotRequested request, WorkContext context) {
      return new Report.SnapshotTaken(request.order(), request.kept(), List.of());
    }
  }

  @BeforeAll
  static void start() {
    context =
        new SpringApplicationBuilder(Wiring.class)
            .web(WebApplicationType.NONE)
            .properties(
                "umzug.data=" + data,
                "umzug.postgres.programs="
                    + Path.of(System.getProperty("java.io.tmpdir"), "umzug-test-postgres"),
                "spring.flyway.locations=classpath:db/schema")
            .run();
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  private final MigrationDesk desk = context.getBean(MigrationDesk.class);
  private final EventHistory history = context.getBean(EventHistory.class);
  private final ScriptedBackups backups = context.getBean(ScriptedBackups.class);
  private final JdbcClient database = context.getBean(JdbcClient.class);

  private Decision instruct(MigrationId id, Instruction instruction) {
    return desk.instruct(id, instruction, new Actor("anna", Actor.Origin.API));
  }

  private List<String> types(MigrationId id) {
    return history.of(id).stream().map(RecordedEvent::type).toList();
  }

  private void openAndBegin(MigrationId id) throws InterruptedException {
    openAndCheck(id);
    begin(id);
  }

  private void begin(MigrationId id) {
    assertThat(instruct(id, new Instruction.BeginStep(new StepAt(0, Step.BACKUP))))
        .isInstanceOf(Decision.Accepted.class);
  }

  private void openAndCheck(MigrationId id) throws InterruptedException {
    instruct(
        id,
        new Instruction.OpenMigration(
            new Particulars(
                id,
                "t",
                "estate of " + id,
                XPhoneVersion.V8,
                XPhoneVersion.V9,
                MOVES,
                RouteKind.RELOCATION,
                List.of())));
    instruct(id, new Instruction.ChoosePlan(Choice.of(Plan.A), ""));
    awaitType(id, "migration.step-held");
  }

  private void awaitType(MigrationId id, String type) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!types(id).contains(type)) {
      assertThat(System.nanoTime()).as("waiting for %s in %s", type, types(id)).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private void awaitStart(String workId) throws InterruptedException {
    String started;
    do {
      started = backups.started.poll(20, TimeUnit.SECONDS);
      assertThat(started).as("waiting for " + workId).isNotNull();
    } while (!workId.equals(started));
  }

  @Test
  void a_begun_step_is_worked_on_reported_and_followed_by_the_next() throws Exception {
    MigrationId id = new MigrationId("flow");
    openAndBegin(id);

    awaitStart("flow/R23/BACK_UP_DATABASES/1");
    backups.outcomes.add(false);
    awaitType(id, "migration.backup-failed");
    instruct(id, new Instruction.RetryStep(new StepAt(0, Step.BACKUP)));
    awaitStart("flow/R23/BACK_UP_DATABASES/2");
    backups.outcomes.add(true);
    awaitType(id, "migration.step-offered");

    assertThat(types(id).stream().filter(type -> !OF_TIME.contains(type)))
        .containsExactly(
            "migration.opened",
            "migration.plan-chosen",
            "migration.step-begun",
            "migration.preflight-requested",
            "migration.preflight-completed",
            "migration.findings-accepted",
            "migration.step-completed",
            "migration.step-held",
            "migration.step-begun",
            "migration.backup-requested",
            "migration.backup-failed",
            "migration.step-retried",
            "migration.backup-requested",
            "migration.backup-completed",
            "migration.snapshot-requested",
            "migration.snapshot-taken",
            "migration.step-completed",
            "migration.step-begun",
            "migration.step-offered");
    assertThat(history.of(id).getFirst().person()).isEqualTo("anna");
    assertThat(
            history.of(id).stream()
                .filter(recorded -> recorded.type().equals("migration.backup-failed"))
                .map(RecordedEvent::origin))
        .containsExactly("WORKER");
  }

  @Test
  void a_deadline_that_passes_is_an_event_and_the_work_goes_on() throws Exception {
    MigrationId id = new MigrationId("overdue");
    openAndBegin(id);
    awaitType(id, "migration.work-overran");
    backups.outcomes.add(true);
    awaitType(id, "migration.backup-completed");
  }

  @Test
  void a_person_who_lets_a_move_wait_is_reminded_and_others_hear_of_it_once() throws Exception {
    MigrationId id = new MigrationId("patient");
    openAndBegin(id);
    backups.outcomes.add(false);
    awaitType(id, "migration.backup-failed");
    awaitWaiting(id, waiting -> waiting.reminded() == 2 && waiting.escalated());
    List<RecordedEvent> reminders =
        history.of(id).stream()
            .filter(recorded -> recorded.event() instanceof MigrationEvent.OfTime)
            .toList();
    assertThat(reminders.getLast().origin()).isEqualTo("DEADLINE");
    long failed =
        history.of(id).stream()
            .filter(recorded -> recorded.type().equals("migration.backup-failed"))
            .findFirst()
            .orElseThrow()
            .sequence();
    assertThat(reminders.getLast().event())
        .isEqualTo(new MigrationEvent.PersonEscalated(id, Step.BACKUP, 0, failed, 2));
    instruct(id, new Instruction.RetryStep(new StepAt(0, Step.BACKUP)));
    backups.outcomes.add(true);
    awaitType(id, "migration.step-offered");
    // The next wait is one of its own.
    awaitWaiting(id, waiting -> waiting.began() > failed && waiting.escalated());
    instruct(id, new Instruction.AbandonMigration("tested"));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (sagas(id) > 0) {
      assertThat(System.nanoTime()).as("the saga ends with its move").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private int sagas(MigrationId id) {
    return database
        .sql("select count(*) from association_value_entry where association_value = ?")
        .param(id.value())
        .query(Integer.class)
        .single();
  }

  private void awaitWaiting(MigrationId id, Predicate<Waiting> wanted) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!(Evolution.of(history.of(id).stream().map(RecordedEvent::event).toList())
            instanceof Underway move
        && move.timing().waiting() instanceof Waiting waiting
        && wanted.test(waiting))) {
      assertThat(System.nanoTime()).as("waiting in %s", types(id)).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void a_window_warns_and_closes_by_itself_and_stops_the_move_until_a_person_overrides_it()
      throws Exception {
    MigrationId id = new MigrationId("window");
    openAndBegin(id);
    backups.outcomes.add(true);
    awaitType(id, "migration.step-offered");
    Instant now = Instant.now();
    instruct(id, new Instruction.ScheduleCutOver(now, now.plus(Duration.ofSeconds(62))));
    awaitType(id, "migration.rollback-window-closing");
    assertThat(types(id)).doesNotContain("migration.rollback-window-closed");
    instruct(id, new Instruction.ScheduleCutOver(now, now.plus(Duration.ofMillis(1))));
    awaitType(id, "migration.rollback-window-closed");
    Instruction confirm = new Instruction.ConfirmStep(OUTLOOK, "");
    assertThat(instruct(id, confirm))
        .isEqualTo(new Decision.Refused(new Refusal.WindowClosed(now.plus(Duration.ofMillis(1)))));
    instruct(id, new Instruction.OverrideWindow("tested"));
    assertThat(instruct(id, confirm)).isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void the_outside_world_cannot_begin_a_move_nor_leave_a_trace_by_a_refused_instruction() {
    MigrationId id = new MigrationId("nothing");
    assertThat(instruct(id, new Instruction.ChoosePlan(Choice.of(Plan.A), "")))
        .isInstanceOf(Decision.Refused.class);
    assertThat(history.of(id)).isEmpty();
  }

  @Test
  void of_many_who_open_a_move_in_one_estate_at_once_one_wins_until_it_gives_up() throws Exception {
    List<Callable<Decision>> crowd =
        IntStream.range(0, 8).<Callable<Decision>>mapToObj(i -> () -> open("rival-" + i)).toList();
    List<Decision> decisions = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Decision> decision : threads.invokeAll(crowd)) {
        decisions.add(decision.get());
      }
    }
    assertThat(decisions).filteredOn(Decision.Accepted.class::isInstance).hasSize(1);
    int winner =
        decisions.indexOf(
            decisions.stream()
                .filter(Decision.Accepted.class::isInstance)
                .findFirst()
                .orElseThrow());
    assertThat(open("late"))
        .isEqualTo(new Decision.Refused(new Refusal.EstateIsTaken("shared", "rival-" + winner)));
    assertThat(history.of(new MigrationId("late"))).isEmpty();
    instruct(new MigrationId("rival-" + winner), new Instruction.AbandonMigration("gave up"));
    assertThat(open("late")).isInstanceOf(Decision.Accepted.class);
  }

  private Decision open(String name) {
    MigrationId id = new MigrationId(name);
    return instruct(
        id,
        new Instruction.OpenMigration(
            new Particulars(
                id,
                "t",
                "shared",
                XPhoneVersion.V8,
                XPhoneVersion.V9,
                MOVES,
                RouteKind.RELOCATION,
                List.of())));
  }

  @Test
  void of_many_who_confirm_the_same_step_at_once_one_wins_and_the_others_are_refused()
      throws Exception {
    MigrationId id = new MigrationId("crowd");
    openAndBegin(id);
    backups.outcomes.add(true);
    awaitType(id, "migration.step-offered");
    List<Callable<Decision>> crowd =
        Collections.nCopies(16, () -> instruct(id, new Instruction.ConfirmStep(OUTLOOK, "me")));
    long accepted = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Decision> decision : threads.invokeAll(crowd)) {
        accepted += decision.get() instanceof Decision.Accepted ? 1 : 0;
      }
    }
    assertThat(accepted).isEqualTo(1);
    assertThat(types(id).stream().filter("migration.step-confirmed"::equals)).hasSize(1);
  }

  @Test
  void saga_state_token_and_work_order_commit_in_one_transaction() throws Exception {
    MigrationId id = new MigrationId("one-transaction");
    openAndCheck(id);
    // One statement at a time: together their locks could meet those of a saga at work.
    for (String statement :
        """
            create table if not exists seen (what text, tx bigint);
            create or replace function see() returns trigger language plpgsql as $$
            begin insert into seen values (tg_table_name, txid_current()); return null; end $$;
            create or replace trigger see_task after insert on scheduled_tasks
              for each row when (new.task_name = 'work') execute function see();
            create or replace trigger see_token after update on token_entry
              for each row when (new.token is distinct from old.token) execute function see();
            create or replace trigger see_saga after insert on saga_entry
              for each row when (new.saga_type = 'saga.backup') execute function see();
        """
            .split("(?<=;)\\n\\s*(?=create)")) {
      database.sql(statement).update();
    }
    begin(id);
    backups.outcomes.add(true);
    awaitType(id, "migration.backup-completed");
    assertThat(
            database
                .sql(
                    "select count(*) from (select tx from seen group by tx having"
                        + " count(distinct what) = 3) together")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    assertThat(
            database
                .sql(
                    "select count(distinct tx) from seen where what in ('scheduled_tasks', 'saga_entry')")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }
}
