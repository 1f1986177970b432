package io.umzug.application.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.migration.GoNoGo.Measure;
import io.umzug.application.migration.GoNoGo.Verdict;
import io.umzug.domain.migration.CutOverWindow.Stage;
import io.umzug.domain.migration.Instruction;
import io.umzug.domain.migration.Report;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** R16: the go/no-go clock, from what the move itself has measured. */
class GoNoGoTest {

  private static final Instant START = Instant.parse("2026-11-21T18:00:00Z");
  private static final Instant UNTIL = START.plus(Duration.ofHours(12));
  private static final Duration MARGIN = Duration.ofMinutes(30);
  private static final Duration WORK = Duration.ofMinutes(10);

  private final WindowedMove move = new WindowedMove(START);

  private GoNoGo at(Instant now) {
    return GoNoGo.of(move.events(), MARGIN, now).orElseThrow();
  }

  @Test
  void without_a_window_there_is_no_clock() {
    assertThat(GoNoGo.of(move.events(), MARGIN, START)).isEmpty();
  }

  @Test
  void before_there_is_a_snapshot_nothing_is_to_be_undone() {
    move.schedule(START, UNTIL);
    assertThat(at(START).measures()).isEmpty();
    assertThat(at(START).lastMoment()).isEqualTo(UNTIL);
  }

  @Test
  void it_warns_before_the_last_moment_and_says_no_at_it() {
    move.schedule(START, UNTIL);
    move.backedUpIn(Duration.ofHours(2));
    Instant lastMoment = UNTIL.minus(Duration.ofHours(2));
    Instant warning = lastMoment.minus(MARGIN);
    assertThat(at(warning.minusMillis(1)).verdict()).isEqualTo(Verdict.GO);
    assertThat(at(warning).verdict()).isEqualTo(Verdict.WARN);
    assertThat(at(lastMoment.minusMillis(1)).verdict()).isEqualTo(Verdict.WARN);
    assertThat(at(lastMoment).verdict()).isEqualTo(Verdict.NO_GO);
    assertThat(at(START).lastMoment()).isEqualTo(lastMoment);
    assertThat(at(START).next()).contains(warning);
    assertThat(at(START).due(WindowedMove.ID)).isEmpty();
    assertThat(at(warning).due(WindowedMove.ID))
        .contains(new Report.RollbackWindowClosing(WindowedMove.ID, move.window(), lastMoment));
    assertThat(at(lastMoment).due(WindowedMove.ID))
        .contains(new Report.RollbackWindowClosed(WindowedMove.ID, move.window(), lastMoment));
  }

  @Test
  void a_backup_is_the_estimate_until_a_restore_was_measured_and_the_service_comes_to_it() {
    move.schedule(START, UNTIL);
    move.backedUpIn(Duration.ofHours(2));
    assertThat(at(START).measures())
        .containsExactly(
            new Measure(
                Task.BACK_UP_DATABASES, Duration.ofHours(2), "acme/R23/BACK_UP_DATABASES/1"));
    move.until(Step.CUT_OVER, WORK);
    assertThat(at(START).measures())
        .containsExactly(
            new Measure(Task.RESTORE_DATABASES, WORK, "acme/12/RESTORE_DATABASES/1"),
            new Measure(Task.RESTART_SERVICE, WORK, "acme/R12/RESTART_SERVICE/1"));
    assertThat(at(START).estimate()).isEqualTo(WORK.multipliedBy(2));
    assertThat(at(START).lastMoment()).isEqualTo(UNTIL.minus(WORK.multipliedBy(2)));
  }

  @Test
  void the_restore_of_a_snapshot_is_the_best_estimate_there_is() {
    move.backedUpIn(Duration.ofHours(2));
    move.until(Step.FOLLOW_UP, WORK);
    move.schedule(START, UNTIL);
    assertThat(at(START).measures()).extracting(Measure::task).contains(Task.RESTORE_DATABASES);
    move.say(new Instruction.RollBack("S2", "wrong"));
    move.until(Step.RESTORE, Duration.ofMinutes(25));
    assertThat(at(START).measures())
        .first()
        .satisfies(measure -> assertThat(measure.task()).isEqualTo(Task.RESTORE_SNAPSHOT))
        .satisfies(measure -> assertThat(measure.took()).isEqualTo(Duration.ofMinutes(25)));
  }

  /** A rollback that brought nothing back says nothing about one that brings back everything. */
  @Test
  void a_small_rollback_is_no_measure_of_a_large_one() {
    move.backedUpIn(Duration.ofHours(2));
    move.schedule(START, UNTIL);
    move.targetHolds(0).until(Step.RESTART, Duration.ofHours(3));
    assertThat(at(START).measures())
        .first()
        .isEqualTo(
            new Measure(
                Task.RESTORE_DATABASES, Duration.ofHours(3), "acme/12/RESTORE_DATABASES/1"));
    move.until(Step.FOLLOW_UP, WORK).say(new Instruction.RollBack("S2", "wrong"));
    move.until(Step.RESTORE, Duration.ofSeconds(5));
    assertThat(at(START).measures())
        .first()
        .satisfies(measure -> assertThat(measure.task()).isEqualTo(Task.RESTORE_DATABASES))
        .satisfies(measure -> assertThat(measure.took()).isEqualTo(Duration.ofHours(3)));
  }

  @Test
  void a_closed_window_says_no_whatever_the_clock_says_until_it_is_overridden_or_agreed_anew() {
    move.schedule(START, UNTIL);
    move.closing(UNTIL);
    assertThat(at(START).next()).contains(UNTIL);
    assertThat(at(UNTIL.minusMillis(1)).due(WindowedMove.ID)).isEmpty();
    move.closed(UNTIL);
    assertThat(at(START).verdict()).isEqualTo(Verdict.NO_GO);
    assertThat(at(UNTIL).due(WindowedMove.ID)).isEmpty();
    assertThat(at(UNTIL).next()).isEmpty();
    move.overridden();
    assertThat(at(UNTIL).stage()).isEqualTo(Stage.OVERRIDDEN);
    assertThat(at(UNTIL).due(WindowedMove.ID)).isEmpty();
    move.schedule(START, UNTIL);
    assertThat(at(START).stage()).isEqualTo(Stage.OPEN);
    assertThat(at(START).verdict()).isEqualTo(Verdict.GO);
  }

  @Test
  void past_the_end_of_the_move_there_is_no_clock() {
    move.schedule(START, UNTIL);
    move.say(new Instruction.AbandonMigration("sold"));
    assertThat(GoNoGo.of(move.events(), MARGIN, START)).isEmpty();
  }
}
