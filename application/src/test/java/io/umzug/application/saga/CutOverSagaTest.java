package io.umzug.application.saga;

import io.umzug.application.migration.CutOverClock;
import io.umzug.application.migration.EventHistory;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.application.migration.MigrationMessage.Submit;
import io.umzug.application.migration.RecordedEvent;
import io.umzug.application.migration.WindowedMove;
import io.umzug.domain.migration.Decision;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R16: the warning and the closing of a window, by a clock that the test moves. */
class CutOverSagaTest {

  private static final Duration WARNING = Duration.ofMinutes(30);

  private final SagaTestFixture<CutOverSaga> fixture = new SagaTestFixture<>(CutOverSaga.class);
  private final Instant start = fixture.currentTime();
  private final Instant until = start.plus(Duration.ofHours(8));
  private final WindowedMove move = new WindowedMove(start);
  private final CutOverDeadline due = new CutOverDeadline(WindowedMove.ID);

  @BeforeEach
  void resources() {
    EventHistory history =
        new EventHistory() {
          @Override
          public List<MigrationId> migrations() {
            return List.of(WindowedMove.ID);
          }

          @Override
          public List<RecordedEvent> of(MigrationId id) {
            return move.events();
          }
        };
    fixture.registerResource(new CutOverClock(history, fixture::currentTime, WARNING));
    fixture.registerResource(
        new MigrationDesk(
            DefaultCommandGateway.builder().commandBus(fixture.getCommandBus()).build()));
    fixture.setCallbackBehavior((_, _) -> new Decision.Accepted(List.of()));
  }

  private MigrationEvent scheduled() {
    return move.schedule(start, until);
  }

  @Test
  void a_window_warns_before_the_last_moment_for_a_rollback() {
    move.backedUpIn(Duration.ofHours(1));
    MigrationEvent scheduled = scheduled();
    Instant lastMoment = until.minus(Duration.ofHours(1));
    fixture
        .givenNoPriorActivity()
        .whenPublishingA(scheduled)
        .expectActiveSagas(1)
        .expectScheduledDeadline(lastMoment.minus(WARNING), due);
    fixture
        .givenAPublished(scheduled)
        .whenTimeAdvancesTo(lastMoment.minus(WARNING))
        .expectDispatchedCommands(
            new Submit(
                "acme",
                new Report.RollbackWindowClosing(WindowedMove.ID, move.window(), lastMoment)));
  }

  @Test
  void after_the_warning_it_closes_at_the_last_moment() {
    move.backedUpIn(Duration.ofHours(1));
    MigrationEvent scheduled = scheduled();
    Instant lastMoment = until.minus(Duration.ofHours(1));
    MigrationEvent closing = move.closing(lastMoment);
    fixture
        .givenAPublished(scheduled)
        .andThenAPublished(closing)
        .whenTimeAdvancesTo(lastMoment)
        .expectDispatchedCommands(
            new Submit(
                "acme",
                new Report.RollbackWindowClosed(WindowedMove.ID, move.window(), lastMoment)));
  }

  @Test
  void a_new_measurement_moves_the_deadline() {
    MigrationEvent scheduled = scheduled();
    fixture
        .givenAPublished(scheduled)
        .whenPublishingA(move.backedUpIn(Duration.ofHours(2)))
        .expectScheduledDeadline(until.minus(Duration.ofHours(2)).minus(WARNING), due);
  }

  @Test
  void a_deadline_that_passes_too_early_says_nothing_and_is_set_anew() {
    var published = fixture.givenAPublished(scheduled());
    // The saga has not heard of it yet.
    move.schedule(start, until.plus(Duration.ofHours(1)));
    published
        .whenTimeAdvancesTo(until.minus(WARNING))
        .expectNoDispatchedCommands()
        .expectScheduledDeadline(until.plus(Duration.ofHours(1)).minus(WARNING), due);
  }

  @Test
  void a_window_whose_last_moment_is_past_already_closes_without_a_warning() {
    move.backedUpIn(Duration.ofHours(9));
    MigrationEvent scheduled = scheduled();
    fixture
        .givenAPublished(scheduled)
        .whenTimeElapses(Duration.ofSeconds(1))
        .expectDispatchedCommands(
            new Submit(
                "acme",
                new Report.RollbackWindowClosed(
                    WindowedMove.ID, move.window(), until.minus(Duration.ofHours(9)))));
  }

  @Test
  void an_overridden_window_says_nothing_more_and_the_end_of_the_move_ends_the_saga() {
    MigrationEvent scheduled = scheduled();
    MigrationEvent closed = move.closed(until);
    MigrationEvent overridden = move.overridden();
    fixture
        .givenAPublished(scheduled)
        .andThenAPublished(closed)
        .andThenAPublished(overridden)
        .whenPublishingA(new MigrationEvent.StepCompleted(WindowedMove.ID, Step.BACKUP, 0))
        .expectNoScheduledDeadlines();
    fixture
        .givenAPublished(scheduled)
        .whenPublishingA(new MigrationEvent.MigrationCompleted(WindowedMove.ID))
        .expectActiveSagas(0)
        .expectNoScheduledDeadlines();
  }
}
