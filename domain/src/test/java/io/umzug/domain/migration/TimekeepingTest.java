package io.umzug.domain.migration;

import static io.umzug.domain.migration.Situations.FROM;
import static io.umzug.domain.migration.Situations.ID;
import static io.umzug.domain.migration.Situations.SCHEDULE;
import static io.umzug.domain.migration.Situations.UNTIL;
import static io.umzug.domain.migration.Situations.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.evidence.EvidenceFile;
import io.umzug.domain.migration.CutOverWindow.Stage;
import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.MigrationEvent.PersonEscalated;
import io.umzug.domain.migration.MigrationEvent.PersonReminded;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.XPhoneVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waits for a person, and the window of the cut-over (R16). */
class TimekeepingTest {

  /** The numbers of the events by which the move is held, and by which it gets its window. */
  private static final long HELD = Situations.planned(Plan.C).lastNumber();

  private static final long SCHEDULED = HELD + 1;

  private static final Instruction CONFIRM =
      new Instruction.ConfirmStep(at(Step.INSTALL_OUTLOOK), "");

  private static Refusal refusal(Situations move, MigrationCommand command) {
    return ((Refused) Decider.decide(move.state(), command)).refusal();
  }

  private static List<MigrationEvent> events(Situations move, MigrationCommand command) {
    return ((Accepted) Decider.decide(move.state(), command)).events();
  }

  private static Report overdue(long waiting, int times, boolean escalates) {
    return new Report.PersonOverdue(ID, waiting, times, escalates);
  }

  private static CutOverWindow window(Situations move) {
    CutOverWindow window = move.underway().timing().window();
    assertThat(window).isNotNull();
    return window;
  }

  @Test
  void a_wait_is_reminded_of_then_escalated_once_then_reminded_of_again() {
    Situations move = Situations.planned(Plan.C);
    long waiting = move.lastNumber();
    assertThat(move.underway().timing().waiting()).isEqualTo(new Waiting(waiting, 0, false));
    move.after(overdue(waiting, 1, false));
    assertThat(move.events().getLast())
        .isEqualTo(new PersonReminded(ID, Step.BACKUP, 0, waiting, 1));
    move.after(overdue(waiting, 2, true));
    assertThat(move.events().getLast())
        .isEqualTo(new PersonEscalated(ID, Step.BACKUP, 0, waiting, 2));
    move.after(overdue(waiting, 3, true));
    assertThat(move.events().getLast())
        .isEqualTo(new PersonReminded(ID, Step.BACKUP, 0, waiting, 3));
    assertThat(move.underway().timing().waiting()).isEqualTo(new Waiting(waiting, 3, true));
  }

  @Test
  void a_reminder_that_is_repeated_or_of_a_wait_that_is_over_is_stale() {
    Situations move = Situations.planned(Plan.C).after(overdue(HELD, 1, false));
    assertThat(events(move, overdue(HELD, 1, false))).isEmpty();
    assertThat(events(move, overdue(HELD, 0, true))).isEmpty();
    assertThat(events(move, overdue(HELD - 1, 2, false))).isEmpty();
    move.until(Step.INSTALL_OUTLOOK);
    assertThat(events(move, overdue(HELD, 2, false))).isEmpty();
    move.next();
    assertThat(events(Situations.unopened(), overdue(HELD, 1, false))).isEmpty();
    assertThat(events(Situations.planned(Plan.C).completed(), overdue(HELD, 1, false))).isEmpty();
  }

