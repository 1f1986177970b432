package io.umzug.domain.migration;

import static io.umzug.domain.migration.Situations.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.MigrationEvent.ArtefactsTransferred;
import io.umzug.domain.migration.MigrationEvent.LossAccepted;
import io.umzug.domain.migration.Particulars.Machine;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From V4 to V9: a transfer to a new machine, and never an update (R1 to R8). */
class TransferTest {

  private static Particulars particulars(
      RouteKind route, XPhoneVersion from, List<Machine> machines) {
    return new Particulars(
        Situations.ID, "Acme", "estate", from, XPhoneVersion.V9, Situations.MOVES, route, machines);
  }

  private static Refusal refusal(Migration state, Instruction instruction) {
    return ((Refused) Decider.decide(state, instruction)).refusal();
  }

  private static Refusal opening(Particulars particulars) {
    return refusal(Migration.initial(), new Instruction.OpenMigration(particulars));
  }

  @Test
  void v4_is_neither_updated_nor_does_it_share_a_machine_with_v9() {
    assertThat(opening(particulars(RouteKind.RELOCATION, XPhoneVersion.V4, List.of())))
        .isEqualTo(new Refusal.TransferNotAHop());
    assertThat(opening(particulars(RouteKind.TRANSFER, XPhoneVersion.V5, List.of())))
        .isEqualTo(new Refusal.NotATransfer(XPhoneVersion.V5, XPhoneVersion.V9));
    assertThat(
            opening(
                particulars(
                    RouteKind.TRANSFER,
                    XPhoneVersion.V4,
                    List.of(new Machine(Site.TARGET, "NEWXP", true)))))
        .isEqualTo(new Refusal.MachinesUnknown());
    assertThat(
            opening(
                particulars(
                    RouteKind.TRANSFER,
                    XPhoneVersion.V4,
                    List.of(
                        new Machine(Site.SOURCE, "newxp", false),
                        new Machine(Site.TARGET, "NEWXP", true)))))
        .isEqualTo(new Refusal.SharedMachine("NEWXP"));
  }

  @Test
  void it_goes_to_a_new_machine_by_plan_a_b_or_c() {
    Migration opened =
        Situations.opened(
                Situations.particulars(RouteKind.TRANSFER, XPhoneVersion.V4, XPhoneVersion.V9))
            .state();
    assertThat(refusal(opened, new Instruction.ChoosePlan(Choice.of(Plan.D), "")))
        .isEqualTo(new Refusal.NewMachineNeeded());
    assertThat(refusal(opened, new Instruction.ChoosePlan(Choice.of(null), "")))
        .isEqualTo(new Refusal.NoPlanChosen());
  }

  @Test
  void the_loss_of_the_journal_is_accepted_in_words_that_name_it_before_anything_is_installed() {
    Situations move = Situations.transfer().until(Step.ACCEPT_LOSS);
    assertThat(refusal(move.state(), new Instruction.ConfirmStep(at(Step.ACCEPT_LOSS), "yes")))
        .isEqualTo(new Refusal.AcceptanceWanted());
    assertThat(
            refusal(
                move.state(), new Instruction.AcceptLoss(at(Step.ACCEPT_LOSS), true, "All right")))
        .isEqualTo(new Refusal.AcceptanceWanted());
    assertThat(
            refusal(
                move.state(),
                new Instruction.AcceptLoss(
                    at(Step.ACCEPT_LOSS), false, "I do not accept that the journal is lost")))
        .isEqualTo(new Refusal.AcceptanceWanted());
    assertThat(refusal(move.state(), new Instruction.SkipStep(at(Step.ACCEPT_LOSS), "why")))
        .isInstanceOf(Refusal.StepIsRequired.class);
    move.after(new Instruction.AcceptLoss(at(Step.ACCEPT_LOSS), true, " Das Journal darf weg. "));
    assertThat(move.events())
        .contains(new LossAccepted(Situations.ID, Step.ACCEPT_LOSS, "Das Journal darf weg.", 0));
    assertThat(move.underway().current().step()).isEqualTo(Step.INSTALL_OUTLOOK);
  }

