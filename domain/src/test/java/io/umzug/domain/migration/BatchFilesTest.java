package io.umzug.domain.migration;

import static io.umzug.domain.migration.Situations.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.evidence.EvidenceFile;
import io.umzug.domain.evidence.ProgramRun;
import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.MigrationEvent.BatchFilesApproved;
import io.umzug.domain.migration.MigrationEvent.BatchFilesFailed;
import io.umzug.domain.migration.MigrationEvent.BatchFilesRan;
import io.umzug.domain.migration.MigrationEvent.BatchFilesRequested;
import io.umzug.domain.migration.MigrationEvent.StepOffered;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

/** E4: the installer's batch files run by a person's hand, or by Umzug once a person said so. */
class BatchFilesTest {

  private static final Instruction APPROVED =
      new Instruction.ApproveBatchFiles(at(Step.RUN_BATCH_FILES));
  private static final List<ProgramRun> RUNS =
      List.of(new ProgramRun("UC.BAT", 0, new EvidenceFile("UC.txt", "00", 3)));

  private final Situations move = Situations.sqlExpress().until(Step.RUN_BATCH_FILES);

  private WorkOrder order() {
    return ((Condition.Working) move.underway().condition()).order();
  }

  private Refusal refusal(Instruction instruction) {
    return ((Refused) Decider.decide(move.state(), instruction)).refusal();
  }

  @Test
  void nothing_runs_before_a_person_approves_it() {
    assertThat(move.underway().condition()).isEqualTo(new Condition.Offered());
    assertThat(move.events()).noneMatch(BatchFilesRequested.class::isInstance);
    move.after(APPROVED);
    assertThat(move.events())
        .endsWith(
            new BatchFilesApproved(Situations.ID, Step.RUN_BATCH_FILES, 0),
            new BatchFilesRequested(order()));
    assertThat(order().task()).isEqualTo(Task.RUN_BATCH_FILES);
  }

  @Test
  void what_ran_to_its_end_stands_for_the_persons_word() {
    move.after(APPROVED).after(new Report.BatchFilesRan(order(), RUNS));
    assertThat(move.events()).anyMatch(BatchFilesRan.class::isInstance);
    assertThat(order().task())
        .as("E5: the new instances are reached next")
        .isEqualTo(Task.PROBE_SQL_SERVERS);
    assertThat(move.underway().current().step()).isEqualTo(Step.RUN_BATCH_FILES);
  }

  @Test
  void what_failed_is_offered_again_and_runs_again_only_by_another_approval() {
    move.after(APPROVED);
    WorkOrder first = order();
    move.after(new Report.BatchFilesFailed(first, Situations.DIAGNOSIS));
    assertThat(move.events()).last().isEqualTo(new BatchFilesFailed(first, Situations.DIAGNOSIS));
    assertThat(refusal(APPROVED)).isEqualTo(new Refusal.StepHasFailed("E4"));
    move.after(new Instruction.RetryStep(at(Step.RUN_BATCH_FILES)));
    assertThat(move.events())
        .last()
        .isEqualTo(new StepOffered(Situations.ID, Step.RUN_BATCH_FILES, 0, 2));
    move.after(APPROVED);
    assertThat(order().attempt()).isEqualTo(2);
    assertThat(order()).isNotEqualTo(first);
  }

  @Test
  void a_person_may_end_by_hand_what_failed() {
    move.after(APPROVED).after(new Report.BatchFilesFailed(order(), Situations.DIAGNOSIS));
    move.after(
        new Instruction.RecordByHand(
            at(Step.RUN_BATCH_FILES), move.here(), "ran the second one at the machine"));
    assertThat(order().task()).isEqualTo(Task.PROBE_SQL_SERVERS);
  }

  @Test
  void while_they_run_nobody_confirms_them_or_approves_them_again() {
    move.after(APPROVED);
    assertThat(refusal(APPROVED)).isInstanceOf(Refusal.WorkUnderWay.class);
    assertThat(refusal(new Instruction.ConfirmStep(at(Step.RUN_BATCH_FILES), "done")))
        .isInstanceOf(Refusal.WorkUnderWay.class);
  }

  @Test
  void a_late_report_about_an_earlier_run_is_stale() {
    move.after(APPROVED);
    WorkOrder first = order();
    move.after(new Report.BatchFilesFailed(first, Situations.DIAGNOSIS))
        .after(new Instruction.RetryStep(at(Step.RUN_BATCH_FILES)))
        .after(APPROVED);
    int before = move.events().size();
    move.after(new Report.BatchFilesRan(first, RUNS));
    assertThat(move.events()).hasSize(before);
  }
}
