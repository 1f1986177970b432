package io.umzug.infrastructure.web;

import io.umzug.application.migration.Board;
import io.umzug.application.migration.Board.Row;
import io.umzug.application.work.ProgressBoard.Progress;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.plan.Guidance;
import io.umzug.domain.plan.Obligation;
import io.umzug.domain.plan.Performer;
import io.umzug.infrastructure.web.TextPage.Ink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A move's board as plain text: the plan's column, and below it what to do now. */
public final class BoardText {

  private static final int LABEL = 4;
  private static final int MARK = 4;
  private static final int WHO = 8;
  private static final int STATE = 15;
  private static final int DURATION = 9;
  private static final int TRIES = 5;
  private static final int GAPS = 2 * 6;
  private static final int LONGEST_TITLE = 37;
  private static final int BAR = 30;

  private final InstantSource clock;

  public BoardText(InstantSource clock) {
    this.clock = clock;
  }

  public String of(Board board, TextStyle style) {
    TextPage page = new TextPage(style);
    banner(page, board.rehearsal());
    page.line(Ink.STRONG, "%s: %s".formatted(board.id(), board.title()));
    page.line(
        Ink.PLAIN,
        "%s to %s, estate %s, %s, %d events"
            .formatted(
                board.from(),
                board.to(),
                board.estate(),
                board.plan() == null ? "no plan yet" : "plan " + board.plan(),
                board.events()));
    if (!board.rows().isEmpty()) {
      page.blank();
      table(page, board);
    }
    page.blank();
    now(page, board);
    return page.toString();
  }

  /** Every move there is, one line each. */
  public String list(List<Board> boards, TextStyle style) {
    TextPage page = new TextPage(style);
    banner(page, boards.stream().anyMatch(Board::rehearsal));
    if (boards.isEmpty()) {
      page.line(Ink.PLAIN, "There is no move yet. Open one: umzug open ID --estate NAME");
      return page.toString();
    }
    int id = boards.stream().mapToInt(board -> board.id().length()).max().orElse(2);
    int title = Math.max(12, style.width() - id - 38);
    listed(page, Ink.FAINT, List.of("MOVE", "TITLE", "PLAN", "STATE", "STEP"), id, title);
    for (Board board : boards) {
      Row current = board.current();
      String plan = board.plan() == null ? "-" : board.plan().name();
      List<String> cells =
          List.of(
              board.id(),
              board.title() + (board.rehearsal() ? " (REHEARSAL)" : ""),
              plan,
              word(board.state()),
              current == null ? "-" : current.label());
      listed(page, ink(board.state()), cells, id, title);
    }
    return page.toString();
  }

  private static void listed(TextPage page, Ink ink, List<String> cells, int id, int title) {
    page.cells(
        List.of(
            page.cell(Ink.PLAIN, cells.get(0), Math.max(4, id)),
            page.cell(Ink.PLAIN, cells.get(1), title),
            page.cell(Ink.PLAIN, cells.get(2), 4),
            page.cell(ink, cells.get(3), 18),
            page.cell(Ink.PLAIN, cells.get(4), LABEL)));
  }

  private static void banner(TextPage page, boolean rehearsal) {
    if (rehearsal) {
      page.line(Ink.BANNER, "REHEARSAL: a stand-in estate, no real server is touched");
    }
  }

  private void table(TextPage page, Board board) {
    int room = page.style().width() - LABEL - MARK - WHO - STATE - DURATION - TRIES - GAPS;
    int title = Math.min(room, LONGEST_TITLE);
    page.cells(
        List.of(
            page.cell(Ink.FAINT, "STEP", LABEL),
            page.cell(Ink.FAINT, "WHAT", title),
            page.cell(Ink.FAINT, "MUST", MARK),
            page.cell(Ink.FAINT, "WHO", WHO),
            page.cell(Ink.FAINT, "STATE", STATE),
            page.rightCell(Ink.FAINT, "DURATION", DURATION),
            page.rightCell(Ink.FAINT, "TRIES", TRIES)));
    for (Row row : board.rows()) {
      Ink ink = ink(row, board.state());
      page.cells(
          List.of(
              page.cell(ink, row.label(), LABEL),
              page.cell(ink, row.title(), title),
              page.cell(Ink.PLAIN, row.obligation().mark(), MARK),
              page.cell(Ink.PLAIN, who(row.performer()), WHO),
              page.cell(ink, symbol(page, row, board.state()), STATE),
              page.rightCell(Ink.PLAIN, duration(row), DURATION),
              page.rightCell(
                  row.attempts() > 1 ? Ink.WAITING : Ink.PLAIN,
                  row.attempts() == 0 ? "" : String.valueOf(row.attempts()),
                  TRIES)));
    }
  }

