package io.umzug.domain.migration;

import static io.umzug.domain.migration.Situations.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.TableComparison;
import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.Instruction.AcceptDifferences;
import io.umzug.domain.migration.MigrationEvent.DifferencesAccepted;
import io.umzug.domain.plan.BackupBy;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every gate has an exit, and a word opens the one that its speaker saw. */
class GatesTest {

  private static Refusal refusal(Situations move, Instruction instruction) {
    return ((Refused) Decider.decide(move.state(), instruction)).refusal();
  }

  private static WorkOrder working(Situations move) {
    return ((Condition.Working) move.underway().condition()).order();
  }

  private static Situations reach(Situations move, Task task) {
    while (!(move.underway().condition() instanceof Condition.Working working)
        || working.order().task() != task) {
      move.next();
    }
    return move;
  }

  /** The restore brings one row more than was backed up. */
  private static Situations differing() {
    Situations move = reach(Situations.planned(Plan.C), Task.RESTORE_DATABASES);
    return move.after(
        new Report.RestoreCompleted(working(move), Situations.restores(6, "XPDATA", "XPVDIR")));
  }

  @Test
  void rows_that_differ_are_accepted_with_a_reason_that_is_kept_beside_each_table() {
    Situations move = differing();
    StepAt12 here = new StepAt12(move.here());
    assertThat(refusal(move, here.accept(" "))).isInstanceOf(Refusal.ReasonMissing.class);
    assertThat(refusal(move, new AcceptDifferences(at(Step.RESTORE), "", "known")))
        .isInstanceOf(Refusal.NotWhatStandsHere.class);
    move.after(here.accept(" the journal went on "));
    DifferencesAccepted accepted =
        move.events().stream()
            .filter(DifferencesAccepted.class::isInstance)
            .map(DifferencesAccepted.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(accepted.reason()).isEqualTo("the journal went on");
    assertThat(accepted.task()).isEqualTo(Task.RESTORE_DATABASES);
    // F2: XPVDIR proves nothing, so nothing of it is to be accepted.
    assertThat(accepted.differing())
        .extracting(DatabaseRestore::database)
        .containsExactly("XPDATA");
    assertThat(accepted.differing().getFirst().tables())
        .extracting(TableComparison::restored)
        .containsExactly(6L);
    assertThat(move.underway().current().step()).isEqualTo(Step.RESTART);
  }

  private record StepAt12(String work) {
    AcceptDifferences accept(String reason) {
      return new AcceptDifferences(at(Step.RESTORE), work, reason);
    }
  }

  @Test
  void the_backup_is_made_anew_and_the_restore_is_retried_with_it() {
    Situations move = differing();
    StepAt12 here = new StepAt12(move.here());
    move.after(new Instruction.BackUpAnew("tables churned"));
    WorkOrder order = working(move);
    assertThat(order.workId()).isEqualTo("acme/0.1:BACKUP/BACK_UP_DATABASES/1");
    List<DatabaseBackup> fresh =
        Situations.backups("XPDATA", "XPVDIR").stream()
            .map(
                b ->
                    new DatabaseBackup(
                        b.database(), b.server(), b.file(), "anew", b.bytes(), "01", b.rows()))
            .toList();
    move.after(new Report.BackupCompleted(order, fresh));
    assertThat(move.underway().label()).isEqualTo("12");
    // What differed, differed from the earlier backup.
    assertThat(refusal(move, here.accept("known"))).isInstanceOf(Refusal.NoDifferences.class);
    move.after(new Instruction.RetryStep(at(Step.RESTORE)));
    MigrationEvent.RestoreRequested request =
        (MigrationEvent.RestoreRequested) move.events().getLast();
    assertThat(request.backups()).isEqualTo(fresh);
    assertThat(request.order().attempt()).isEqualTo(2);
  }

  @Test
  void a_backup_anew_that_fails_is_retried_or_done_without() {
    Situations move = differing();
    move.after(new Instruction.BackUpAnew(""));
    move.after(new Report.BackupFailed(working(move), Situations.DIAGNOSIS));
    assertThat(move.underway().label()).isEqualTo("BACKUP");
    move.after(new Instruction.SkipStep(move.underway().current().at(), "the share is full"));
    assertThat(move.underway().label()).isEqualTo("12");
    assertThat(move.underway().standing().backups())
        .isEqualTo(Situations.backups("XPDATA", "XPVDIR"));
    assertThat(move.underway().condition())
        .isInstanceOfSatisfying(
            Condition.Halted.class, halted -> assertThat(halted.differing()).isNotEmpty());
  }

  @Test
  void behind_the_restore_nothing_reads_a_backup_any_more() {
    Situations move = Situations.planned(Plan.C).until(Step.FOLLOW_UP);
    assertThat(refusal(move, new Instruction.BackUpAnew("")))
        .isEqualTo(new Refusal.NoBackupToRenew("13"));
  }

  @Test
  void the_new_instances_are_compared_before_the_restart_and_more_rows_are_no_loss() {
    Situations move = reach(Situations.sqlExpress(), Task.VERIFY_DATABASES);
    move.after(
        new Report.DatabasesVerified(working(move), Situations.restores(6, "XPDATA", "XPVDIR")));
    assertThat(move.underway().current().step()).isEqualTo(Step.RESTART);
    Situations other = reach(Situations.sqlExpress(), Task.VERIFY_DATABASES);
    other.after(
        new Report.DatabasesVerified(working(other), Situations.restores(4, "XPDATA", "XPVDIR")));
    other.after(new AcceptDifferences(at(Step.VERIFY_EXPRESS), other.here(), "purged at night"));
    assertThat(other.underway().current().step()).isEqualTo(Step.RESTART);
  }

  @Test
  void a_rollback_goes_on_over_rows_that_a_person_accepts() {
    Situations move = Situations.from(XPhoneVersion.V6, Downtime.IN_PLACE);
    move.until(Situations.at(1, Step.RESTART));
    move.after(new Report.RestartFailed(working(move), Situations.DIAGNOSIS));
    move.after(new Instruction.RollBack("S1", "wrong"));
    while (!(move.events().getLast() instanceof MigrationEvent.SnapshotRestoreRequested)) {
      move.next();
    }
    move.after(
        new Report.SnapshotRestored(
            working(move), Situations.restores(6, "XPDATA", "XPVDIR"), List.of()));
    move.after(new AcceptDifferences(move.underway().current().at(), move.here(), "it churned"));
    assertThat(move.events().getLast()).isInstanceOf(MigrationEvent.ServiceStartRequested.class);
  }

  @Test
  void what_was_done_by_hand_is_recorded_of_the_work_that_its_author_saw_fail() {
    Situations move = Situations.planned(Plan.C).until(Step.PREPARE_DATABASES);
    move.after(new Report.DatabaseCreationFailed(working(move), Situations.DIAGNOSIS));
    Instruction anna =
        new Instruction.RecordByHand(at(Step.PREPARE_DATABASES), move.here(), "I created them");
    move.after(new Instruction.RetryStep(at(Step.PREPARE_DATABASES))).next();
    move.after(new Report.FilestreamFailed(working(move), Situations.DIAGNOSIS));
    assertThat(refusal(move, anna))
        .isEqualTo(
            new Refusal.NotWhatStandsHere(
                "2", "acme/2/CREATE_DATABASES/1", "acme/2/ENABLE_FILESTREAM/1"));
  }

  @Test
  void the_way_back_is_confirmed_for_the_rollback_that_was_seen() {
    Situations move = Situations.from(XPhoneVersion.V6, Downtime.IN_PLACE);
    move.until(Situations.at(1, Step.RESTART));
    move.after(new Report.RestartFailed(working(move), Situations.DIAGNOSIS));
    move.after(new Instruction.RollBack("S1", "wrong"));
    while (!(move.underway().condition() instanceof Condition.Offered)) {
      move.next();
    }
    assertThat(
            refusal(move, new Instruction.ConfirmStep(move.underway().current().at(), "put back")))
        .isInstanceOf(Refusal.NotWhatStandsHere.class);
    move.after(
        new Instruction.ConfirmStep(move.underway().current().at(), move.here(), "put back"));
    assertThat(move.events().getLast()).isInstanceOf(MigrationEvent.SnapshotRestoreRequested.class);
  }

  @Test
  void work_that_never_reports_is_given_up_and_what_it_says_later_is_stale() {
    Situations move = reach(Situations.planned(Plan.C), Task.RESTORE_DATABASES);
    WorkOrder late = working(move);
    move.after(new Instruction.GiveUpWork(move.here(), " no answer since noon "));
    assertThat(move.events().getLast())
        .isInstanceOfSatisfying(
            MigrationEvent.RestoreFailed.class,
            failed -> assertThat(failed.diagnosis().exactText()).isEqualTo("no answer since noon"));
    assertThat(Decider.decide(move.state(), Situations.success(late)))
        .isEqualTo(new Decision.Accepted(List.of()));
    move.after(new Instruction.RetryStep(at(Step.RESTORE)));
    assertThat(Decider.decide(move.state(), Situations.success(late)))
        .isEqualTo(new Decision.Accepted(List.of()));
    assertThat(refusal(move, new Instruction.GiveUpWork(late.workId(), "again")))
        .isInstanceOf(Refusal.NotWhatStandsHere.class);
  }

  @Test
  void before_a_person_restores_with_the_backup_manager_the_service_is_stopped() {
    Situations move =
        Situations.opened()
            .after(
                new Instruction.ChoosePlan(
                    new Choice(
                        Plan.C,
                        Downtime.IN_PLACE,
                        Transport.BACKUP_AND_RESTORE,
                        BackupBy.BACKUP_MANAGER),
                    ""))
            .until(Step.RESTORE);
    assertThat(move.underway().current().tasks())
        .containsExactly(
            Task.SURVEY_TARGETS,
            Task.APPROVE_OVERWRITE,
            Task.TAKE_SNAPSHOT,
            Task.STOP_SERVICE,
            Task.CONFIRM_BY_HAND,
            Task.VERIFY_DATABASES);
  }
}
