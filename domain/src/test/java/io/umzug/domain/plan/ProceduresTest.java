package io.umzug.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.domain.evidence.DatabaseMove;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every route of the document, as the labels by which an operator knows its steps. */
class ProceduresTest {

  private static final Choice IN_PLACE = Choice.of(Plan.C);
  private static final Choice PARALLEL =
      new Choice(
          Plan.C, Downtime.INTERMEDIATE_SERVER, Transport.BACKUP_AND_RESTORE, BackupBy.UMZUG);

  private static String labels(Procedure procedure) {
    return IntStream.range(0, procedure.steps().size())
        .mapToObj(i -> procedure.label(procedure.at(i).at()))
        .collect(Collectors.joining(" "));
  }

  private static Procedure from(XPhoneVersion version, Choice choice) {
    return Procedures.of(RouteKind.RELOCATION, version, XPhoneVersion.V9, choice);
  }

  @Test
  void from_v5_the_server_is_updated_in_place_version_by_version_and_then_relocated() {
    assertThat(labels(from(XPhoneVersion.V5, IN_PLACE)))
        .isEqualTo(
            "P R10 R11"
                + " V6:P V6:R9 V6:R12 V6:R13 V6:R10 V6:R11"
                + " V7:P V7:R9 V7:R12 V7:R13 V7:R10 V7:R11"
                + " V8:P V8:R9 V8:R12 V8:R13 V8:R10 V8:R11"
                + " P23 R23 2 3 5 6 7 7a 8 9 10 11 P12 12 R12 13 R16");
  }