  @Test
  void each_kind_of_artefact_is_confirmed_with_how_many_there_were() {
    Situations move = Situations.transfer().until(Step.TRANSFER_AUTO_ATTENDANTS);
    assertThat(
            refusal(
                move.state(),
                new Instruction.ConfirmStep(at(Step.TRANSFER_AUTO_ATTENDANTS), "all")))
        .isEqualTo(new Refusal.CountWanted("R6b"));
    assertThat(
            refusal(
                move.state(),
                new Instruction.ConfirmTransfer(at(Step.TRANSFER_AUTO_ATTENDANTS), -1, "")))
        .isEqualTo(new Refusal.CountWanted("R6b"));
    move.after(
        new Instruction.ConfirmTransfer(at(Step.TRANSFER_AUTO_ATTENDANTS), 0, " none here "));
    assertThat(move.events())
        .contains(
            new ArtefactsTransferred(
                Situations.ID, Step.TRANSFER_AUTO_ATTENDANTS, 0, "none here", 0));
  }

  @Test
  void the_users_are_imported_only_from_a_csv_that_was_checked() {
    Situations move = Situations.transfer().until(Step.CHECK_CSV);
    WorkOrder order = ((Condition.Working) move.underway().condition()).order();
    move.after(new Report.CsvCheckFailed(order, Situations.DIAGNOSIS));
    assertThat(
            refusal(move.state(), new Instruction.ConfirmTransfer(at(Step.TRANSFER_USERS), 3, "")))
        .isInstanceOf(Refusal.NotTheCurrentStep.class);
    assertThat(
            refusal(
                move.state(),
                new Instruction.RecordByHand(at(Step.CHECK_CSV), move.here(), "looked")))
        .isEqualTo(new Refusal.NotByHand("R7"));
  }

  @Test
  void a_newer_sql_express_goes_by_no_plan_and_within_its_version() {
    assertThat(opening(particulars(RouteKind.SQL_EXPRESS_UPDATE, XPhoneVersion.V8, List.of())))
        .isEqualTo(new Refusal.NotTheSameServer(XPhoneVersion.V8, XPhoneVersion.V9));
    Migration opened =
        Situations.opened(
                Situations.particulars(
                    RouteKind.SQL_EXPRESS_UPDATE, XPhoneVersion.V8, XPhoneVersion.V8))
            .state();
    assertThat(refusal(opened, new Instruction.ChoosePlan(Choice.of(Plan.A), "")))
        .isEqualTo(new Refusal.NoPlanHere(Plan.A));
  }

  @Test
  void what_the_batch_files_brought_need_not_be_restored_but_is_looked_at() {
    Situations move = Situations.sqlExpress().until(Step.RESTORE);
    move.after(
        new Instruction.SkipStep(at(Step.RESTORE), "the batch files brought the databases along"));
    move.until(Step.VERIFY_EXPRESS);
    WorkOrder order = ((Condition.Working) move.underway().condition()).order();
    MigrationEvent failed =
        move.after(new Report.DatabasesVerified(order, Situations.restores(4, "XPDATA", "XPVDIR")))
            .events()
            .getLast();
    assertThat(failed).isInstanceOf(MigrationEvent.VerificationFailed.class);
    assertThat(refusal(move.state(), new Instruction.SkipStep(at(Step.VERIFY_EXPRESS), "why")))
        .isInstanceOf(Refusal.StepIsRequired.class);
  }

  @Test
  void an_update_needs_its_servers_described() {
    Migration alone =
        Situations.opened(particulars(RouteKind.RELOCATION, XPhoneVersion.V6, List.of())).state();
    assertThat(refusal(alone, new Instruction.ChoosePlan(Choice.of(Plan.C), "")))
        .isEqualTo(new Refusal.SiteNotDescribed(Site.SOURCE));
  }
}
