package io.umzug.domain.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Transport;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksOfRouteTest {

  private static List<DueCheck> relocation(Plan plan, Occasion occasion) {
    return ChecksOfRoute.of(RouteKind.RELOCATION, plan, Downtime.IN_PLACE, occasion);
  }

  private static Optional<DueCheck> due(List<DueCheck> checks, Check check, Site site) {
    return checks.stream().filter(due -> due.check() == check && due.site() == site).findFirst();
  }

  private static Verdict atWorst(List<DueCheck> checks, Check check, Site site) {
    return due(checks, check, site).orElseThrow().atWorst();
  }

  private static Set<Check> checks(List<DueCheck> due) {
    return due.stream().map(DueCheck::check).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource(
      value = Plan.class,
      names = {"B", "C", "D"})
  void a_relocation_needs_every_check_there_is(Plan plan) {
    assertThat(checks(relocation(plan, Occasion.START))).containsExactlyInAnyOrder(Check.values());
    assertThat(checks(relocation(plan, Occasion.RESTORE)))
        .containsExactlyInAnyOrder(Check.values());
  }

  @Test
  void plan_a_has_neither_row_2_nor_an_account_that_must_be_set() {
    assertThat(checks(relocation(Plan.A, Occasion.RESTORE)))
        .doesNotContain(
            Check.FILESTREAM, Check.DATABASE_OWNER, Check.SERVICE_ACCOUNT, Check.APPLICATION_POOL)
        .hasSize(Check.values().length - 4);
  }

  @Test
  void a_sql_server_that_the_plan_installs_may_be_missing_at_first_and_an_external_one_may_not() {
    assertThat(atWorst(relocation(Plan.A, Occasion.START), Check.SERVER_REACHABLE, Site.TARGET))
        .isEqualTo(Verdict.WARNING);
    assertThat(
            due(relocation(Plan.A, Occasion.START), Check.SERVER_REACHABLE, Site.TARGET)
                .orElseThrow()
                .because())
        .contains("Row 4");
    assertThat(
            due(relocation(Plan.B, Occasion.START), Check.SERVER_REACHABLE, Site.TARGET)
                .orElseThrow()
                .because())
        .contains("Row 1");
    for (Plan external : List.of(Plan.C, Plan.D)) {
      DueCheck reachable =
          due(relocation(external, Occasion.START), Check.SERVER_REACHABLE, Site.TARGET)
              .orElseThrow();
      assertThat(reachable.atWorst()).isEqualTo(Verdict.FAIL);
      assertThat(reachable.isStillToCome()).isFalse();
      assertThat(reachable.because()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Plan.class)
  void the_old_sql_server_has_to_answer_from_the_beginning(Plan plan) {
    assertThat(atWorst(relocation(plan, Occasion.START), Check.SERVER_REACHABLE, Site.SOURCE))
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void both_sides_of_a_relocation_reach_the_share_and_are_worked_on_as_sysadmin() {
    List<DueCheck> start = relocation(Plan.C, Occasion.START);
    for (Site site : List.of(Site.SOURCE, Site.TARGET)) {
      assertThat(due(start, Check.SHARE, site)).as("share, %s", site).isPresent();
      assertThat(due(start, Check.SYSADMIN, site)).as("sysadmin, %s", site).isPresent();
      assertThat(due(start, Check.SERVICE_CONTROL, site)).as("service, %s", site).isPresent();
    }
  }

  @Test
  void an_old_sql_server_may_be_older_than_a_new_one_has_to_be() {
    assertThat(atWorst(relocation(Plan.C, Occasion.START), Check.SERVER_VERSION, Site.SOURCE))
        .isEqualTo(Verdict.WARNING);
    assertThat(atWorst(relocation(Plan.C, Occasion.START), Check.SERVER_VERSION, Site.TARGET))
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void filestream_may_be_off_until_row_2_has_been_done() {
    DueCheck atFirst =
        due(relocation(Plan.C, Occasion.START), Check.FILESTREAM, Site.TARGET).orElseThrow();
    assertThat(atFirst.isStillToCome()).isTrue();
    assertThat(atFirst.because()).contains("Row 2 (b)");
    assertThat(atWorst(relocation(Plan.C, Occasion.RESTORE), Check.FILESTREAM, Site.TARGET))
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void the_xphone_server_stays_in_plan_d_and_is_still_to_come_in_the_others() {
    assertThat(atWorst(relocation(Plan.D, Occasion.START), Check.ATLAS_READABLE, Site.TARGET))
        .isEqualTo(Verdict.FAIL);
    for (Plan plan : List.of(Plan.A, Plan.B, Plan.C)) {
      assertThat(atWorst(relocation(plan, Occasion.START), Check.ATLAS_READABLE, Site.TARGET))
          .isEqualTo(Verdict.WARNING);
      assertThat(atWorst(relocation(plan, Occasion.RESTORE), Check.ATLAS_READABLE, Site.TARGET))
          .isEqualTo(Verdict.FAIL);
    }
    assertThat(due(relocation(Plan.D, Occasion.START), Check.PAGES, Site.TARGET))
        .hasValueSatisfying(pages -> assertThat(pages.because()).contains("F4"));
    assertThat(due(relocation(Plan.C, Occasion.START), Check.PAGES, Site.TARGET))
        .hasValueSatisfying(pages -> assertThat(pages.because()).contains("Rows 6 to 9"));
  }

  @Test
  void between_two_updates_only_the_server_that_is_updated_is_looked_at() {
    assertThat(relocation(Plan.C, Occasion.BETWEEN_HOPS))
        .isNotEmpty()
        .allMatch(due -> due.site() == Site.SOURCE && due.from() == Site.SOURCE);
    List<DueCheck> parallel =
        ChecksOfRoute.of(
            RouteKind.RELOCATION, Plan.C, Downtime.INTERMEDIATE_SERVER, Occasion.BETWEEN_HOPS);
    assertThat(parallel).isNotEmpty().allMatch(due -> due.site() == Site.INTERMEDIATE);
    assertThat(checks(parallel))
        .contains(Check.SERVER_REACHABLE, Check.SYSADMIN, Check.SHARE, Check.BACKUP_ROOM)
        .contains(Check.SERVICE_CONTROL, Check.RECOVERY_MODEL)
        .doesNotContain(Check.RESTORE_ROOM, Check.FILESTREAM);
  }

  @Test
  void an_intermediate_server_is_restored_to_first_and_restored_from_in_the_end() {
    List<DueCheck> start =
        ChecksOfRoute.of(
            RouteKind.RELOCATION, Plan.C, Downtime.INTERMEDIATE_SERVER, Occasion.START);
    assertThat(due(start, Check.RESTORE_ROOM, Site.INTERMEDIATE).orElseThrow().from())
        .isEqualTo(Site.SOURCE);
    assertThat(due(start, Check.RESTORE_ROOM, Site.TARGET).orElseThrow().from())
        .isEqualTo(Site.SOURCE);
    assertThat(due(start, Check.SERVICE_CONTROL, Site.INTERMEDIATE)).isPresent();
    List<DueCheck> end =
        ChecksOfRoute.of(
            RouteKind.RELOCATION, Plan.C, Downtime.INTERMEDIATE_SERVER, Occasion.RESTORE);
    assertThat(due(end, Check.TARGET_NOT_OLDER, Site.TARGET).orElseThrow().from())
        .isEqualTo(Site.INTERMEDIATE);
    assertThat(due(end, Check.SHARE, Site.INTERMEDIATE)).isPresent();
    assertThat(due(end, Check.SHARE, Site.SOURCE)).isEmpty();
    assertThat(relocation(Plan.C, Occasion.START))
        .noneMatch(due -> due.site() == Site.INTERMEDIATE || due.from() == Site.INTERMEDIATE);
  }

  @Test
  void an_intermediate_server_is_still_to_come_at_the_start_and_has_to_be_there_for_the_copy() {
    List<DueCheck> start =
        ChecksOfRoute.of(
            RouteKind.RELOCATION, Plan.C, Downtime.INTERMEDIATE_SERVER, Occasion.START);
    assertThat(due(start, Check.SERVER_REACHABLE, Site.INTERMEDIATE).orElseThrow().because())
        .contains("R15a");
    List<DueCheck> copy =
        ChecksOfRoute.of(RouteKind.RELOCATION, Plan.C, Downtime.INTERMEDIATE_SERVER, Occasion.COPY);
    assertThat(atWorst(copy, Check.SERVER_REACHABLE, Site.INTERMEDIATE)).isEqualTo(Verdict.FAIL);
    assertThat(due(copy, Check.RESTORE_ROOM, Site.INTERMEDIATE).orElseThrow().from())
        .isEqualTo(Site.SOURCE);
    assertThat(copy).noneMatch(due -> due.site() == Site.TARGET);
    // Its service is left stopped until the databases are there.
    assertThat(due(copy, Check.PORTS, Site.INTERMEDIATE)).isEmpty();
  }

  @Test
  void by_script_the_target_may_be_the_older_sql_server() {
    for (Occasion occasion : List.of(Occasion.START, Occasion.RESTORE)) {
      Set<Check> byScript =
          checks(
              ChecksOfRoute.of(
                  RouteKind.RELOCATION, Plan.C, Downtime.IN_PLACE, Transport.SCRIPT, occasion));
      Set<Check> byBackup = checks(relocation(Plan.C, occasion));
      assertThat(byBackup).contains(Check.TARGET_NOT_OLDER, Check.COMPATIBILITY_LEVEL);
      assertThat(byScript)
          .doesNotContain(Check.TARGET_NOT_OLDER, Check.COMPATIBILITY_LEVEL)
          .hasSize(byBackup.size() - 2);
    }
  }

  @Test
  void a_transfer_carries_no_database_and_looks_at_the_new_machine_only() {
    List<DueCheck> due =
        ChecksOfRoute.of(RouteKind.TRANSFER, Plan.C, Downtime.IN_PLACE, Occasion.START);
    assertThat(due).allMatch(check -> check.site() == Site.TARGET);
    assertThat(checks(due))
        .contains(Check.SERVER_REACHABLE, Check.FILESTREAM, Check.DATABASE_OWNER, Check.PAGES)
        .contains(Check.SERVER_EDITION, Check.DATABASE_CREATION)
        .doesNotContain(Check.SHARE, Check.BACKUP_ROOM, Check.RESTORE_ROOM, Check.SYSADMIN);
    assertThat(atWorst(due, Check.FILESTREAM, Site.TARGET)).isEqualTo(Verdict.WARNING);
    assertThat(atWorst(due, Check.ATLAS_READABLE, Site.TARGET)).isEqualTo(Verdict.WARNING);
    List<DueCheck> later =
        ChecksOfRoute.of(RouteKind.TRANSFER, Plan.A, Downtime.IN_PLACE, Occasion.RESTORE);
    assertThat(atWorst(later, Check.SERVER_REACHABLE, Site.TARGET)).isEqualTo(Verdict.FAIL);
    assertThat(atWorst(later, Check.ATLAS_READABLE, Site.TARGET)).isEqualTo(Verdict.FAIL);
  }

  @Test
  void the_new_express_instances_are_installed_by_the_update_itself() {
    List<DueCheck> start =
        ChecksOfRoute.of(RouteKind.SQL_EXPRESS_UPDATE, Plan.A, Downtime.IN_PLACE, Occasion.START);
    assertThat(due(start, Check.SERVER_REACHABLE, Site.TARGET).orElseThrow().because())
        .contains("E4");
    assertThat(atWorst(start, Check.SERVER_REACHABLE, Site.SOURCE)).isEqualTo(Verdict.FAIL);
    assertThat(atWorst(start, Check.EXPRESS_LIMIT, Site.TARGET)).isEqualTo(Verdict.FAIL);
    assertThat(atWorst(start, Check.ATLAS_READABLE, Site.TARGET)).isEqualTo(Verdict.FAIL);
    assertThat(
            atWorst(
                ChecksOfRoute.of(
                    RouteKind.SQL_EXPRESS_UPDATE, Plan.A, Downtime.IN_PLACE, Occasion.RESTORE),
                Check.SERVER_REACHABLE,
                Site.TARGET))
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void every_list_is_in_the_order_in_which_it_is_told_and_names_nothing_twice() {
    for (RouteKind route : RouteKind.values()) {
      for (Plan plan : Plan.values()) {
        for (Downtime downtime : Downtime.values()) {
          for (Occasion occasion : Occasion.values()) {
            List<DueCheck> due = ChecksOfRoute.of(route, plan, downtime, occasion);
            assertThat(due).extracting(DueCheck::check).isSorted();
            assertThat(due.stream().map(check -> check.check() + " " + check.site()))
                .as("%s %s %s %s", route, plan, downtime, occasion)
                .doesNotHaveDuplicates();
          }
        }
      }
    }
  }

  @Test
  void a_check_tells_its_title_and_its_rules() {
    assertThat(Arrays.stream(Check.values()).map(Check::title)).doesNotHaveDuplicates();
    assertThat(Check.SHARE.rules()).containsExactly("B2", "B3", "B4");
    assertThat(Arrays.stream(Check.values()).filter(Check::isVolatile))
        .containsExactly(Check.RESTORE_ROOM, Check.BACKUP_ROOM);
  }
}