  @Test
  void an_intermediate_server_is_updated_in_parallel_and_may_be_deleted_in_the_end() {
    Procedure procedure = from(XPhoneVersion.V7, PARALLEL);
    assertThat(labels(procedure))
        .isEqualTo(
            "R15:P R15:R23 R15:R15a R15:P12 R15:12 R15:R12 R15:R10 R15:R11"
                + " V8:P V8:R9 V8:R12 V8:R13 V8:R10 V8:R11"
                + " P23 R23 2 3 5 6 7 7a 8 9 10 11 P12 12 R12 13 R16 R15b");
    List<DatabaseMove> databases = List.of(new DatabaseMove("XPDATA", "OLD", "NEW", "BETWEEN"));
    assertThat(procedure.hops().stream().map(hop -> hop.moves(databases).getFirst()))
        .extracting(DatabaseMove::source, DatabaseMove::target)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("OLD", "BETWEEN"),
            org.assertj.core.groups.Tuple.tuple("BETWEEN", "BETWEEN"),
            org.assertj.core.groups.Tuple.tuple("BETWEEN", "NEW"));
  }

  @ParameterizedTest
  @EnumSource(
      value = XPhoneVersion.class,
      names = {"V4", "V8", "V9"},
      mode = Mode.EXCLUDE)
  void no_version_is_left_out_and_each_hop_ends_with_restart_and_snapshot(XPhoneVersion from) {
    for (Choice choice : List.of(IN_PLACE, PARALLEL)) {
      Procedure procedure = from(from, choice);
      List<Hop> updates =
          procedure.hops().stream().filter(hop -> hop.kind() == HopKind.UPDATE).toList();
      assertThat(updates.getFirst().from()).isEqualTo(from);
      assertThat(updates.getLast().to()).isEqualTo(XPhoneVersion.V8);
      for (Hop hop : updates) {
        assertThat(hop.to()).isEqualTo(hop.from().next());
        assertThat(stepsOf(procedure, procedure.hops().indexOf(hop)))
            .containsExactly(
                Step.PREFLIGHT,
                Step.UPDATE,
                Step.RESTART,
                Step.TEST_CLIENT,
                Step.SNAPSHOT,
                Step.VM_SNAPSHOT);
      }
    }
  }

  private static List<Step> stepsOf(Procedure procedure, int hop) {
    return procedure.steps().stream()
        .filter(step -> step.hop() == hop)
        .map(ProcedureStep::step)
        .toList();
  }

  @Test
  void v4_is_transferred_to_a_new_machine_by_a_plan_without_any_restore() {
    Procedure transfer =
        Procedures.of(RouteKind.TRANSFER, XPhoneVersion.V4, XPhoneVersion.V9, Choice.of(Plan.A));
    assertThat(labels(transfer))
        .isEqualTo("P R1 R2 R5 3 4 6 7 9 11 R6a R6b R6c R6d R7 R6e R8 13 R16");
  }

  @Test
  void the_update_of_sql_express_ends_with_a_look_before_anything_is_uninstalled() {
    Procedure express =
        Procedures.of(
            RouteKind.SQL_EXPRESS_UPDATE, XPhoneVersion.V8, XPhoneVersion.V8, Choice.of(null));
    assertThat(labels(express)).isEqualTo("P E1 E2 E3 E4 E6 P12 12 E7a R12 E7b");
    assertThat(express.plan()).isNull();
    assertThat(express.at(7).obligation()).isEqualTo(Obligation.OPTIONAL);
    assertThat(express.at(10).obligation()).isEqualTo(Obligation.OPTIONAL);
  }

  @Test
  void a_move_by_script_has_its_steps_in_the_place_of_row_12() {
    Choice script = new Choice(Plan.C, Downtime.IN_PLACE, Transport.SCRIPT, BackupBy.UMZUG);
    Procedure byUmzug = from(XPhoneVersion.V8, script);
    assertThat(labels(byUmzug)).isEqualTo("P R23 2 3 5 6 7 7a 8 9 10 11 M2 P12 M4 R12 13 R16");
    assertThat(tasks(byUmzug, Step.EXPORT_SCRIPT)).containsExactly(Task.EXPORT_SCRIPTS);
    assertThat(tasks(byUmzug, Step.RUN_SCRIPT))
        .containsExactly(
            Task.SURVEY_TARGETS, Task.APPROVE_OVERWRITE, Task.TAKE_SNAPSHOT, Task.RUN_SCRIPTS);
  }

  @Test
  void a_script_made_by_hand_has_its_paths_adapted_and_umzug_looks_afterwards() {
    Procedure byHand =
        from(
            XPhoneVersion.V8,
            new Choice(Plan.C, Downtime.IN_PLACE, Transport.SCRIPT, BackupBy.BACKUP_MANAGER));
    assertThat(labels(byHand)).isEqualTo("P R23 2 3 5 6 7 7a 8 9 10 11 M2 M3 P12 M4 R12 13 R16");
    assertThat(tasks(byHand, Step.EXPORT_SCRIPT)).containsExactly(Task.CONFIRM_BY_HAND);
    assertThat(tasks(byHand, Step.RUN_SCRIPT))
        .endsWith(Task.STOP_SERVICE, Task.CONFIRM_BY_HAND, Task.VERIFY_DATABASES);
  }

  @Test
  void with_the_backup_manager_a_person_backs_up_and_restores_and_umzug_looks_afterwards() {
    Choice manager =
        new Choice(
            Plan.C, Downtime.IN_PLACE, Transport.BACKUP_AND_RESTORE, BackupBy.BACKUP_MANAGER);
    Procedure procedure = from(XPhoneVersion.V8, manager);
    assertThat(tasks(procedure, Step.BACKUP))
        .containsExactly(Task.BACK_UP_DATABASES, Task.TAKE_SNAPSHOT, Task.CONFIRM_BY_HAND);
    assertThat(tasks(procedure, Step.RESTORE))
        .endsWith(
            Task.TAKE_SNAPSHOT, Task.STOP_SERVICE, Task.CONFIRM_BY_HAND, Task.VERIFY_DATABASES);
    assertThat(tasks(from(XPhoneVersion.V8, IN_PLACE), Step.RESTORE))
        .containsExactly(
            Task.SURVEY_TARGETS,
            Task.APPROVE_OVERWRITE,
            Task.TAKE_SNAPSHOT,
            Task.RESTORE_DATABASES);
  }

  private static List<Task> tasks(Procedure procedure, Step step) {
    int hop = procedure.hops().size() - 1;
    return procedure.at(procedure.positionOf(new StepAt(hop, step)).orElseThrow()).tasks();
  }

  @Test
  void a_step_is_found_by_its_label_in_any_case_and_only_where_the_procedure_has_it() {
    Procedure procedure = from(XPhoneVersion.V7, IN_PLACE);
    assertThat(procedure.labelled("v8:r12")).contains(new StepAt(1, Step.RESTART));
    assertThat(procedure.labelled("7A")).contains(new StepAt(2, Step.SET_ANALYTICS_APP_POOL));
    assertThat(procedure.labelled("V7:R12")).isEmpty();
    assertThat(procedure.labelled("4")).isEmpty();
    assertThat(IntStream.range(0, procedure.steps().size()).mapToObj(i -> procedure.at(i).at()))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_hash_knows_hops_and_still_holds_for_what_the_first_release_froze() {
    assertThat(from(XPhoneVersion.V7, IN_PLACE).hash())
        .isNotEqualTo(from(XPhoneVersion.V7, PARALLEL).hash())
        .isNotEqualTo(from(XPhoneVersion.V6, IN_PLACE).hash());
    ProcedureStep backup =
        new ProcedureStep(
            Step.BACKUP, Obligation.REQUIRED, true, List.of(Task.BACK_UP_DATABASES), 0);
    Procedure first = new Procedure(Plan.C, List.of(backup), null);
    // sha256sum of "C", a line end, and "R23|REQUIRED|true|[BACK_UP_DATABASES]".
    assertThat(first.hash())
        .isEqualTo("ace7a2628a30bf0f00d7880102d52997e41e7656c3214f7b0091e3b27ea8d0db");
    Procedure upcast = first.upcast(XPhoneVersion.V9, XPhoneVersion.V9);
    assertThat(upcast.hash()).isEqualTo(first.hash());
    assertThat(upcast.hop(0))
        .isEqualTo(
            new Hop(
                HopKind.RELOCATION, XPhoneVersion.V9, XPhoneVersion.V9, Site.SOURCE, Site.TARGET));
    assertThat(upcast.upcast(XPhoneVersion.V5, XPhoneVersion.V6)).isSameAs(upcast);
  }

  @Test
  void only_the_update_of_sql_express_goes_by_no_plan() {
    assertThatThrownBy(() -> from(XPhoneVersion.V8, Choice.of(null)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Choice.of(null).inWords()).isEqualTo("no plan");
    assertThat(IN_PLACE.inWords()).isEqualTo("plan C");
  }

  @Test
  void the_title_of_an_update_says_to_which_version() {
    Procedure procedure = from(XPhoneVersion.V7, IN_PLACE);
    assertThat(Guidance.of(Step.UPDATE, procedure.hop(1)).title()).isEqualTo("Update to V8");
    assertThat(Guidance.of(Step.RESTART, procedure.hop(1)).title()).isEqualTo("V8: Restart once");
    assertThat(Guidance.of(Step.RESTART, procedure.hop(2)).title()).isEqualTo("Restart once");
  }
}
