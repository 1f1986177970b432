package io.umzug.application.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.migration.MigrationDesk;
import io.umzug.application.migration.MigrationMessage.Submit;
import io.umzug.application.saga.WaitingLimits.Patience;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.migration.Decision;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.time.Duration;
import java.util.List;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One saga per move, one deadline per wait. */
class WaitingSagaTest {

  private static final MigrationId ACME = new MigrationId("acme");
  private static final Duration REMINDER = Duration.ofMinutes(30);
  private static final Duration ESCALATION = Duration.ofHours(4);
  private static final Duration DAY = Duration.ofDays(1);
  private static final MigrationEvent HELD = new MigrationEvent.StepHeld(ACME, Step.BACKUP, 0);
  private static final MigrationEvent BEGUN = new MigrationEvent.StepBegun(ACME, Step.BACKUP, 0);
  private static final WorkOrder ORDER =
      new WorkOrder(ACME, "estate", Step.BACKUP, Task.BACK_UP_DATABASES, 1, 0, 0, Site.TARGET);

  private final SagaTestFixture<WaitingSaga> fixture = new SagaTestFixture<>(WaitingSaga.class);
  private List<MigrationEvent> outcome =
      List.of(new MigrationEvent.PersonReminded(ACME, Step.BACKUP, 0, 0, 1));

  @BeforeEach
  void resources() {
    fixture.registerResource(
        new WaitingLimits(
            new Patience(REMINDER, ESCALATION), new Patience(DAY, DAY.multipliedBy(3)), DAY));
    fixture.registerResource(
        new MigrationDesk(
            DefaultCommandGateway.builder().commandBus(fixture.getCommandBus()).build()));
    fixture.setCallbackBehavior((_, _) -> new Decision.Accepted(outcome));
  }

  private static Submit overdue(int waiting, int times, boolean escalates) {
    return new Submit("acme", new Report.PersonOverdue(ACME, waiting, times, escalates));
  }

  @Test
  void a_wait_that_is_over_has_no_deadline() {
    fixture
        .givenAggregate("acme")
        .published(BEGUN, new MigrationEvent.BackupFailed(ORDER, diagnosis()))
        .whenAggregate("acme")
        .publishes(new MigrationEvent.StepRetried(ACME, Step.BACKUP, 2, 0))
        .expectActiveSagas(1)
        .expectNoScheduledDeadlines();
  }

  @Test
  void the_next_wait_has_a_deadline_named_by_the_event_with_which_it_began() {
    fixture
        .givenAggregate("acme")
        .published(HELD, BEGUN)
        .whenAggregate("acme")
        .publishes(new MigrationEvent.StepOffered(ACME, Step.BACKUP, 0))
        .expectScheduledDeadline(REMINDER, new WaitingDeadline(ACME, 2, 1, false));
  }

  @Test
  void a_paused_move_is_reminded_of_later() {
    fixture
        .givenAggregate("acme")
        .published(HELD)
        .whenAggregate("acme")
        .publishes(new MigrationEvent.MigrationPaused(ACME, "night"))
        .expectScheduledDeadline(DAY, new WaitingDeadline(ACME, 1, 1, true));
  }

  @Test
  void what_time_brings_is_no_new_wait() {
    fixture
        .givenAggregate("acme")
        .published(HELD)
        .whenAggregate("acme")
        .publishes(new MigrationEvent.PersonReminded(ACME, Step.BACKUP, 0, 0, 1))
        .expectScheduledDeadline(REMINDER, new WaitingDeadline(ACME, 0, 1, false));
  }

  @Test
  void a_reminder_is_followed_by_an_escalation_and_then_by_one_reminder_a_day() {
    fixture
        .givenAggregate("acme")
        .published(HELD)
        .whenTimeElapses(REMINDER)
        .expectDispatchedCommands(overdue(0, 1, false))
        .expectScheduledDeadline(
            ESCALATION.minus(REMINDER), new WaitingDeadline(ACME, 0, 2, false));
  }

  @Test
  void nothing_comes_sooner_than_a_day_after_the_escalation() throws Exception {
    fixture
        .givenAggregate("acme")
        .published(HELD)
        .andThenTimeElapses(ESCALATION)
        .whenTimeElapses(DAY.multipliedBy(2).plusHours(1))
        .expectDispatchedCommands(overdue(0, 3, false), overdue(0, 4, false))
        .expectScheduledDeadline(DAY.minusHours(1), new WaitingDeadline(ACME, 0, 5, false));
  }

  @Test
  void the_second_one_escalates() throws Exception {
    fixture
        .givenAggregate("acme")
        .published(HELD)
        .andThenTimeElapses(REMINDER)
        .whenTimeElapses(ESCALATION.minus(REMINDER))
        .expectDispatchedCommands(overdue(0, 2, true))
        .expectScheduledDeadline(DAY, new WaitingDeadline(ACME, 0, 3, false));
  }

  @Test
  void a_report_that_was_stale_is_the_last_of_its_wait() {
    outcome = List.of();
    fixture
        .givenAggregate("acme")
        .published(HELD)
        .whenTimeElapses(REMINDER)
        .expectDispatchedCommands(overdue(0, 1, false))
        .expectActiveSagas(1)
        .expectNoScheduledDeadlines();
  }

  @Test
  void the_end_of_the_move_is_the_end_of_the_saga_and_its_deadline() {
    fixture
        .givenAggregate("acme")
        .published(HELD)
        .whenAggregate("acme")
        .publishes(new MigrationEvent.MigrationAbandoned(ACME, "sold"))
        .expectActiveSagas(0)
        .expectNoScheduledDeadlines();
  }

  @Test
  void a_move_of_an_earlier_release_is_watched_from_its_next_wait_on_or_ends_without() {
    fixture
        .givenNoPriorActivity()
        .whenAggregate("acme")
        .publishes(new MigrationEvent.MigrationCompleted(ACME))
        .expectActiveSagas(0)
        .expectNoScheduledDeadlines();
  }

  @Test
  void the_escalation_comes_after_the_reminder() {
    assertThatThrownBy(() -> new Patience(REMINDER, REMINDER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("umzug.waiting");
    assertThatThrownBy(() -> new Patience(Duration.ZERO, REMINDER))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Patience(REMINDER, ESCALATION).reminder()).isEqualTo(REMINDER);
  }

  private static Diagnosis diagnosis() {
    return new Diagnosis("cause", List.of(), "remedy", "exact");
  }
}