  @Test
  void every_wait_for_a_person_is_one_of_its_own() {
    Situations move = Situations.planned(Plan.C).until(Step.INSTALL_OUTLOOK);
    long offered = move.lastNumber();
    assertThat(move.underway().timing().waiting()).isEqualTo(new Waiting(offered, 0, false));
    move.after(overdue(offered, 1, true)).after(new Instruction.PauseMigration("night"));
    assertThat(move.underway().timing().waiting())
        .isEqualTo(new Waiting(move.lastNumber(), 0, false));
    move.after(new Instruction.ContinueMigration());
    assertThat(move.underway().timing().waiting())
        .isEqualTo(new Waiting(move.lastNumber(), 0, false));
    move.after(new Instruction.TakeSnapshot("to be sure"));
    assertThat(move.underway().timing().waiting()).isNull();
    move.next();
    assertThat(move.underway().timing().waiting())
        .isEqualTo(new Waiting(move.lastNumber(), 0, false));
    move.after(new Instruction.TakeSnapshot("again"));
    WorkOrder order = ((Condition.Working) move.underway().condition()).order();
    move.after(new Report.SnapshotFailed(order, Situations.DIAGNOSIS));
    assertThat(move.underway().timing().waiting())
        .isEqualTo(new Waiting(move.lastNumber(), 0, false));
    move.after(new Instruction.SkipStep(move.underway().current().at(), "the disk is full"));
    assertThat(move.underway().timing().waiting())
        .isEqualTo(new Waiting(move.lastNumber(), 0, false));
  }

  @Test
  void work_that_overruns_and_a_skipped_step_that_is_done_are_no_new_waits() {
    Situations working =
        Situations.planned(Plan.C)
            .after(new Instruction.BeginStep(at(Step.BACKUP)))
            .after(new Report.WorkOverdue(Situations.BACKUP));
    assertThat(working.underway().timing().waiting()).isNull();
    Situations move =
        Situations.planned(Plan.C)
            .until(Step.INSTALL_OUTLOOK)
            .after(new Instruction.SkipStep(at(Step.INSTALL_OUTLOOK), "no MAPI"));
    long waiting = move.lastNumber();
    move.after(overdue(waiting, 1, false)).after(CONFIRM);
    assertThat(move.underway().timing().waiting()).isEqualTo(new Waiting(waiting, 1, false));
  }

  @Test
  void a_window_ends_after_it_begins_and_is_said_anew_until_the_old_server_is_off() {
    Situations move = Situations.planned(Plan.C);
    assertThat(refusal(move, new Instruction.ScheduleCutOver(FROM, FROM)))
        .isEqualTo(new Refusal.WindowEndsBeforeItBegins(FROM, FROM));
    move.after(SCHEDULE);
    assertThat(window(move)).isEqualTo(new CutOverWindow(SCHEDULED, FROM, UNTIL, Stage.OPEN));
    move.after(new Instruction.ScheduleCutOver(UNTIL, UNTIL.plus(Duration.ofHours(1))));
    assertThat(window(move).number()).isEqualTo(SCHEDULED + 1);
    Situations last =
        Situations.from(XPhoneVersion.V7, Downtime.INTERMEDIATE_SERVER)
            .until(at(2, Step.CUT_OVER))
            .after(SCHEDULE);
    long number = last.lastNumber();
    last.until(at(2, Step.DELETE_INTERMEDIATE));
    assertThat(refusal(last, SCHEDULE)).isEqualTo(new Refusal.PastNoReturn(Step.CUT_OVER));
    assertThat(events(last, new Report.RollbackWindowClosing(ID, number, FROM))).isEmpty();
    assertThat(events(last, new Report.RollbackWindowClosed(ID, number, FROM))).isEmpty();
  }

  @Test
  void the_window_warns_once_and_closes_once_and_other_windows_are_stale() {
    Situations move = Situations.planned(Plan.C).after(SCHEDULE);
    assertThat(events(move, new Report.RollbackWindowClosing(ID, SCHEDULED - 1, FROM))).isEmpty();
    assertThat(events(move, new Report.RollbackWindowClosed(ID, SCHEDULED + 1, FROM))).isEmpty();
    Report closing = new Report.RollbackWindowClosing(ID, SCHEDULED, FROM);
    Report closed = new Report.RollbackWindowClosed(ID, SCHEDULED, FROM);
    move.after(closing);
    assertThat(move.events().getLast())
        .isEqualTo(new MigrationEvent.RollbackWindowClosing(ID, SCHEDULED, FROM));
    assertThat(window(move).stage()).isEqualTo(Stage.CLOSING);
    assertThat(events(move, closing)).isEmpty();
    move.after(closed);
    assertThat(move.events().getLast())
        .isEqualTo(new MigrationEvent.RollbackWindowClosed(ID, SCHEDULED, FROM));
    assertThat(events(move, closed)).isEmpty();
    assertThat(events(move, closing)).isEmpty();
  }

