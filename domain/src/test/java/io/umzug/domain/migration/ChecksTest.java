package io.umzug.domain.migration;

import static io.umzug.domain.migration.Situations.FAILS;
import static io.umzug.domain.migration.Situations.PASSES;
import static io.umzug.domain.migration.Situations.WARNS;
import static io.umzug.domain.migration.Situations.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.Instruction.AcceptFindings;
import io.umzug.domain.migration.Instruction.ChoosePlan;
import io.umzug.domain.migration.Instruction.RetryStep;
import io.umzug.domain.migration.Instruction.RollBack;
import io.umzug.domain.migration.MigrationEvent.FindingsAccepted;
import io.umzug.domain.migration.MigrationEvent.FindingsAwaited;
import io.umzug.domain.migration.MigrationEvent.PreflightRequested;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Inspection;
import io.umzug.domain.preflight.Occasion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checks within a move, and the gate behind them. */
class ChecksTest {

  private static final StepAt P = at(Step.PREFLIGHT);
  private static final StepAt P12 = at(Step.PREFLIGHT_BEFORE_RESTORE);

  private static Situations checking() {
    return Situations.opened().after(new ChoosePlan(Choice.of(Plan.C), ""));
  }

  /** Accepted at the start; the checks before the restore are under way. */
  private static Situations beforeRestore(Finding... accepted) {
    Situations move = checking().found(accepted);
    while (!move.underway().current().at().equals(P12)) {
      move.next();
    }
    return move;
  }

  private static Refusal refusal(Situations move, Instruction instruction) {
    return ((Refused) Decider.decide(move.state(), instruction)).refusal();
  }

  private static boolean waits(Situations move) {
    return move.underway().condition() instanceof Condition.AwaitingFindings;
  }

  @Test
  void before_anything_else_the_checks_are_asked_for_as_the_move_was_chosen() {
    Choice script =
        new Choice(
            Plan.C, Downtime.IN_PLACE, Transport.SCRIPT, io.umzug.domain.plan.BackupBy.UMZUG);
    Situations move = Situations.opened().after(new ChoosePlan(script, ""));
    PreflightRequested asked = (PreflightRequested) move.events().getLast();
    assertThat(asked.occasion()).isEqualTo(Occasion.START);
    assertThat(asked.plan()).isEqualTo(Plan.C);
    assertThat(asked.transport()).isEqualTo(Transport.SCRIPT);
    assertThat(asked.workId()).isEqualTo("acme/P/RUN_PREFLIGHT/1");
  }

  @Test
  void where_everything_passes_nobody_is_asked() {
    Situations move = checking().found(PASSES);
    assertThat(move.events())
        .contains(new FindingsAccepted(Situations.ID, Step.PREFLIGHT, true, "", 0));
    assertThat(move.underway().current().step()).isEqualTo(Step.BACKUP);
  }

  @Test
  void what_only_warns_waits_for_a_person_who_need_not_say_why() {
    Situations move = checking().found(PASSES, WARNS);
    assertThat(move.events()).endsWith(new FindingsAwaited(Situations.ID, Step.PREFLIGHT, 0));
    move.after(new AcceptFindings(P, move.here(), " "));
    assertThat(move.events())
        .contains(new FindingsAccepted(Situations.ID, Step.PREFLIGHT, false, "", 0));
    assertThat(move.underway().current().step()).isEqualTo(Step.BACKUP);
  }

  @Test
  void what_fails_is_accepted_with_a_reason_only_and_it_is_kept() {
    Situations move = checking().found(FAILS);
    assertThat(refusal(move, new AcceptFindings(P, move.here(), " ")))
        .isInstanceOf(Refusal.ReasonMissing.class);
    move.after(new AcceptFindings(P, move.here(), " tonight it will be "));
    assertThat(move.events())
        .contains(
            new FindingsAccepted(Situations.ID, Step.PREFLIGHT, false, "tonight it will be", 0));
  }

  @Test
  void a_word_about_earlier_checks_accepts_nothing_of_later_ones() {
    Situations move = checking().found(WARNS);
    AcceptFindings annas = new AcceptFindings(P, move.here(), "the warning is known");
    move.after(new RetryStep(P)).found(FAILS);
    assertThat(refusal(move, annas))
        .isEqualTo(
            new Refusal.NotWhatStandsHere("P", "acme/P/RUN_PREFLIGHT/1", "acme/P/RUN_PREFLIGHT/2"));
    assertThat(refusal(move, new AcceptFindings(P, "", "known")))
        .isInstanceOf(Refusal.NotWhatStandsHere.class);
  }

