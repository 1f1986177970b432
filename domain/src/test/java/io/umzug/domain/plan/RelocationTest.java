package io.umzug.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RelocationTest {

  private static Procedure procedure(Plan plan) {
    return Procedures.of(RouteKind.RELOCATION, XPhoneVersion.V8, XPhoneVersion.V9, Choice.of(plan));
  }

  @ParameterizedTest
  @CsvSource({
    "A, P R23 3 4 6 7 9 10 11 P12 12 R12 13 R16",
    "B, P R23 1 2 3 5 6 7 7a 8 9 10 11 P12 12 R12 13 R16",
    "C, P R23 2 3 5 6 7 7a 8 9 10 11 P12 12 R12 13 R16",
    "D, P R23 2 7 7a 8 9 11 P12 12 R12",
  })
  void a_plan_is_its_column_with_checks_backup_restart_and_cut_over(Plan plan, String labels) {
    assertThat(procedure(plan).steps().stream().map(step -> step.step().label()))
        .containsExactly(labels.split(" "));
  }

  @ParameterizedTest
  @EnumSource(Plan.class)
  void the_checks_come_first_and_then_the_backup_which_is_held_and_so_is_the_restore(Plan plan) {
    Procedure procedure = procedure(plan);
    assertThat(procedure.at(0).step()).isEqualTo(Step.PREFLIGHT);
    assertThat(procedure.at(1).step()).isEqualTo(Step.BACKUP);
    assertThat(procedure.steps().stream().filter(ProcedureStep::held).map(ProcedureStep::step))
        .startsWith(Step.BACKUP, Step.RESTORE)
        .allMatch(Set.of(Step.BACKUP, Step.RESTORE, Step.CUT_OVER)::contains);
    assertThat(procedure.at(0).obligation()).isEqualTo(Obligation.REQUIRED);
  }

  @Test
  void the_account_is_offered_only_after_the_servers_were_reached() {
    Procedure procedure = procedure(Plan.C);
    assertThat(
            procedure
                .at(procedure.positionOf(new StepAt(0, Step.SET_SERVICE_ACCOUNT)).orElseThrow())
                .tasks())
        .containsExactly(Task.PROBE_SQL_SERVERS, Task.CONFIRM_BY_HAND);
  }

  @Test
  void every_step_has_tasks_and_what_is_umzugs_alone_has_no_hand_in_it() {
    for (Plan plan : Plan.values()) {
      for (ProcedureStep step : procedure(plan).steps()) {
        assertThat(step.tasks()).isNotEmpty();
        RelocationTable.ROWS.stream()
            .filter(row -> row.step() == step.step())
            .forEach(row -> assertThat(performer(step)).isEqualTo(row.performer()));
      }
    }
  }

  private static Performer performer(ProcedureStep step) {
    boolean work = step.tasks().stream().anyMatch(Task::isWork);
    boolean hand = step.tasks().contains(Task.CONFIRM_BY_HAND);
    return work && hand ? Performer.BOTH : work ? Performer.UMZUG : Performer.OPERATOR;
  }

  @Test
  void the_hash_tells_procedures_apart_and_knows_its_own() {
    Procedure a = procedure(Plan.A);
    assertThat(
            Stream.of(Plan.values()).map(RelocationTest::procedure).map(Procedure::hash).distinct())
        .hasSize(4);
    assertThat(new Procedure(a.plan(), a.steps(), null).hash()).isEqualTo(a.hash()).hasSize(64);
    ProcedureStep first = a.at(0);
    List<ProcedureStep> variants =
        List.of(
            new ProcedureStep(Step.CUT_OVER, first.obligation(), first.held(), first.tasks(), 0),
            new ProcedureStep(first.step(), Obligation.OPTIONAL, first.held(), first.tasks(), 0),
            new ProcedureStep(first.step(), first.obligation(), !first.held(), first.tasks(), 0),
            new ProcedureStep(
                first.step(), first.obligation(), first.held(), List.of(Task.CONFIRM_BY_HAND), 0),
            new ProcedureStep(first.step(), first.obligation(), first.held(), first.tasks(), 1));
    assertThat(
            variants.stream()
                .map(step -> new Procedure(Plan.A, List.of(step), null).hash())
                .distinct())
        .hasSize(5)
        .doesNotContain(new Procedure(Plan.A, List.of(first), null).hash());
  }

  @Test
  void a_procedure_without_steps_is_none() {
    assertThatThrownBy(() -> new Procedure(Plan.A, List.of(), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void every_step_is_found_by_its_label_and_says_what_to_do_and_by_which_rule(Step step) {
    assertThat(Step.labelled(step.label().toLowerCase(java.util.Locale.ROOT))).contains(step);
    Guidance guidance = Guidance.of(step);
    assertThat(guidance.title()).isNotBlank();
    assertThat(guidance.instruction()).endsWith(".");
    assertThat(guidance.rules()).isNotEmpty().allMatch(rule -> rule.matches("[RBEFMU][0-9]+"));
  }

  @Test
  void an_unknown_label_is_no_step() {
    assertThat(Step.labelled("14")).isEmpty();
    assertThat(Arrays.stream(Step.values()).map(Step::label)).doesNotHaveDuplicates();
  }
}
