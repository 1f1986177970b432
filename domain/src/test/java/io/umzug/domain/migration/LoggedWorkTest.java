package io.umzug.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.evidence.LoggedRun;
import io.umzug.domain.migration.Condition.Halted;
import io.umzug.domain.migration.Condition.Offered;
import io.umzug.domain.migration.Condition.Working;
import io.umzug.domain.plan.BackupBy;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** B1, B6: what a person does with the Backup-Manager, as its log tells it. */
class LoggedWorkTest {

  private static final LoggedRun ALL = new LoggedRun("lines 1-9", List.of(), true);

  private static Situations offered(Step step) {
    Situations move =
        Situations.opened(Situations.particulars(XPhoneVersion.V8, XPhoneVersion.V9))
            .after(
                new Instruction.ChoosePlan(
                    new Choice(
                        Plan.C,
                        Downtime.IN_PLACE,
                        Transport.BACKUP_AND_RESTORE,
                        BackupBy.BACKUP_MANAGER),
                    "as the vendor says"))
            .until(step);
    while (!(move.underway().condition() instanceof Offered)) {
      move.next();
    }
    return move;
  }

  private static WorkOrder awaited(Situations move) {
    return LoggedWork.awaited(move.state()).orElseThrow();
  }

  @Test
  void a_log_may_tell_of_the_backup_at_the_source_and_of_the_restore_at_the_target() {
    assertThat(awaited(offered(Step.BACKUP)))
        .isEqualTo(Situations.order(Step.BACKUP, Task.CONFIRM_BY_HAND, 1, Site.SOURCE));
    assertThat(awaited(offered(Step.RESTORE)))
        .isEqualTo(Situations.order(Step.RESTORE, Task.CONFIRM_BY_HAND, 1, Site.TARGET));
  }

  @Test
  void of_nothing_else_that_is_offered_a_log_can_tell() {
    assertThat(LoggedWork.awaited(offered(Step.INSTALL_OUTLOOK).state())).isEmpty();
    assertThat(LoggedWork.awaited(Situations.planned(Plan.C).until(Step.BACKUP).state())).isEmpty();
    assertThat(LoggedWork.awaited(Situations.opened().state())).isEmpty();
    assertThat(
            LoggedWork.awaited(
                offered(Step.RESTORE).after(new Instruction.PauseMigration("night")).state()))
        .isEmpty();
  }

  @Test
  void a_failure_in_the_log_halts_the_step_with_its_diagnosis() {
    Situations move = offered(Step.RESTORE);
    WorkOrder order = awaited(move);
    move.after(new Report.RestoreFailed(order, Situations.DIAGNOSIS));
    assertThat(move.events().getLast())
        .isEqualTo(new MigrationEvent.RestoreFailed(order, Situations.DIAGNOSIS));
    assertThat(move.underway().condition())
        .isEqualTo(new Halted(order, Situations.DIAGNOSIS, List.of()));
  }

  @Test
  void after_a_retry_it_is_offered_again_and_the_old_report_is_stale() {
    Situations move = offered(Step.RESTORE);
    WorkOrder first = awaited(move);
    Report failure = new Report.RestoreFailed(first, Situations.DIAGNOSIS);
    move.after(failure).after(failure).after(new Instruction.RetryStep(first.at()));
    assertThat(move.underway().condition()).isEqualTo(new Offered(2));
    assertThat(awaited(move).attempt()).isEqualTo(2);
    int events = move.events().size();
    move.after(failure).after(new Report.RestoreCompleted(first, List.of(), ALL));
    assertThat(move.events()).hasSize(events);
    move.after(new Instruction.ConfirmStep(first.at(), "the log is wrong"));
    assertThat(move.underway().condition()).isInstanceOf(Working.class);
  }

  @Test
  void a_success_in_the_log_ends_the_persons_part_and_the_target_is_looked_at() {
    Situations move = offered(Step.RESTORE);
    move.after(new Report.RestoreCompleted(awaited(move), List.of(), ALL));
    assertThat(move.underway().condition())
        .isInstanceOfSatisfying(
            Working.class,
            working -> assertThat(working.order().task()).isEqualTo(Task.VERIFY_DATABASES));
    assertThat(move.events())
        .filteredOn(MigrationEvent.StepConfirmed.class::isInstance)
        .last()
        .extracting(event -> ((MigrationEvent.StepConfirmed) event).note())
        .asString()
        .contains("(B6)", "lines 1-9");
    assertThat(move.underway().standing().backups()).isNotEmpty();
  }

  @Test
  void a_backup_in_the_log_leaves_umzugs_own_backup_what_it_was() {
    Situations move = offered(Step.BACKUP);
    var own = move.underway().standing().backups();
    move.after(new Report.BackupCompleted(awaited(move), List.of(), ALL));
    assertThat(move.underway().current().step()).isNotEqualTo(Step.BACKUP);
    assertThat(move.underway().standing().backups()).isEqualTo(own);
  }

  @Test
  void a_log_that_names_some_of_the_databases_only_ends_nothing_but_xpvdir_may_lack_by_F2() {
    Situations move = offered(Step.RESTORE);
    WorkOrder order = awaited(move);
    int events = move.events().size();
    move.after(completed(order, List.of("XPVDIR")));
    move.after(new Report.RestoreCompleted(order, List.of()));
    assertThat(move.events()).hasSize(events);
    move.after(completed(order, List.of("xpdata")));
    assertThat(move.events()).hasSizeGreaterThan(events);
  }

  private static Report completed(WorkOrder order, List<String> databases) {
    return new Report.RestoreCompleted(order, List.of(), new LoggedRun("line 1", databases, false));
  }

  @Test
  void the_report_of_another_kind_of_work_is_none() {
    Situations move = offered(Step.RESTORE);
    WorkOrder order = awaited(move);
    int events = move.events().size();
    move.after(new Report.BackupCompleted(order, List.of(), ALL))
        .after(new Report.BackupFailed(order, Situations.DIAGNOSIS))
        .after(new Report.WorkOverdue(order));
    assertThat(move.events()).hasSize(events);
    Situations backup = offered(Step.BACKUP);
    events = backup.events().size();
    backup.after(new Report.RestoreFailed(awaited(backup), Situations.DIAGNOSIS));
    assertThat(backup.events()).hasSize(events);
  }

  @Test
  void past_the_windows_end_a_success_waits_and_a_failure_does_not() {
    Situations move = offered(Step.RESTORE).after(Situations.SCHEDULE);
    move.after(new Report.RollbackWindowClosed(Situations.ID, move.lastNumber(), Situations.FROM));
    WorkOrder order = awaited(move);
    int events = move.events().size();
    move.after(new Report.RestoreCompleted(order, List.of(), ALL));
    assertThat(move.events()).hasSize(events);
    move.after(new Report.RestoreFailed(order, Situations.DIAGNOSIS));
    assertThat(move.underway().condition()).isInstanceOf(Halted.class);
  }

  @Test
  void what_was_offered_before_attempts_were_counted_is_the_first_attempt() {
    assertThat(new MigrationEvent.StepOffered(Situations.ID, Step.RESTORE, 0, 0))
        .isEqualTo(new MigrationEvent.StepOffered(Situations.ID, Step.RESTORE, 0));
    assertThat(Optional.of(new Offered())).contains(new Offered(1));
  }
}
