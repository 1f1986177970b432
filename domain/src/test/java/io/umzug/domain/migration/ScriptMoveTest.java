package io.umzug.domain.migration;

import static io.umzug.domain.migration.Situations.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.migration.MigrationEvent.ScriptExportFailed;
import io.umzug.domain.migration.MigrationEvent.ScriptRunFailed;
import io.umzug.domain.migration.MigrationEvent.ScriptRunRequested;
import io.umzug.domain.migration.MigrationEvent.ScriptsRun;
import io.umzug.domain.migration.MigrationEvent.VerificationFailed;
import io.umzug.domain.plan.BackupBy;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A move by script (M1 to M6), by Umzug and by hand. */
class ScriptMoveTest {

  private static Situations byScript(BackupBy by) {
    return Situations.opened(Situations.particulars(XPhoneVersion.V8, XPhoneVersion.V9))
        .after(
            new Instruction.ChoosePlan(
                new Choice(Plan.C, Downtime.IN_PLACE, Transport.SCRIPT, by), "an older server"))
        .next();
  }

  private static WorkOrder order(Situations move) {
    return ((Condition.Working) move.underway().condition()).order();
  }

  @Test
  void every_database_is_scripted_or_none() {
    Situations move = byScript(BackupBy.UMZUG).until(Step.EXPORT_SCRIPT);
    move.after(new Report.ScriptsExported(order(move), Situations.scripts("XPDATA")));
    assertThat(move.events().getLast())
        .isInstanceOfSatisfying(
            ScriptExportFailed.class,
            failed -> assertThat(failed.diagnosis().exactText()).contains("XPVDIR"));
  }

  @Test
  void what_was_scripted_is_run_and_ends_only_with_the_rows_that_it_inserts() {
    Situations move = byScript(BackupBy.UMZUG).until(Step.RUN_SCRIPT);
    while (!(move.events().getLast() instanceof ScriptRunRequested)) {
      move.next();
    }
    ScriptRunRequested request = (ScriptRunRequested) move.events().getLast();
    assertThat(request.scripts()).isEqualTo(Situations.scripts("XPDATA", "XPVDIR"));
    move.after(new Report.ScriptsRun(request.order(), Situations.restores(4, "XPDATA", "XPVDIR")));
    assertThat(move.events().getLast()).isInstanceOf(ScriptRunFailed.class);
    move.after(new Instruction.RetryStep(at(Step.RUN_SCRIPT)));
    move.after(new Report.ScriptsRun(order(move), Situations.restores(5, "XPDATA", "XPVDIR")));
    assertThat(move.events()).hasAtLeastOneElementOfType(ScriptsRun.class);
    assertThat(move.underway().current().step()).isEqualTo(Step.RESTART);
  }

  @Test
  void a_rollback_to_before_the_export_forgets_its_scripts() {
    Situations move = byScript(BackupBy.UMZUG).until(Step.PREFLIGHT_BEFORE_RESTORE);
    assertThat(move.underway().standing().scripts()).isNotEmpty();
    move.found(Situations.FAILS).after(new Instruction.RollBack("S1", "the scripts are old"));
    while (move.underway().detour() != null) {
      move.next();
    }
    assertThat(move.underway().standing().scripts()).isEmpty();
  }

  @Test
  void a_script_made_by_hand_has_its_own_moment_but_loses_no_table() {
    Situations move = byScript(BackupBy.BACKUP_MANAGER).until(Step.RUN_SCRIPT);
    while (!(move.events().getLast() instanceof MigrationEvent.VerificationRequested)) {
      move.next();
    }
    WorkOrder order = order(move);
    MigrationEvent lost =
        ((Decision.Accepted)
                Decider.decide(
                    move.state(),
                    new Report.DatabasesVerified(
                        order, Situations.restores(0, "XPDATA", "XPVDIR"))))
            .events()
            .getFirst();
    assertThat(lost).isInstanceOf(VerificationFailed.class);
    move.after(new Report.DatabasesVerified(order, Situations.restores(6, "XPDATA", "XPVDIR")));
    assertThat(move.underway().current().step()).isEqualTo(Step.RESTART);
    assertThat(List.of(Step.EXPORT_SCRIPT, Step.ADAPT_SCRIPT))
        .allSatisfy(
            step -> assertThat(move.underway().procedure().labelled(step.label())).isPresent());
  }
}