  @Test
  void mended_and_retried_every_check_is_made_anew() {
    Situations move = checking().found(FAILS).after(new RetryStep(P));
    assertThat(((PreflightRequested) move.events().getLast()).workId())
        .isEqualTo("acme/P/RUN_PREFLIGHT/2");
    move.found(FAILS).after(new RetryStep(P));
    assertThat(((PreflightRequested) move.events().getLast()).order().attempt()).isEqualTo(3);
    move.found(PASSES);
    assertThat(move.underway().current().step()).isEqualTo(Step.BACKUP);
  }

  @Test
  void a_run_that_failed_is_retried_with_the_next_attempt_too() {
    Situations move = checking();
    WorkOrder order = ((PreflightRequested) move.events().getLast()).order();
    move.after(new Report.PreflightFailed(order, Situations.DIAGNOSIS)).after(new RetryStep(P));
    move.found(FAILS).after(new RetryStep(P));
    assertThat(((PreflightRequested) move.events().getLast()).order().attempt()).isEqualTo(3);
  }

  @Test
  void a_warning_that_was_accepted_opens_the_gate_no_second_time() {
    Situations move = beforeRestore(PASSES, WARNS).found(PASSES, WARNS);
    assertThat(move.underway().current().step()).isEqualTo(Step.RESTORE);
    assertThat(move.events())
        .contains(new FindingsAccepted(Situations.ID, Step.PREFLIGHT_BEFORE_RESTORE, true, "", 0));
  }

  @Test
  void what_has_become_worse_since_opens_the_gate_again_and_shows_both_values() {
    Situations move = beforeRestore(PASSES).found(FAILS);
    assertThat(waits(move)).isTrue();
    assertThat(move.underway().standing().inspection().changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.worsens()).isTrue();
              assertThat(List.of(change.before(), change.now())).containsExactly("yes", "no");
            });
    assertThat(waits(beforeRestore(PASSES).found(PASSES, WARNS))).isTrue();
  }

  @Test
  void a_failure_waits_at_every_occasion_though_it_was_accepted_before() {
    assertThat(waits(beforeRestore(FAILS).found(FAILS))).isTrue();
  }

  @Test
  void what_was_mended_since_passes() {
    Situations move = beforeRestore(FAILS).found(PASSES);
    assertThat(move.underway().current().step()).isEqualTo(Step.RESTORE);
  }

  @Test
  void each_occasion_of_a_long_way_is_named() {
    List<MigrationEvent> events =
        Situations.from(XPhoneVersion.V6, Downtime.INTERMEDIATE_SERVER).completed().events();
    assertThat(
            events.stream()
                .filter(PreflightRequested.class::isInstance)
                .map(event -> ((PreflightRequested) event).occasion()))
        .containsExactly(
            Occasion.START,
            Occasion.COPY,
            Occasion.BETWEEN_HOPS,
            Occasion.BETWEEN_HOPS,
            Occasion.BETWEEN_HOPS,
            Occasion.RESTORE);
  }

  @Test
  void a_rollback_takes_back_what_was_accepted_since() {
    Situations move = checking().found(PASSES).until(Step.PREPARE_DATABASES);
    Inspection atSnapshot = move.underway().standing().inspection();
    while (!move.underway().current().at().equals(P12)) {
      move.next();
    }
    move.found(FAILS);
    move.after(new AcceptFindings(P12, move.here(), "known"))
        .after(new RollBack("S1", "wrong server"));
    while (move.underway().detour() != null) {
      move.next();
    }
    assertThat(move.underway().standing().inspection()).isEqualTo(atSnapshot);
    assertThat(waits(move.until(P12).found(FAILS))).isTrue();
  }

  @Test
  void checks_change_nothing_so_a_rollback_undoes_nothing_of_them() {
    Situations move = Situations.from(XPhoneVersion.V5, Downtime.IN_PLACE);
    move.until(at(1, Step.PREFLIGHT));
    assertThat(move.underway().rollbackTo("S1").orElseThrow().databases()).isEmpty();
  }

  @Test
  void nothing_is_accepted_where_nothing_waits() {
    assertThat(
            refusal(Situations.planned(Plan.C), new AcceptFindings(at(Step.BACKUP), "", "why not")))
        .isEqualTo(new Refusal.NoFindings("R23"));
    assertThat(refusal(checking().found(FAILS), new Instruction.ConfirmStep(P, "")))
        .isEqualTo(new Refusal.FindingsWanted("P"));
  }
}
