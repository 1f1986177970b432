package io.umzug.domain.migration;

import static io.umzug.domain.migration.Situations.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.EvidenceFile;
import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Procedure;
import io.umzug.domain.plan.Procedures;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.route.Fact;
import io.umzug.domain.route.MoveFacts;
import io.umzug.domain.route.Moves;
import io.umzug.domain.route.SqlServerPlace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeciderTest {

  private static Refusal refusal(Migration state, MigrationCommand command) {
    return ((Refused) Decider.decide(state, command)).refusal();
  }

  private static List<MigrationEvent> accepted(Migration state, MigrationCommand command) {
    return ((Accepted) Decider.decide(state, command)).events();
  }

  private static Procedure procedure(Plan plan) {
    return Procedures.of(RouteKind.RELOCATION, XPhoneVersion.V8, XPhoneVersion.V9, Choice.of(plan));
  }

  @ParameterizedTest
  @EnumSource(Plan.class)
  void the_usual_way_goes_through_every_step_in_order_and_ends(Plan plan) {
    List<MigrationEvent> events = Situations.planned(plan).completed().events();
    assertThat(
            events.stream()
                .filter(MigrationEvent.StepCompleted.class::isInstance)
                .map(event -> ((MigrationEvent.StepCompleted) event).step()))
        .containsExactlyElementsOf(
            procedure(plan).steps().stream().map(step -> step.step()).toList());
    assertThat(events.getLast()).isInstanceOf(MigrationEvent.MigrationCompleted.class);
    assertThat(events).allMatch(event -> event.migration().equals(Situations.ID));
  }

  @Test
  void the_chosen_procedure_is_frozen_with_its_hash() {
    MigrationEvent.PlanChosen chosen =
        (MigrationEvent.PlanChosen) Situations.planned(Plan.D).events().get(1);
    assertThat(chosen.procedure()).isEqualTo(procedure(Plan.D));
    assertThat(chosen.hash()).isEqualTo(procedure(Plan.D).hash());
  }

  @Test
  void a_choice_against_the_advice_needs_a_reason_and_both_are_kept() {
    Migration opened = Situations.opened().state();
    MoveFacts facts = MoveFacts.nothing().with(Fact.FROM, XPhoneVersion.V8);
    assertThat(refusal(opened, new Instruction.ChoosePlan(Choice.of(Plan.A), "", facts)))
        .isInstanceOf(Refusal.FactsUnclear.class);
    MoveFacts large =
        Moves.small()
            .with(Fact.USERS, 501)
            .with(Fact.TARGET_SQL_PLACE, SqlServerPlace.ON_XPHONE_SERVER);
    assertThat(refusal(opened, new Instruction.ChoosePlan(Choice.of(Plan.A), " ", large)))
        .isEqualTo(new Refusal.AdviceOverruled(List.of("plan B, not plan A")));
    MigrationEvent.PlanChosen overruled =
        (MigrationEvent.PlanChosen)
            accepted(opened, new Instruction.ChoosePlan(Choice.of(Plan.A), "leased", large))
                .getFirst();
    assertThat(overruled.reason()).isEqualTo("leased");
    assertThat(overruled.advised().plan()).isEqualTo(Plan.B);
    assertThat(overruled.advised().reasons()).anyMatch(reason -> reason.contains("(R19"));
    assertThat(accepted(opened, new Instruction.ChoosePlan(Choice.of(Plan.B), "", large)))
        .isNotEmpty();
  }

  @Test
  void facts_about_another_version_are_refused_as_such_whatever_they_advise() {
    Migration opened = Situations.opened().state();
    MoveFacts fromV5 = Moves.small().with(Fact.FROM, XPhoneVersion.V5);
    assertThat(refusal(opened, new Instruction.ChoosePlan(Choice.of(Plan.A), "because", fromV5)))
        .isEqualTo(new Refusal.FactsOfAnotherMove(XPhoneVersion.V5, XPhoneVersion.V8));
    assertThat(
            new Advised(
                    RouteKind.RELOCATION,
                    Plan.A,
                    Downtime.INTERMEDIATE_SERVER,
                    Transport.SCRIPT,
                    List.of())
                .overruledBy(RouteKind.RELOCATION, Choice.of(Plan.A)))
        .containsExactly(
            "downtime intermediate-server, not in-place",
            "transport script, not backup-and-restore");
  }

  @ParameterizedTest
  @CsvSource({"V5, V8", "V7, V8", "V8, V8", "V9, V8"})
  void only_a_relocation_to_v9_is_opened(XPhoneVersion from, XPhoneVersion to) {
    Refusal refusal =
        refusal(
            Migration.initial(), new Instruction.OpenMigration(Situations.particulars(from, to)));
    assertThat(refusal).isEqualTo(new Refusal.NotARelocation(from, to));
    assertThat(refusal.rule()).isEqualTo("R9");
  }

  @Test
  void v9_to_v9_is_a_relocation_too() {
    assertThat(
            accepted(
                Migration.initial(),
                new Instruction.OpenMigration(
                    Situations.particulars(XPhoneVersion.V9, XPhoneVersion.V9))))
        .hasSize(1);
  }

  @Test
  void a_move_without_databases_is_refused() {
    Particulars empty =
        new Particulars(
            Situations.ID, "t", "e", XPhoneVersion.V8, XPhoneVersion.V9, List.of(), null, null);
    assertThat(refusal(Migration.initial(), new Instruction.OpenMigration(empty)))
        .isEqualTo(new Refusal.NoDatabases());
  }

  @Test
  void a_database_that_would_go_to_its_own_server_is_refused() {
    Particulars circle =
        new Particulars(
            Situations.ID,
            "t",
            "e",
            XPhoneVersion.V9,
            XPhoneVersion.V9,
            List.of(new DatabaseMove("XPDATA", "OLD\\A", "old\\a")),
            null,
            null);
    assertThat(refusal(Migration.initial(), new Instruction.OpenMigration(circle)))
        .isEqualTo(new Refusal.SameServer("XPDATA", "OLD\\A"));
  }

  @Test
  void a_diagnosis_can_always_be_stored() {
    Diagnosis odd = new Diagnosis("a\0b", List.of(), "r", "\0");
    assertThat(odd.cause()).isEqualTo("a\uFFFDb");
    assertThat(odd.exactText()).isEqualTo("\uFFFD");
  }

  @Test
  void a_retry_raises_the_attempt_and_the_first_attempts_report_is_stale_then() {
    Situations retried =
        Situations.planned(Plan.C)
            .after(new Instruction.BeginStep(at(Step.BACKUP)))
            .after(new Report.BackupFailed(Situations.BACKUP, Situations.DIAGNOSIS))
            .after(new Instruction.RetryStep(at(Step.BACKUP)));
    WorkOrder second = Situations.order(Step.BACKUP, Task.BACK_UP_DATABASES, 2);
    assertThat(retried.events())
        .endsWith(
            new MigrationEvent.StepRetried(Situations.ID, Step.BACKUP, 2, 0),
            new MigrationEvent.BackupRequested(second, Situations.MOVES));
    assertThat(accepted(retried.state(), Situations.success(Situations.BACKUP))).isEmpty();
    assertThat(accepted(retried.state(), Situations.success(second))).isNotEmpty();
  }

  @Test
  void a_failure_in_the_second_task_is_retried_without_the_first() {
    Situations failed =
        Situations.planned(Plan.C)
            .until(Step.PREPARE_DATABASES)
            .next()
            .after(
                new Report.FilestreamFailed(
                    Situations.order(Step.PREPARE_DATABASES, Task.ENABLE_FILESTREAM, 1),
                    Situations.DIAGNOSIS))
            .after(new Instruction.RetryStep(at(Step.PREPARE_DATABASES)));
    assertThat(((MigrationEvent.WorkRequested) failed.events().getLast()).order())
        .isEqualTo(Situations.order(Step.PREPARE_DATABASES, Task.ENABLE_FILESTREAM, 2));
  }

  @Test
  void overdue_is_said_once_and_the_work_may_still_succeed() {
    Situations overdue =
        Situations.planned(Plan.C)
            .after(new Instruction.BeginStep(at(Step.BACKUP)))
            .after(new Report.WorkOverdue(Situations.BACKUP));
    assertThat(accepted(overdue.state(), new Report.WorkOverdue(Situations.BACKUP))).isEmpty();
    assertThat(accepted(overdue.state(), Situations.success(Situations.BACKUP))).isNotEmpty();
  }

  @Test
  void a_backup_that_lacks_a_database_is_a_failure_whatever_it_claims() {
    Migration working =
        Situations.planned(Plan.C).after(new Instruction.BeginStep(at(Step.BACKUP))).state();
    MigrationEvent event =
        accepted(
                working,
                new Report.BackupCompleted(Situations.BACKUP, Situations.backups("xpdata")))
            .getFirst();
    assertThat(((MigrationEvent.BackupFailed) event).diagnosis().exactText())
        .isEqualTo("Missing: XPVDIR");
  }

  @Test
  void the_restore_gets_the_backups_and_ends_only_with_all_their_rows() {
    Situations restoring =
        Situations.planned(Plan.C)
            .until(Step.RESTORE)
            .after(new Instruction.BeginStep(at(Step.RESTORE)))
            .next()
            .next();
    WorkOrder order = Situations.order(Step.RESTORE, Task.RESTORE_DATABASES, 1);
    assertThat(restoring.events().getLast())
        .isEqualTo(
            new MigrationEvent.RestoreRequested(
                order, Situations.backups("XPDATA", "XPVDIR"), Situations.MOVES));

    MigrationEvent missing =
        accepted(
                restoring.state(),
                new Report.RestoreCompleted(order, Situations.restores(5, "XPVDIR")))
            .getFirst();
    assertThat(((MigrationEvent.RestoreFailed) missing).diagnosis().exactText())
        .isEqualTo("Missing: XPDATA");

    MigrationEvent different =
        accepted(
                restoring.state(),
                new Report.RestoreCompleted(order, Situations.restores(4, "XPDATA", "XPVDIR")))
            .getFirst();
    assertThat(((MigrationEvent.RestoreFailed) different).diagnosis().exactText())
        .isEqualTo("XPDATA dbo.t: expected 5 to 5 rows, found 4");
  }

  @Test
  void an_optional_step_that_failed_may_be_skipped_and_notes_lose_their_margins() {
    Situations failed =
        Situations.planned(Plan.A)
            .until(Step.SET_SERVICE_ACCOUNT)
            .after(
                new Report.SqlServersUnreachable(
                    Situations.order(Step.SET_SERVICE_ACCOUNT, Task.PROBE_SQL_SERVERS, 1),
                    Situations.DIAGNOSIS));
    assertThat(
            accepted(
                failed.state(), new Instruction.SkipStep(at(Step.SET_SERVICE_ACCOUNT), " local ")))
        .startsWith(
            new MigrationEvent.StepSkipped(Situations.ID, Step.SET_SERVICE_ACCOUNT, "local", 0));
    Migration offered = Situations.planned(Plan.A).until(Step.INSTALL_OUTLOOK).state();
    assertThat(
            accepted(
                offered, new Instruction.ConfirmStep(at(Step.INSTALL_OUTLOOK), " installed\n")))
        .startsWith(
            new MigrationEvent.StepConfirmed(Situations.ID, Step.INSTALL_OUTLOOK, "installed", 0));
  }

  @Test
  void evidence_is_attached_to_a_step_that_was_come_to_and_changes_nothing_else() {
    EvidenceFile log = new EvidenceFile("backup.log", "00", 12);
    Situations move = Situations.planned(Plan.C).until(Step.INSTALL_OUTLOOK);
    Migration before = move.state();
    assertThat(
            accepted(
                before, new Instruction.AttachEvidence(at(Step.BACKUP), log, " Backup-Manager ")))
        .containsExactly(
            new MigrationEvent.EvidenceAttached(
                Situations.ID, Step.BACKUP, log, "Backup-Manager", 0));
    Underway there = move.underway();
    move.after(new Instruction.AttachEvidence(at(Step.INSTALL_OUTLOOK), log, ""));
    assertThat(move.underway().standing()).isEqualTo(there.standing());
    assertThat(move.underway().condition()).isEqualTo(there.condition());
    assertThat(refusal(before, new Instruction.AttachEvidence(at(Step.RESTORE), log, "")))
        .isEqualTo(new Refusal.StepNotReached("12"));
    assertThat(
            refusal(before, new Instruction.AttachEvidence(at(Step.INSTALL_SQL_SERVER), log, "")))
        .isInstanceOf(Refusal.StepNotInPlan.class);
  }

  @Test
  void an_optional_step_is_not_skipped_while_umzug_works_on_it() {
    Migration probing = Situations.planned(Plan.A).until(Step.SET_SERVICE_ACCOUNT).state();
    assertThat(refusal(probing, new Instruction.SkipStep(at(Step.SET_SERVICE_ACCOUNT), "x")))
        .isInstanceOf(Refusal.WorkUnderWay.class);
  }

  @Test
  void every_refusal_is_a_sentence() {
    WorkOrder order = Situations.BACKUP;
    List<Refusal> refusals =
        List.of(
            new Refusal.NotOpened(),
            new Refusal.AlreadyOpened(Situations.ID),
            new Refusal.NotARelocation(XPhoneVersion.V5, XPhoneVersion.V8),
            new Refusal.NoDatabases(),
            new Refusal.SameServer("XPDATA", "OLD"),
            new Refusal.TransferNotAHop(),
            new Refusal.NotATransfer(XPhoneVersion.V5, XPhoneVersion.V9),
            new Refusal.MachinesUnknown(),
            new Refusal.SharedMachine("NEWXP"),
            new Refusal.NewMachineNeeded(),
            new Refusal.NotTheSameServer(XPhoneVersion.V8, XPhoneVersion.V9),
            new Refusal.NoPlanHere(Plan.A),
            new Refusal.NothingToUpdate(XPhoneVersion.V8),
            new Refusal.ServerStays("plan D", "", "NEWXP"),
            new Refusal.SiteNotDescribed(Site.INTERMEDIATE),
            new Refusal.FactsUnclear(List.of("How many users are there?")),
            new Refusal.AdviceOverruled(List.of("plan B, not plan C")),
            new Refusal.FactsOfAnotherMove(XPhoneVersion.V5, XPhoneVersion.V8),
            new Refusal.NoPlanChosen(),
            new Refusal.PlanAlreadyChosen("plan C"),
            new Refusal.StepNotInPlan("8", "plan A"),
            new Refusal.NotTheCurrentStep("12", "R23"),
            new Refusal.AwaitsBegin("12"),
            new Refusal.HasBegun("12"),
            new Refusal.WorkUnderWay("R23", order),
            new Refusal.AwaitsPerson("12"),
            new Refusal.StepHasFailed("12"),
            new Refusal.NothingFailed("12"),
            new Refusal.NotWhatStandsHere("12", "", "acme/12/RESTORE_DATABASES/1"),
            new Refusal.NoDifferences("12"),
            new Refusal.NoBackupToRenew("13"),
            new Refusal.NothingUnderWay("12"),
            new Refusal.NotByHand("12"),
            new Refusal.StepIsRequired("12", "plan C"),
            new Refusal.StepNotReached("12"),
            new Refusal.TooLateForStep("V6:R11"),
            new Refusal.ReasonMissing("Skipping step 3"),
            new Refusal.ClaimWanted("R11"),
            new Refusal.VmSnapshotWhileRunning(),
            new Refusal.AcceptanceWanted(),
            new Refusal.CountWanted("R6a"),
            new Refusal.PlainConfirmationWanted("3"),
            new Refusal.FindingsWanted("P"),
            new Refusal.NoFindings("3"),
            new Refusal.NothingToApprove("3"),
            new Refusal.NoBatchFiles("12"),
            new Refusal.NamesDiffer(List.of("XPDATA")),
            new Refusal.NoSnapshot(),
            new Refusal.UnknownSnapshot("S9", List.of("S1")),
            new Refusal.SnapshotTakenBack("S3", List.of("S1")),
            new Refusal.RollbackHalfDone("S2", "S1", List.of("S1")),
            new Refusal.SnapshotOutOfReach("S1", Site.SOURCE),
            new Refusal.PastNoReturn(Step.UNINSTALL_OLD_INSTANCES),
            new Refusal.WindowEndsBeforeItBegins(Situations.UNTIL, Situations.FROM),
            new Refusal.WindowClosed(Situations.UNTIL),
            new Refusal.NothingToOverride(),
            new Refusal.OnADetour("ROLLBACK"),
            new Refusal.MigrationIsPaused("night"),
            new Refusal.NotPaused(),
            new Refusal.EstateIsTaken("production", "acme"),
            new Refusal.MigrationIsAbandoned("sold"),
            new Refusal.MigrationIsComplete());
    assertThat(refusals.stream().map(Object::getClass))
        .containsExactlyInAnyOrder(Refusal.class.getPermittedSubclasses());
    assertThat(refusals)
        .allSatisfy(
            refusal -> {
              assertThat(refusal.sentence()).matches("(?s)[A-Z].*[.]").doesNotContain("%");
              assertThat(refusal.rule()).matches("|[RFE][0-9]+");
            });
    assertThat(new Refusal.WorkUnderWay("R23", order).sentence())
        .isEqualTo(
            "Umzug is working on step R23 (back up databases, attempt 1). Wait for its end; if none comes, give it up.");
    assertThat(refusals.stream().filter(refusal -> !refusal.rule().isEmpty())).hasSize(41);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-a", "A", "a b", "a/b", "0123456789012345678901234567890123456789012345678"})
  void an_id_that_cannot_stand_in_a_url_is_refused(String id) {
    assertThatThrownBy(() -> new MigrationId(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 48");
  }

  @Test
  void an_id_prints_as_itself_and_a_works_id_names_it_wholly() {
    assertThat(new MigrationId("a-1")).hasToString("a-1");
    assertThat(Situations.order(Step.RESTORE, Task.RESTORE_DATABASES, 3).workId())
        .isEqualTo("acme/12/RESTORE_DATABASES/3");
    assertThat(new MigrationEvent.RestartRequested(Situations.BACKUP).workId())
        .isEqualTo("acme/R23/BACK_UP_DATABASES/1");
  }

  @Test
  void a_damaged_stream_is_noticed() {
    assertThatThrownBy(
            () ->
                Evolution.evolve(
                    Migration.initial(),
                    new MigrationEvent.StepBegun(Situations.ID, Step.BACKUP, 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The event StepBegun cannot follow on the state Unopened");
    assertThatThrownBy(
            () ->
                Evolution.evolve(
                    Situations.planned(Plan.C).state(), Situations.planned(Plan.C).events().get(1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                Evolution.evolve(
                    Situations.planned(Plan.D).state(),
                    new MigrationEvent.StepHeld(Situations.ID, Step.CUT_OVER, 0)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                Report.failed(
                    Situations.order(Step.FOLLOW_UP, Task.CONFIRM_BY_HAND, 1),
                    Situations.DIAGNOSIS))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