  private static void now(TextPage page, Board board) {
    Row current = board.current();
    Guidance guidance = board.guidance();
    switch (board.state()) {
      case OPENED ->
          page.wrapped(
              Ink.WAITING,
              "Now:     ",
              "Choose the plan (R18 to R21): umzug plan %s A|B|C|D".formatted(board.id()));
      case COMPLETED -> page.wrapped(Ink.GOOD, "Now:     ", "The move is complete.");
      case WORKING -> {
        page.wrapped(
            Ink.BUSY,
            "Now:     ",
            current == null
                ? "Umzug is at work."
                : "Umzug is working on step %s, %s. Nothing is to be done by hand."
                    .formatted(current.label(), current.title()));
        board.progress().forEach(progress -> bar(page, progress));
      }
      case HELD, OFFERED -> {
        if (current != null && guidance != null) {
          page.wrapped(
              Ink.WAITING, "Now:     ", "Step %s, %s".formatted(current.label(), current.title()));
          page.wrapped(Ink.PLAIN, "         ", guidance.instruction());
          rules(page, guidance.rules());
          page.wrapped(
              Ink.PLAIN,
              board.state() == Board.State.HELD ? "Begin:   " : "Done:    ",
              "umzug %s %s %s"
                  .formatted(
                      board.state() == Board.State.HELD ? "begin" : "confirm",
                      board.id(),
                      current.label()));
          skip(page, board, current);
        }
      }
      case HALTED -> {
        if (current != null && board.diagnosis() != null) {
          halted(page, board, current, board.diagnosis());
        }
      }
    }
  }

  private static void halted(TextPage page, Board board, Row current, Diagnosis diagnosis) {
    page.wrapped(
        Ink.BAD,
        "HALTED:  ",
        "Step %s, %s, attempt %d"
            .formatted(current.label(), current.title(), Math.max(1, current.attempts())));
    page.wrapped(Ink.PLAIN, "Cause:   ", diagnosis.cause());
    rules(page, diagnosis.rules());
    page.wrapped(Ink.WAITING, "Now:     ", diagnosis.remedy());
    if (!diagnosis.exactText().isBlank()) {
      page.line(Ink.PLAIN, "Exact text:");
      page.verbatim("  | ", diagnosis.exactText());
    }
    page.wrapped(
        Ink.PLAIN, "Retry:   ", "umzug retry %s %s".formatted(board.id(), current.label()));
    skip(page, board, current);
  }

  private static void rules(TextPage page, List<String> rules) {
    if (!rules.isEmpty()) {
      page.wrapped(Ink.FAINT, "Rules:   ", String.join(", ", rules));
    }
  }

  private static void skip(TextPage page, Board board, Row current) {
    if (current.obligation() == Obligation.OPTIONAL) {
      page.wrapped(
          Ink.PLAIN,
          "Or skip: ",
          "umzug skip %s %s --reason \"...\"".formatted(board.id(), current.label()));
    }
  }

  private static void bar(TextPage page, Progress progress) {
    int percent = Math.clamp(progress.percent(), 0, 100);
    int full = percent * BAR / 100;
    String bar =
        page.either("\u2588", "#").repeat(full) + page.either("\u2591", ".").repeat(BAR - full);
    page.cells(
        List.of(
            "         " + page.cell(Ink.PLAIN, progress.subject(), 14),
            page.cell(
                Ink.BUSY,
                page.either(bar, "[" + bar + "]"),
                page.style().unicode() ? BAR : BAR + 2),
            page.rightCell(Ink.PLAIN, percent + " %", 5)));
  }

  private String duration(Row row) {
    Instant begun = row.begun();
    if (begun == null) {
      return "";
    }
    Instant ended = row.ended();
    return duration(Duration.between(begun, ended == null ? clock.instant() : ended));
  }

  /** Such as 0:07, 1:02:03 or 2d 03:04. */
  static String duration(@Nullable Duration duration) {
    if (duration == null || duration.isNegative()) {
      return "0:00";
    }
    if (duration.toDays() > 0) {
      return String.format(
          Locale.ROOT,
          "%dd %02d:%02d",
          duration.toDays(),
          duration.toHoursPart(),
          duration.toMinutesPart());
    }
    return duration.toHours() > 0
        ? String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            duration.toHours(),
            duration.toMinutesPart(),
            duration.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", duration.toMinutesPart(), duration.toSecondsPart());
  }

  private static String symbol(TextPage page, Row row, Board.State move) {
    return switch (row.state()) {
      case PENDING -> page.either("\u00b7", "[ ]");
      case DONE -> page.either("\u2714", "[x]") + " done";
      case SKIPPED -> page.either("\u2192", "[-]") + " skipped";
      case CURRENT ->
          switch (move) {
            case HELD -> page.either("\u25cf", "[?]") + " to begin";
            case OFFERED -> page.either("\u25cf", "[?]") + " by hand";
            case HALTED -> page.either("\u2716", "[!]") + " halted";
            case WORKING, OPENED, COMPLETED -> page.either("\u25b6", "[>]") + " working";
          };
    };
  }

  private static Ink ink(Row row, Board.State move) {
    return switch (row.state()) {
      case PENDING, SKIPPED -> Ink.FAINT;
      case DONE -> Ink.GOOD;
      case CURRENT -> ink(move);
    };
  }

  private static Ink ink(Board.State state) {
    return switch (state) {
      case OPENED, HELD, OFFERED -> Ink.WAITING;
      case WORKING -> Ink.BUSY;
      case HALTED -> Ink.BAD;
      case COMPLETED -> Ink.GOOD;
    };
  }

  private static String word(Board.State state) {
    return switch (state) {
      case OPENED -> "needs a plan";
      case HELD -> "waits for begin";
      case WORKING -> "working";
      case OFFERED -> "waits for a person";
      case HALTED -> "halted";
      case COMPLETED -> "completed";
    };
  }

  private static String who(Performer performer) {
    return switch (performer) {
      case OPERATOR -> "operator";
      case UMZUG -> "Umzug";
      case BOTH -> "both";
    };
  }
}
