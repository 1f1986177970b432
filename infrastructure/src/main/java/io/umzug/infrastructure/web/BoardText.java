package io.umzug.infrastructure.web;

import io.umzug.application.migration.Board;
import io.umzug.application.migration.Board.Row;
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
  private static final int LONGEST_LABEL = 9;
  private static final int OVERDUE = 9;
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
            .formatted(board.from(), board.to(), board.estate(), planned(board), board.events()));
    if (!board.rows().isEmpty()) {
      page.blank();
      table(page, board);
    }
    page.blank();
    NextText.write(page, board);
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
    int title = Math.max(12, style.width() - id - 49);
    listed(page, Ink.FAINT, List.of("MOVE", "TITLE", "PLAN", "STATE", "STEP", ""), id, title);
    for (Board board : boards) {
      Row current = board.current();
      String plan = board.plan() == null ? "-" : board.plan().name();
      List<String> cells =
          List.of(
              board.id(),
              board.title() + (board.rehearsal() ? " (REHEARSAL)" : ""),
              plan,
              word(board.state()),
              current == null ? "-" : current.label(),
              TimeText.overdue(board));
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
            page.cell(Ink.PLAIN, cells.get(4), LABEL),
            page.cell(Ink.BAD, cells.get(5), OVERDUE)));
  }

  private static void banner(TextPage page, boolean rehearsal) {
    if (rehearsal) {
      page.line(Ink.BANNER, "REHEARSAL: a stand-in estate, no real server is touched");
    }
  }

  private static String planned(Board board) {
    return board.plan() != null
        ? "plan " + board.plan()
        : board.rows().isEmpty() ? "no plan yet" : "no plan";
  }

  private void table(TextPage page, Board board) {
    int label = board.rows().stream().mapToInt(row -> row.label().length()).max().orElse(LABEL);
    int labels = Math.clamp(label, LABEL, LONGEST_LABEL);
    int room = page.style().width() - labels - MARK - WHO - STATE - DURATION - TRIES - GAPS;
    int title = Math.min(room, LONGEST_TITLE);
    page.cells(
        List.of(
            page.cell(Ink.FAINT, "STEP", labels),
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
              page.cell(ink, row.label(), labels),
              page.cell(ink, row.title(), title),
              page.cell(Ink.PLAIN, row.obligation().mark(), MARK),
              page.cell(Ink.PLAIN, who(row.performer()), WHO),
              page.cell(ink, symbol(page, row, board.state()), STATE),
              page.rightCell(Ink.PLAIN, duration(row, board), DURATION),
              page.rightCell(
                  row.attempts() > 1 ? Ink.WAITING : Ink.PLAIN,
                  row.attempts() == 0 ? "" : String.valueOf(row.attempts()),
                  TRIES)));
    }
  }

  private String duration(Row row, Board board) {
    Instant begun = row.begun();
    if (begun == null) {
      return "";
    }
    Instant ended = row.ended();
    return duration(Duration.between(begun, ended == null ? now(board) : ended));
  }

  /** In a move that is over nothing goes on. */
  private Instant now(Board board) {
    return switch (board.state()) {
      case COMPLETED, ABANDONED -> board.since();
      case OPENED, HELD, WORKING, OFFERED, APPROVAL, FINDINGS, HALTED, PAUSED -> clock.instant();
    };
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
            case APPROVAL -> page.either("\u25cf", "[?]") + " to approve";
            case FINDINGS -> page.either("\u25cf", "[?]") + " to accept";
            case PAUSED -> page.either("\u25cf", "[?]") + " paused";
            case ABANDONED -> page.either("\u2192", "[-]") + " given up";
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
      case OPENED, HELD, OFFERED, APPROVAL, FINDINGS, PAUSED -> Ink.WAITING;
      case WORKING -> Ink.BUSY;
      case HALTED -> Ink.BAD;
      case COMPLETED -> Ink.GOOD;
      case ABANDONED -> Ink.FAINT;
    };
  }

  private static String word(Board.State state) {
    return switch (state) {
      case OPENED -> "needs a plan";
      case HELD -> "waits for begin";
      case WORKING -> "working";
      case OFFERED -> "waits for a person";
      case APPROVAL -> "waits for approval";
      case FINDINGS -> "waits for a look";
      case HALTED -> "halted";
      case PAUSED -> "paused";
      case COMPLETED -> "completed";
      case ABANDONED -> "abandoned";
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