  @Test
  void past_the_window_nothing_is_begun_until_a_person_overrides_it_with_a_reason() {
    Situations move = Situations.windowClosed();
    assertThat(refusal(move, CONFIRM)).isEqualTo(new Refusal.WindowClosed(UNTIL));
    assertThat(refusal(move, new Instruction.SkipStep(at(Step.INSTALL_OUTLOOK), "no MAPI")))
        .isEqualTo(new Refusal.WindowClosed(UNTIL));
    assertThat(refusal(move, new Instruction.OverrideWindow(" ")))
        .isEqualTo(new Refusal.ReasonMissing("Overriding the window"));
    move.after(new Instruction.OverrideWindow(" the partner agrees "));
    assertThat(move.events().getLast())
        .isEqualTo(new MigrationEvent.WindowOverridden(ID, "the partner agrees"));
    assertThat(window(move).stage()).isEqualTo(Stage.OVERRIDDEN);
    assertThat(refusal(move, new Instruction.OverrideWindow("again")))
        .isEqualTo(new Refusal.NothingToOverride());
    assertThat(events(move, new Report.RollbackWindowClosed(ID, window(move).number(), FROM)))
        .isEmpty();
    assertThat(events(move, CONFIRM)).isNotEmpty();
  }

  @Test
  void a_file_that_proves_a_step_is_taken_in_a_closed_window() {
    assertThat(
            events(
                Situations.windowClosed(),
                new Instruction.AttachEvidence(
                    at(Step.INSTALL_OUTLOOK), new EvidenceFile("backup.log", "00", 12), "seen")))
        .hasSize(1);
  }

  @Test
  void a_later_window_opens_the_way_again() {
    Situations move = Situations.windowClosed().after(SCHEDULE);
    assertThat(window(move).stage()).isEqualTo(Stage.OPEN);
    assertThat(events(move, CONFIRM)).isNotEmpty();
  }

  @Test
  void a_way_back_goes_on_in_a_closed_window_and_the_step_behind_it_is_held() {
    Situations move =
        Situations.from(XPhoneVersion.V7, Downtime.IN_PLACE)
            .until(at(1, Step.TEST_CLIENT))
            .after(SCHEDULE);
    move.after(new Report.RollbackWindowClosed(ID, move.lastNumber(), FROM))
        .after(new Instruction.RollBack("S1", "too late"));
    while (move.underway().detour() != null) {
      move.next();
    }
    assertThat(move.events().getLast()).isInstanceOf(MigrationEvent.StepHeld.class);
    StepAt held = move.underway().current().at();
    assertThat(refusal(move, new Instruction.BeginStep(held)))
        .isEqualTo(new Refusal.WindowClosed(UNTIL));
    move.after(new Instruction.OverrideWindow("next night"));
    assertThat(events(move, new Instruction.BeginStep(held))).isNotEmpty();
  }

  @Test
  void work_under_way_is_finished_in_a_closed_window_but_no_further_step_begins_itself() {
    Situations move =
        Situations.planned(Plan.C)
            .after(SCHEDULE)
            .next()
            .after(new Report.RollbackWindowClosed(ID, SCHEDULED, FROM));
    move.next();
    assertThat(((Condition.Working) move.underway().condition()).order().task())
        .isEqualTo(Task.TAKE_SNAPSHOT);
    move.next();
    assertThat(move.events().getLast()).isInstanceOf(MigrationEvent.StepHeld.class);
    assertThat(move.underway().current().held()).isFalse();
  }
}
