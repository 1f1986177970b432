package io.umzug.domain.migration;

import static io.umzug.domain.migration.Situations.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.Snapshot;
import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.MigrationEvent.RollbackBegun;
import io.umzug.domain.migration.MigrationEvent.RolledBack;
import io.umzug.domain.migration.MigrationEvent.SnapshotRestoreRequested;
import io.umzug.domain.migration.MigrationEvent.SnapshotTaken;
import io.umzug.domain.migration.Particulars.Machine;
import io.umzug.domain.migration.RollbackPlan.Part;
import io.umzug.domain.plan.BackupBy;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Snapshots, and the way back to them (R10, R11). */
class RollbackTest {

  private static final int V6 = 1;
  private static final int V7 = 2;
  private static final int V8 = 3;

  private static RollbackPlan begin(Situations move, String snapshot) {
    move.after(new Instruction.RollBack(snapshot, "it went wrong"));
    return ((RollbackBegun)
            move.events().stream()
                .filter(RollbackBegun.class::isInstance)
                .reduce((one, other) -> other)
                .orElseThrow())
        .plan();
  }

  private static Refusal refusal(Situations move, Instruction instruction) {
    return ((Refused) Decider.decide(move.state(), instruction)).refusal();
  }

  @Test
  void a_snapshot_is_taken_before_the_start_and_after_each_hop_with_site_and_version() {
    Situations move = Situations.from(XPhoneVersion.V5, Downtime.IN_PLACE).completed();
    List<Snapshot> snapshots =
        move.events().stream()
            .filter(SnapshotTaken.class::isInstance)
            .map(event -> ((SnapshotTaken) event).snapshot())
            .toList();
    assertThat(snapshots)
        .extracting(Snapshot::id, Snapshot::site, Snapshot::version)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("S1", Site.SOURCE, XPhoneVersion.V5),
            org.assertj.core.groups.Tuple.tuple("S2", Site.SOURCE, XPhoneVersion.V6),
            org.assertj.core.groups.Tuple.tuple("S3", Site.SOURCE, XPhoneVersion.V7),
            org.assertj.core.groups.Tuple.tuple("S4", Site.SOURCE, XPhoneVersion.V8),
            // R23's backup before the relocation, and the target before the restore.
            org.assertj.core.groups.Tuple.tuple("S5", Site.SOURCE, XPhoneVersion.V8),
            org.assertj.core.groups.Tuple.tuple("S6", Site.TARGET, XPhoneVersion.V9));
  }

  @Test
  void back_over_two_hops_the_software_the_databases_and_the_files_are_put_back() {
    Situations move =
        Situations.from(XPhoneVersion.V5, Downtime.IN_PLACE).until(at(V8, Step.TEST_CLIENT));
    RollbackPlan plan = begin(move, "S2");
    assertThat(plan.parts())
        .containsExactly(
            new Part(Task.STOP_SERVICE, Site.SOURCE),
            new Part(Task.CONFIRM_BY_HAND, Site.SOURCE),
            new Part(Task.RESTORE_SNAPSHOT, Site.SOURCE),
            new Part(Task.RUN_SERVICE, Site.SOURCE));
    assertThat(plan.version()).isEqualTo(XPhoneVersion.V6);
    assertThat(plan.versionNow()).isEqualTo(XPhoneVersion.V8);
    assertThat(plan.databases()).extracting(DatabaseBackup::database).contains("XPDATA", "XPVDIR");
    assertThat(plan.files()).containsExactly(Situations.ATLAS);
  }

  @Test
  void after_a_rollback_the_move_stands_where_it_stood_at_the_snapshot_and_goes_on_anew() {
    Situations move =
        Situations.from(XPhoneVersion.V5, Downtime.IN_PLACE).until(at(V7, Step.UPDATE));
    Standing before = move.underway().standing();
    move.until(at(V8, Step.TEST_CLIENT));
    begin(move, "S2");
    while (!(move.events().getLast() instanceof MigrationEvent.StepOffered offered
        && offered.step() == Step.UPDATE)) {
      move.next();
    }
    assertThat(move.events()).contains(new RolledBack(Situations.ID, "S2"));
    assertThat(move.underway().standing()).isEqualTo(before);
    assertThat(move.underway().detour()).isNull();
    assertThat(move.underway().current().at()).isEqualTo(at(V7, Step.UPDATE));
    // What is done again is other work than what was done before.
    WorkOrder restart = ((MigrationEvent.WorkRequested) move.next().events().getLast()).order();
    assertThat(restart.workId()).isEqualTo("acme/2.1:R12/RESTART_SERVICE/1");
    assertThat(move.completed().state()).isInstanceOf(Migration.Completed.class);
  }

  @Test
  void an_old_server_that_kept_running_is_not_overwritten_with_its_own_older_backup() {
    Situations move = Situations.planned(Plan.C).until(Step.FOLLOW_UP);
    RollbackPlan plan = begin(move, "S1");
    assertThat(plan.databases()).isEmpty();
    assertThat(plan.files()).isEmpty();
    assertThat(plan.parts())
        .containsExactly(
            new Part(Task.STOP_SERVICE, Site.TARGET), new Part(Task.RUN_SERVICE, Site.SOURCE));
  }

  @Test
  void in_plan_d_the_server_that_stays_gets_its_files_and_its_software_back() {
    Situations move = Situations.planned(Plan.D).until(Step.START_SERVICE).next();
    RollbackPlan plan = begin(move, "S1");
    assertThat(plan.parts())
        .containsExactly(
            new Part(Task.STOP_SERVICE, Site.SOURCE),
            new Part(Task.CONFIRM_BY_HAND, Site.SOURCE),
            new Part(Task.RESTORE_SNAPSHOT, Site.SOURCE),
            new Part(Task.RUN_SERVICE, Site.SOURCE));
    assertThat(plan.databases()).isEmpty();
    assertThat(plan.files()).containsExactly(Situations.ATLAS);
    assertThat(plan.version()).isEqualTo(XPhoneVersion.V8);
  }

  @Test
  void what_a_restore_overwrote_comes_back_from_the_targets_own_snapshot() {
    Situations move = Situations.planned(Plan.C).until(Step.RESTART);
    RestorePoint last = move.underway().restorePoints().getLast();
    Underway there = move.underway();
    RollbackPlan plan = RollbackPlan.of(there, last);
    assertThat(plan.databases()).isEqualTo(Situations.backupsAt(Site.TARGET));
    assertThat(plan.parts())
        .containsExactly(
            new Part(Task.STOP_SERVICE, Site.TARGET),
            new Part(Task.RESTORE_SNAPSHOT, Site.TARGET),
            new Part(Task.RUN_SERVICE, Site.TARGET));
    assertThat(last.standing().position())
        .isEqualTo(there.procedure().positionOf(at(Step.RESTORE)).orElseThrow());
  }

  @Test
  void a_snapshot_of_a_course_that_was_taken_back_leads_nowhere() {
    Situations move =
        Situations.from(XPhoneVersion.V5, Downtime.IN_PLACE).until(at(V8, Step.TEST_CLIENT));
    begin(move, "S1");
    move.until(at(V6, Step.UPDATE));
    assertThat(refusal(move, new Instruction.RollBack("s3", "forward")))
        .isEqualTo(new Refusal.SnapshotTakenBack("S3", List.of("S1")));
    move.until(at(V7, Step.UPDATE));
    assertThat(move.underway().restorePoints().getLast().snapshot().id()).isEqualTo("S4");
    assertThat(begin(move, "S4").version()).isEqualTo(XPhoneVersion.V6);
  }

  @Test
  void a_rollback_that_fails_half_way_is_retried_where_it_failed() {
    Situations move =
        Situations.from(XPhoneVersion.V7, Downtime.IN_PLACE).until(at(V6, Step.TEST_CLIENT));
    begin(move, "S1");
    move.next().next();
    WorkOrder restore = ((SnapshotRestoreRequested) move.events().getLast()).order();
    assertThat(restore.workId()).isEqualTo("acme/0.1:ROLLBACK/RESTORE_SNAPSHOT@SOURCE/1");
    move.after(new Report.SnapshotRestoreFailed(restore, Situations.DIAGNOSIS));
    assertThat(move.underway().label()).isEqualTo("ROLLBACK");
    move.after(new Instruction.RetryStep(move.underway().current().at()));
    assertThat(((SnapshotRestoreRequested) move.events().getLast()).order().attempt()).isEqualTo(2);
    move.next().next();
    assertThat(move.events()).contains(new RolledBack(Situations.ID, "S1"));
  }

  @Test
  void a_rollback_that_cannot_go_on_may_lead_to_another_snapshot() {
    Situations move =
        Situations.from(XPhoneVersion.V6, Downtime.IN_PLACE).until(at(V7, Step.TEST_CLIENT));
    begin(move, "S2");
    WorkOrder stop = ((MigrationEvent.WorkRequested) move.events().getLast()).order();
    move.after(new Report.ServiceStopFailed(stop, Situations.DIAGNOSIS));
    RollbackPlan plan = begin(move, "S1");
    assertThat(plan.version()).isEqualTo(XPhoneVersion.V6);
    assertThat(plan.versionNow()).isEqualTo(XPhoneVersion.V8);
    assertThat(move.underway().wayBack().round()).isEqualTo(2);
  }

  @Test
  void a_restored_snapshot_with_missing_databases_or_other_rows_is_none() {
    Situations move =
        Situations.from(XPhoneVersion.V7, Downtime.IN_PLACE).until(at(V6, Step.TEST_CLIENT));
    begin(move, "S1");
    move.next().next();
    WorkOrder order = ((SnapshotRestoreRequested) move.events().getLast()).order();
    assertThat(
            move.after(
                    new Report.SnapshotRestored(order, Situations.restores(5, "XPDATA"), List.of()))
                .events()
                .getLast())
        .isInstanceOf(MigrationEvent.SnapshotRestoreFailed.class);
    move.after(new Instruction.RetryStep(move.underway().current().at()));
    order = ((SnapshotRestoreRequested) move.events().getLast()).order();
    MigrationEvent failed =
        move.after(
                new Report.SnapshotRestored(
                    order, Situations.restores(4, "XPDATA", "XPVDIR"), List.of()))
            .events()
            .getLast();
    assertThat(((MigrationEvent.WorkFailed) failed).diagnosis().exactText())
        .isEqualTo("XPDATA dbo.t: expected 5 to 5 rows, found 4");
  }

  @Test
  void a_snapshot_that_lacks_a_database_is_none_but_before_a_restore() {
    Situations move = Situations.from(XPhoneVersion.V7, Downtime.IN_PLACE);
    WorkOrder order = ((MigrationEvent.WorkRequested) move.events().getLast()).order();
    MigrationEvent failed =
        move.after(new Report.SnapshotTaken(order, Situations.backups("XPDATA"), List.of()))
            .events()
            .getLast();
    assertThat(((MigrationEvent.WorkFailed) failed).diagnosis().exactText())
        .isEqualTo("Missing: XPVDIR");
    Situations restoring = Situations.planned(Plan.C).until(Step.RESTORE).next().next();
    order = ((MigrationEvent.WorkRequested) restoring.events().getLast()).order();
    assertThat(order.task()).isEqualTo(Task.TAKE_SNAPSHOT);
    restoring.after(new Report.SnapshotTaken(order, List.of(), List.of()));
    assertThat(((MigrationEvent.WorkRequested) restoring.events().getLast()).order().task())
        .isEqualTo(Task.RESTORE_DATABASES);
  }

  @Test
  void a_snapshot_may_be_asked_for_at_any_wait_and_the_step_waits_on_as_before() {
    Situations move = Situations.planned(Plan.C).until(Step.INSTALL_OUTLOOK);
    Underway before = move.underway();
    move.after(new Instruction.TakeSnapshot("to be sure"));
    WorkOrder first = ((MigrationEvent.WorkRequested) move.events().getLast()).order();
    assertThat(first.workId()).isEqualTo("acme/0.1:SNAPSHOT/TAKE_SNAPSHOT/1");
    assertThat(first.site()).isEqualTo(Site.SOURCE);
    assertThat(move.underway().label()).isEqualTo("SNAPSHOT");
    move.next();
    assertThat(move.events().getLast()).isInstanceOf(SnapshotTaken.class);
    assertThat(move.underway().condition()).isEqualTo(before.condition());
    assertThat(move.underway().standing()).isEqualTo(before.standing());
    move.after(new Instruction.TakeSnapshot(""));
    assertThat(((MigrationEvent.WorkRequested) move.events().getLast()).order().workId())
        .isEqualTo("acme/0.2:SNAPSHOT/TAKE_SNAPSHOT/1");
  }

  @Test
  void a_snapshot_that_was_asked_for_and_failed_is_retried_or_done_without() {
    Situations move =
        Situations.planned(Plan.C)
            .until(Step.INSTALL_OUTLOOK)
            .after(new Instruction.TakeSnapshot(""));
    WorkOrder order = ((MigrationEvent.WorkRequested) move.events().getLast()).order();
    move.after(new Report.SnapshotFailed(order, Situations.DIAGNOSIS));
    assertThat(refusal(move, new Instruction.TakeSnapshot("")))
        .isEqualTo(new Refusal.OnADetour("SNAPSHOT"));
    move.after(new Instruction.SkipStep(move.underway().current().at(), "no room"));
    assertThat(move.underway().condition()).isInstanceOf(Condition.Offered.class);
    assertThat(move.underway().current().step()).isEqualTo(Step.INSTALL_OUTLOOK);
  }

  @Test
  void a_virtual_machines_snapshot_counts_only_if_the_machine_was_powered_off() {
    Situations move =
        Situations.from(XPhoneVersion.V7, Downtime.IN_PLACE).until(at(Step.VM_SNAPSHOT));
    assertThat(
            refusal(move, new Instruction.ClaimVmSnapshot(at(Step.VM_SNAPSHOT), "before", false)))
        .isEqualTo(new Refusal.VmSnapshotWhileRunning());
    assertThat(refusal(move, new Instruction.ConfirmStep(at(Step.VM_SNAPSHOT), "taken")))
        .isEqualTo(new Refusal.ClaimWanted("R11"));
    move.after(new Instruction.ClaimVmSnapshot(at(Step.VM_SNAPSHOT), " before ", true));
    assertThat(move.underway().restorePoints().getLast().snapshot().virtualMachine())
        .isEqualTo("before");
  }

  @Test
  void a_skipped_snapshot_of_the_machine_is_not_taken_up_later_but_a_skipped_client_is() {
    Situations move =
        Situations.from(XPhoneVersion.V6, Downtime.IN_PLACE)
            .until(at(Step.VM_SNAPSHOT))
            .after(new Instruction.SkipStep(at(Step.VM_SNAPSHOT), "a physical machine"))
            .until(at(V6, Step.TEST_CLIENT))
            .after(new Instruction.SkipStep(at(V6, Step.TEST_CLIENT), "no client here"))
            .until(at(V7, Step.UPDATE));
    assertThat(refusal(move, new Instruction.ConfirmStep(at(Step.VM_SNAPSHOT), "now")))
        .isEqualTo(new Refusal.TooLateForStep("R11"));
    move.after(new Instruction.ConfirmStep(at(V6, Step.TEST_CLIENT), " logged in "));
    assertThat(move.events().getLast())
        .isEqualTo(
            new MigrationEvent.SkippedStepDone(Situations.ID, Step.TEST_CLIENT, "logged in", V6));
    assertThat(move.underway().current().at()).isEqualTo(at(V7, Step.UPDATE));
    assertThat(refusal(move, new Instruction.ConfirmStep(at(V6, Step.TEST_CLIENT), "again")))
        .isInstanceOf(Refusal.NotTheCurrentStep.class);
  }

  @Test
  void past_the_cut_over_there_is_no_way_back() {
    Situations move =
        Situations.from(XPhoneVersion.V7, Downtime.INTERMEDIATE_SERVER)
            .until(at(2, Step.DELETE_INTERMEDIATE));
    assertThat(refusal(move, new Instruction.RollBack("S1", "too late")))
        .isEqualTo(new Refusal.PastNoReturn(Step.CUT_OVER));
    assertThat(new DatabaseMove("a", "b", "c").intermediate()).isEmpty();
  }

  /** V6 is at S1 and V7 at S2; the rollback to S1 has put everything back but not ended. */
  private static Situations halfBackToS1() {
    Situations move =
        Situations.from(XPhoneVersion.V6, Downtime.IN_PLACE).until(at(1, Step.VM_SNAPSHOT));
    begin(move, "S1");
    while (!(move.events().getLast() instanceof MigrationEvent.ServiceStartRequested)) {
      move.next();
    }
    WorkOrder run = ((MigrationEvent.WorkRequested) move.events().getLast()).order();
    return move.after(new Report.ServiceStartFailed(run, Situations.DIAGNOSIS));
  }

  @Test
  void a_rollback_that_is_half_done_leads_to_no_later_snapshot() {
    Situations move = halfBackToS1();
    assertThat(refusal(move, new Instruction.RollBack("S2", "forward")))
        .isEqualTo(new Refusal.RollbackHalfDone("S2", "S1", List.of("S1")));
    assertThat(move.underway().rollbackTo("S2")).isEmpty();
  }

  @Test
  void what_a_half_done_rollback_may_have_written_is_put_back_again_but_the_software_is_known() {
    RollbackPlan plan = begin(halfBackToS1(), "S1");
    assertThat(plan.parts())
        .containsExactly(
            new Part(Task.STOP_SERVICE, Site.SOURCE),
            new Part(Task.RESTORE_SNAPSHOT, Site.SOURCE),
            new Part(Task.RUN_SERVICE, Site.SOURCE));
    assertThat(plan.databases()).hasSize(2);
    assertThat(plan.versionNow()).isEqualTo(XPhoneVersion.V6);
  }

  @Test
  void software_that_a_person_was_offered_to_put_back_may_be_either() {
    Situations move =
        Situations.from(XPhoneVersion.V6, Downtime.IN_PLACE).until(at(V8 - 1, Step.TEST_CLIENT));
    begin(move, "S2");
    move.next();
    assertThat(move.underway().condition()).isInstanceOf(Condition.Offered.class);
    RollbackPlan plan = begin(move, "S1");
    assertThat(plan.versionNow()).isEqualTo(XPhoneVersion.V8);
    move.next().next();
    WorkOrder restore = ((MigrationEvent.WorkRequested) move.events().getLast()).order();
    move.after(new Report.SnapshotRestoreFailed(restore, Situations.DIAGNOSIS));
    assertThat(begin(move, "S1").parts())
        .extracting(Part::task)
        .containsExactly(Task.STOP_SERVICE, Task.RESTORE_SNAPSHOT, Task.RUN_SERVICE);
  }

  @Test
  void what_has_not_begun_is_not_put_back_though_a_snapshot_was_asked_for_in_vain() {
    Situations move =
        Situations.from(XPhoneVersion.V6, Downtime.IN_PLACE).until(at(1, Step.PREFLIGHT));
    move.after(Situations.SCHEDULE);
    move.after(new Report.RollbackWindowClosed(Situations.ID, move.lastNumber(), Situations.FROM));
    move.next();
    assertThat(move.underway().condition()).isInstanceOf(Condition.Held.class);
    move.after(new Instruction.TakeSnapshot("to be sure"));
    WorkOrder order = ((MigrationEvent.WorkRequested) move.events().getLast()).order();
    move.after(new Report.SnapshotFailed(order, Situations.DIAGNOSIS));
    RollbackPlan plan = begin(move, "S1");
    assertThat(plan.parts()).containsExactly(new Part(Task.RUN_SERVICE, Site.SOURCE));
    assertThat(plan.databases()).isEmpty();
    WorkOrder run = ((MigrationEvent.WorkRequested) move.events().getLast()).order();
    move.after(new Report.ServiceStartFailed(run, Situations.DIAGNOSIS));
    assertThat(begin(move, "S1").databases()).isEmpty();
  }

  @Test
  void what_a_hand_goes_on_with_after_a_snapshot_is_put_back() {
    Situations move =
        Situations.from(XPhoneVersion.V6, Downtime.IN_PLACE).until(at(1, Step.UPDATE));
    move.after(new Instruction.TakeSnapshot("half of it is done")).next();
    RollbackPlan plan = begin(move, "S2");
    assertThat(plan.databases()).hasSize(2);
    assertThat(plan.version()).isEqualTo(XPhoneVersion.V6);
    assertThat(plan.versionNow()).isEqualTo(XPhoneVersion.V7);
  }

  @Test
  void an_intermediate_server_that_was_updated_gets_its_software_back_before_it_is_filled_anew() {
    Situations move =
        Situations.from(XPhoneVersion.V6, Downtime.INTERMEDIATE_SERVER)
            .until(at(Step.RESTORE))
            .after(new Instruction.TakeSnapshot("of the old server"))
            .next()
            .until(at(V6, Step.TEST_CLIENT));
    RollbackPlan plan = begin(move, "S2");
    assertThat(plan.parts())
        .containsExactly(
            new Part(Task.STOP_SERVICE, Site.INTERMEDIATE),
            new Part(Task.CONFIRM_BY_HAND, Site.INTERMEDIATE),
            new Part(Task.RUN_SERVICE, Site.SOURCE));
    assertThat(plan.softwareSite()).isEqualTo(Site.INTERMEDIATE);
    assertThat(plan.version()).isEqualTo(XPhoneVersion.V6);
    assertThat(plan.versionNow()).isEqualTo(XPhoneVersion.V7);
  }

  @Test
  void a_server_that_stays_has_to_be_known_as_one_machine() {
    for (List<Machine> machines :
        List.of(
            List.of(new Machine(Site.TARGET, "oldxp", true)),
            List.of(
                new Machine(Site.SOURCE, "oldxp.acme.example", true),
                new Machine(Site.TARGET, "oldxp", true)))) {
      Situations relocation =
          Situations.opened(
              Situations.particulars(
                  RouteKind.RELOCATION, XPhoneVersion.V8, XPhoneVersion.V9, machines));
      assertThat(refusal(relocation, new Instruction.ChoosePlan(Choice.of(Plan.D), "")))
          .isInstanceOf(Refusal.ServerStays.class);
      Situations express =
          Situations.opened(
              Situations.particulars(
                  RouteKind.SQL_EXPRESS_UPDATE, XPhoneVersion.V8, XPhoneVersion.V8, machines));
      assertThat(refusal(express, new Instruction.ChoosePlan(Choice.of(null), "")))
          .isInstanceOf(Refusal.ServerStays.class);
    }
  }

  /** An earlier release let such a move begin. */
  @Test
  void a_server_that_stays_and_is_not_within_reach_cannot_be_put_back() {
    Situations known = Situations.planned(Plan.D).until(Step.RESTORE);
    Situations move =
        Situations.replayed(
            known.events(),
            Situations.particulars(
                RouteKind.RELOCATION,
                XPhoneVersion.V8,
                XPhoneVersion.V9,
                List.of(new Machine(Site.TARGET, "oldxp", true))));
    assertThat(refusal(move, new Instruction.RollBack("S1", "back")))
        .isEqualTo(new Refusal.SnapshotOutOfReach("S1", Site.SOURCE));
    assertThat(move.underway().rollbackTo("S1")).isEmpty();
  }

  @Test
  void once_the_old_instances_are_being_uninstalled_there_is_no_way_back() {
    Situations move = Situations.sqlExpress().until(Step.UNINSTALL_OLD_INSTANCES);
    assertThat(move.underway().condition()).isInstanceOf(Condition.Held.class);
    assertThat(move.underway().rollbackTo("S1")).isPresent();
    move.next();
    assertThat(refusal(move, new Instruction.RollBack("S1", "too late")))
        .isEqualTo(new Refusal.PastNoReturn(Step.UNINSTALL_OLD_INSTANCES));
    assertThat(new Refusal.PastNoReturn(Step.UNINSTALL_OLD_INSTANCES).rule()).isEqualTo("E7");
  }

  @Test
  void the_machines_snapshot_belongs_to_the_latest_point_that_was_not_taken_back() {
    Situations move =
        Situations.from(XPhoneVersion.V6, Downtime.IN_PLACE).until(at(2, Step.UPDATE));
    begin(move, "S1");
    while (move.underway().detour() != null) {
      move.next();
    }
    move.after(new Instruction.ClaimVmSnapshot(at(Step.VM_SNAPSHOT), "anew", true));
    assertThat(move.underway().restorePoints())
        .extracting(point -> point.snapshot().virtualMachine())
        .containsExactly("anew", "before");
  }

  @Test
  void by_script_a_snapshot_that_is_asked_for_is_of_the_old_server_until_the_script_has_run() {
    Situations move =
        Situations.opened()
            .after(
                new Instruction.ChoosePlan(
                    new Choice(Plan.C, Downtime.IN_PLACE, Transport.SCRIPT, BackupBy.UMZUG), ""))
            .until(Step.INSTALL_OUTLOOK);
    move.after(new Instruction.TakeSnapshot("safe"));
    assertThat(((MigrationEvent.WorkRequested) move.events().getLast()).order().site())
        .isEqualTo(Site.SOURCE);
    move.next().until(Step.FOLLOW_UP).after(new Instruction.TakeSnapshot("safe"));
    assertThat(((MigrationEvent.WorkRequested) move.events().getLast()).order().site())
        .isEqualTo(Site.TARGET);
  }

  @Test
  void what_was_put_back_is_as_it_was_and_is_not_put_back_once_more() {
    Situations move = Situations.planned(Plan.D).until(Step.START_SERVICE).next();
    begin(move, "S1");
    while (move.underway().detour() != null) {
      move.next();
    }
    RollbackPlan again = move.underway().rollbackTo("S1").orElseThrow();
    assertThat(again.files()).isEmpty();
    assertThat(again.parts()).doesNotContain(new Part(Task.RESTORE_SNAPSHOT, Site.SOURCE));
  }
}
