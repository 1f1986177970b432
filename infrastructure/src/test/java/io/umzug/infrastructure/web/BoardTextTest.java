package io.umzug.infrastructure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.migration.Board;
import io.umzug.application.migration.Board.Row;
import io.umzug.application.migration.Board.State;
import io.umzug.application.migration.Board.StepState;
import io.umzug.application.migration.Findings;
import io.umzug.application.migration.GoNoGo;
import io.umzug.application.migration.GoNoGo.Measure;
import io.umzug.application.work.ProgressBoard.Progress;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.migration.CutOverWindow;
import io.umzug.domain.plan.Guidance;
import io.umzug.domain.plan.Obligation;
import io.umzug.domain.plan.Performer;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.Drift.Change;
import io.umzug.domain.preflight.Drift.Kind;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoardTextTest {

  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final Instant NOW = START.plus(Duration.ofMinutes(100));
  private static final TextStyle ASCII = new TextStyle(100, false, false);

  private static final Diagnosis DENIED =
      new Diagnosis(
          "The account of the SQL Server has no right to read from the share, so that SQL Server"
              + " cannot open the backup.",
          List.of("B3", "B7"),
          "Give ACME\\SQLSERVER$ full rights on \\\\SQLSERVER\\XPhoneBackup, then retry.",
          "Msg 3201, Level 16, State 2: Cannot open backup device '\\\\SQLSERVER\\XPhoneBackup\\XPDATA.bak'. Operating system error 5(Access is denied).\nRESTORE DATABASE is terminating abnormally.");

  private final BoardText text = new BoardText(() -> NOW);

  @Test
  void a_halted_move_says_cause_rules_remedy_and_the_exact_error() {
    Board board = board(State.HALTED, Step.RESTORE, 2, DENIED, List.of());
    assertThat(text.of(board, ASCII))
        .isEqualTo(
            """
            REHEARSAL: a stand-in estate, no real server is touched
            acme: The move of ACME
            V8 to V9, estate rehearsal, plan C, 24 events

            STEP  WHAT                                   MUST  WHO       STATE             DURATION  TRIES
            R23   Back up the old server                 X     Umzug     [x] done              1:23      1
            3     MAPI: install Outlook                  (X)   operator  [-] skipped           0:05      1
            9     Start the XPhone service               X     both      [x] done           1:02:03      2
            12    Restore                                X     Umzug     [!] halted           30:00      2
            R12   Restart once                           X     Umzug     [ ]

            HALTED:  Step 12, Restore, attempt 2
            Cause:   The account of the SQL Server has no right to read from the share, so that SQL Server
                     cannot open the backup.
            Rules:   B3, B7
            Now:     Give ACME\\SQLSERVER$ full rights on \\\\SQLSERVER\\XPhoneBackup, then retry.
            Exact text:
              | Msg 3201, Level 16, State 2: Cannot open backup device '\\\\SQLSERVER\\XPhoneBackup\\XPDATA.bak'. Operating system error 5(Access is denied).
              | RESTORE DATABASE is terminating abnormally.
            Retry:   umzug retry acme 12
            """);
  }

  @Test
  void a_pause_hides_no_failure() {
    assertThat(text.of(board(State.PAUSED, Step.RESTORE, 2, DENIED, List.of()), ASCII))
        .contains("[?] paused", "Go on:   umzug continue acme")
        .contains("HALTED:  Step 12, Restore, attempt 2", "Cause:   The account", "Mend:    Give");
  }

  @Test
  void nothing_works_on_and_no_clock_runs_in_a_move_that_was_given_up() {
    String early = text.of(board(State.ABANDONED, Step.RESTORE, 1, null, List.of()), ASCII);
    BoardText later = new BoardText(() -> NOW.plus(Duration.ofDays(3)));
    assertThat(early).contains("[-] given up").doesNotContain("working");
    assertThat(later.of(board(State.ABANDONED, Step.RESTORE, 1, null, List.of()), ASCII))
        .isEqualTo(early);
  }

  @Test
  void running_work_has_a_bar_for_each_database() {
    Board board =
        board(
            State.WORKING,
            Step.RESTORE,
            1,
            null,
            List.of(new Progress("XPDATA", 100), new Progress("XPSTATS", 50, 85_600_000L, 740L)));
    assertThat(text.of(board, ASCII))
        .endsWith(
            """
            Now:     Umzug is working on step 12, Restore. Nothing is to be done by hand.
                     XPDATA          [##############################]  100 %
                     XPSTATS         [###############...............]   50 %  85 MB/s, 12 min left
            """);
    assertThat(text.of(board, new TextStyle(100, false, true)))
        .contains("\u2588".repeat(15) + "\u2591".repeat(15) + "   50 %")
        .contains("\u25b6 working");
  }

  @Test
  void a_step_for_a_person_says_what_to_do_by_which_rules_and_how_to_go_on() {
    Board board = board(State.OFFERED, Step.INSTALL_OUTLOOK, 1, null, List.of());
    assertThat(text.of(board, ASCII))
        .contains("[?] by hand")
        .endsWith(
            """
            Now:     Step 3, MAPI: install Outlook
                     Needed for server-side calendar sync, server-side Exchange contact folders, or remote
                     voicemail query with Outlook as message store; skip it otherwise.
            Rules:   R24
            Done:    umzug confirm acme 3
            Or skip: umzug skip acme 3 --reason "..."
            """);
  }

  @Test
  void findings_are_told_with_what_fails_first_and_both_values_of_what_has_changed() {
    Findings findings =
        new Findings(
            Occasion.RESTORE,
            1,
            1,
            40,
            List.of(
                new Finding(
                    Check.SHARE,
                    "SQLNEW",
                    Verdict.FAIL,
                    "not written",
                    "The account cannot write to the share.",
                    List.of("B3"),
                    "Give it full rights.",
                    "Operating system error 5(Access is denied)."),
                Finding.warning(
                    Check.RECOVERY_MODEL, "XPDATA", "FULL", "It is FULL.", "Set it to SIMPLE.")),
            List.of(
                new Change(
                    Kind.CHANGED,
                    Check.SHARE,
                    "SQLNEW",
                    Verdict.PASS,
                    Verdict.FAIL,
                    "written and read",
                    "not written"),
                new Change(
                    Kind.DISAPPEARED, Check.COLLATION, "XPOLD", Verdict.PASS, null, "same", "")));
    Board board =
        board(State.FINDINGS, Step.PREFLIGHT_BEFORE_RESTORE, 1, null, List.of(), findings);
    assertThat(text.of(board, ASCII))
        .contains("[?] to accept")
        .endsWith(
            """
            Now:     Step P12, Checks before the restore
                     The checks: 1 failed, 1 warnings, 40 passed.

            FAIL  Share from both sides: SQLNEW
                The account cannot write to the share.
                Rule:    B3
                To do:   Give it full rights.
                Exact text:
                    Operating system error 5(Access is denied).

            WARNING  Recovery model: XPDATA
                It is FULL.
                Rule:    F3
                To do:   Set it to SIMPLE.

            Changed since it was accepted:
                Share from both sides: SQLNEW
                  then: pass, written and read
                  now:  fail, not written
                Collation: XPOLD
                  then: pass, same
                  now:  not found

            Accept:  umzug accept acme P12 --reason "..."
            Or mend: umzug retry acme P12 makes the checks anew
            """);
  }

  @Test
  void every_line_but_exact_text_fits_the_width() {
    for (int width : List.of(60, 72, 80, 100, 140)) {
      Board board = board(State.HALTED, Step.RESTORE, 2, DENIED, List.of());
      assertThat(text.of(board, new TextStyle(width, false, true)).lines())
          .filteredOn(line -> !line.startsWith("  | "))
          .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(width));
    }
  }

  @Test
  void colours_change_nothing_but_the_colour() {
    Board board = board(State.HALTED, Step.RESTORE, 2, DENIED, List.of());
    String coloured = text.of(board, new TextStyle(100, true, false));
    assertThat(coloured).contains("\u001b[1;31m");
    assertThat(
            coloured
                .replaceAll("\u001b\\[[0-9;]*m", "")
                .lines()
                .map(String::stripTrailing)
                .toList())
        .isEqualTo(text.of(board, ASCII).lines().toList());
  }

  @Test
  void an_error_text_cannot_steer_the_terminal_nor_hide_what_it_says() {
    Diagnosis hostile =
        new Diagnosis(
            "Zugriff f\u00fcr \u001b[2Jalle",
            List.of(),
            "x\u202ey",
            "a\u001b]0;title\u0007b\rc\u00fc");
    Board board = board(State.HALTED, Step.RESTORE, 2, hostile, List.of());
    assertThat(text.of(board, ASCII))
        .matches("[\\n -~]*")
        .contains("Zugriff f\\u00fcr \\u001b[2Jalle", "x\\u202ey", "a\\u001b]0;title\\u0007b");
    assertThat(text.of(board, new TextStyle(100, false, true)))
        .doesNotContain("\u001b", "\u202e", "\u0007")
        .contains("f\u00fcr \\u001b[2Jalle", "c\u00fc");
  }

  @Test
  void how_long_a_move_waits_and_until_when_a_rollback_may_begin_stand_above_what_is_to_be_done() {
    Board board = board(State.OFFERED, Step.INSTALL_OUTLOOK, 1, null, List.of());
    GoNoGo window =
        new GoNoGo(
            30,
            START,
            START.plus(Duration.ofHours(8)),
            CutOverWindow.Stage.CLOSED,
            List.of(
                new Measure(
                    Task.RESTORE_DATABASES, Duration.ofMinutes(58), "acme/12/RESTORE_DATABASES/1"),
                new Measure(
                    Task.RESTART_SERVICE, Duration.ofMinutes(2), "acme/R12/RESTART_SERVICE/1")),
            Duration.ofHours(1),
            START.plus(Duration.ofMinutes(390)),
            START.plus(Duration.ofHours(7)),
            GoNoGo.Verdict.NO_GO);
    Board.Beside beside =
        new Board.Beside(
            RouteKind.RELOCATION,
            null,
            List.of(),
            null,
            null,
            null,
            null,
            new Board.Waits(START, 3, true),
            window,
            null,
            List.of());
    assertThat(text.of(with(board, beside), ASCII))
        .contains(
            """
            Waits:   since 2026-11-21T08:00:00Z, OVERDUE, reminders: 3, escalated
            Window:  cut-over from 2026-11-21T08:00:00Z until 2026-11-21T16:00:00Z: NO-GO, nothing is begun
                     (R16)
                     A rollback has to begin by 2026-11-21T15:00:00Z; it takes about 1:00:00: restore databases
                     58:00 (acme/12/RESTORE_DATABASES/1), restart service 2:00 (acme/R12/RESTART_SERVICE/1)
            Go on:   umzug rollback acme SNAPSHOT --reason "...", or umzug cut-over acme --from ... --until ...,
                     or umzug override acme --reason "..."
            Now:     Step 3, MAPI: install Outlook
            """);
    assertThat(text.list(List.of(with(board, beside), board), ASCII).lines())
        .satisfiesExactly(
            banner -> assertThat(banner).startsWith("REHEARSAL"),
            heading -> assertThat(heading).startsWith("MOVE"),
            overdue -> assertThat(overdue).endsWith("3     ESCALATED"),
            other -> assertThat(other).endsWith("3"));
  }

  private static Board with(Board board, Board.Beside beside) {
    return new Board(
        board.id(),
        board.title(),
        board.estate(),
        board.rehearsal(),
        board.from(),
        board.to(),
        board.plan(),
        board.state(),
        board.rows(),
        board.current(),
        board.guidance(),
        board.diagnosis(),
        board.progress(),
        board.since(),
        board.events(),
        beside);
  }

  @Test
  void durations_are_readable_from_seconds_to_days() {
    assertThat(BoardText.duration(Duration.ofSeconds(7))).isEqualTo("0:07");
    assertThat(BoardText.duration(Duration.ofSeconds(3723))).isEqualTo("1:02:03");
    assertThat(BoardText.duration(Duration.ofHours(51).plusMinutes(4))).isEqualTo("2d 03:04");
    assertThat(BoardText.duration(Duration.ofSeconds(-7))).isEqualTo("0:00");
  }

  private static Board board(
      State state,
      Step current,
      int attempts,
      @Nullable Diagnosis diagnosis,
      List<Progress> progress) {
    return board(state, current, attempts, diagnosis, progress, null);
  }

  private static Board board(
      State state,
      Step current,
      int attempts,
      @Nullable Diagnosis diagnosis,
      List<Progress> progress,
      @Nullable Findings findings) {
    Row row =
        row(current, StepState.CURRENT, attempts, Duration.ofMinutes(70), null, Performer.UMZUG);
    List<Row> rows =
        current == Step.RESTORE
            ? List.of(
                row(
                    Step.BACKUP,
                    StepState.DONE,
                    1,
                    Duration.ZERO,
                    Duration.ofSeconds(83),
                    Performer.UMZUG),
                row(
                    Step.INSTALL_OUTLOOK,
                    StepState.SKIPPED,
                    1,
                    Duration.ZERO,
                    Duration.ofSeconds(5),
                    Performer.OPERATOR),
                row(
                    Step.START_SERVICE,
                    StepState.DONE,
                    2,
                    Duration.ZERO,
                    Duration.ofSeconds(3723),
                    Performer.BOTH),
                row,
                row(Step.RESTART, StepState.PENDING, 0, null, null, Performer.UMZUG))
            : List.of(row);
    return new Board(
        "acme",
        "The move of ACME",
        "rehearsal",
        true,
        XPhoneVersion.V8,
        XPhoneVersion.V9,
        Plan.C,
        state,
        rows,
        row,
        Guidance.of(current),
        diagnosis,
        progress,
        NOW,
        24,
        new Board.Beside(
            RouteKind.RELOCATION,
            null,
            List.of(),
            null,
            findings,
            null,
            null,
            null,
            null,
            null,
            List.of()));
  }

  private static Row row(
      Step step,
      StepState state,
      int attempts,
      @Nullable Duration begun,
      @Nullable Duration ended,
      Performer performer) {
    return new Row(
        step,
        0,
        step.label(),
        Guidance.of(step).title(),
        step == Step.INSTALL_OUTLOOK ? Obligation.OPTIONAL : Obligation.REQUIRED,
        performer,
        state,
        attempts,
        begun == null ? null : START.plus(begun),
        ended == null ? null : START.plus(ended),
        "");
  }
}
