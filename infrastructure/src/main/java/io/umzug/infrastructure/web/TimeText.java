package io.umzug.infrastructure.web;

import io.umzug.application.migration.Board;
import io.umzug.application.migration.GoNoGo;
import io.umzug.domain.migration.CutOverWindow;
import io.umzug.infrastructure.web.TextPage.Ink;
import java.util.Locale;
import java.util.stream.Collectors;

/** How long a move waits, and how its window stands (R16), as plain text. */
final class TimeText {

  private TimeText() {}

  static void write(TextPage page, Board board) {
    Board.Waits waits = board.beside().waits();
    if (waits != null) {
      page.wrapped(
          waits.reminded() == 0 ? Ink.FAINT : waits.escalated() ? Ink.BAD : Ink.WAITING,
          "Waits:   ",
          "since %s%s%s"
              .formatted(
                  waits.since(),
                  waits.reminded() == 0 ? "" : ", OVERDUE, reminders: " + waits.reminded(),
                  waits.escalated() ? ", escalated" : ""));
    }
    GoNoGo window = board.beside().cutOver();
    if (window != null) {
      page.wrapped(ink(window), "Window:  ", window(window));
      page.wrapped(Ink.FAINT, "         ", estimate(window));
      if (window.stage() == CutOverWindow.Stage.CLOSED) {
        page.wrapped(
            Ink.PLAIN,
            "Go on:   ",
            ("umzug rollback %1$s SNAPSHOT --reason \"...\", or umzug cut-over %1$s --from ..."
                    + " --until ..., or umzug override %1$s --reason \"...\"")
                .formatted(board.id()));
      }
    }
  }

  /** How overdue a move is, in a word; empty where it is not. */
  static String overdue(Board board) {
    Board.Waits waits = board.beside().waits();
    return waits == null || waits.reminded() == 0
        ? ""
        : waits.escalated() ? "ESCALATED" : "overdue";
  }

  private static String window(GoNoGo window) {
    return "cut-over from %s until %s: %s (R16)"
        .formatted(
            window.from(),
            window.until(),
            switch (window.stage()) {
              case OVERRIDDEN -> "NO-GO, overridden";
              case CLOSED -> "NO-GO, nothing is begun";
              case OPEN, CLOSING -> verdict(window.verdict());
            });
  }

  private static String estimate(GoNoGo window) {
    return "A rollback has to begin by %s; %s"
        .formatted(
            window.lastMoment(),
            window.measures().isEmpty()
                ? "there is no snapshot to go back to yet"
                : "it takes about "
                    + BoardText.duration(window.estimate())
                    + ": "
                    + window.measures().stream()
                        .map(
                            measure ->
                                "%s %s (%s)"
                                    .formatted(
                                        measure
                                            .task()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', ' '),
                                        BoardText.duration(measure.took()),
                                        measure.work()))
                        .collect(Collectors.joining(", ")));
  }

  private static String verdict(GoNoGo.Verdict verdict) {
    return switch (verdict) {
      case GO -> "GO";
      case WARN -> "WARN, the last moment for a rollback is near";
      case NO_GO -> "NO-GO";
    };
  }

  private static Ink ink(GoNoGo window) {
    return switch (window.verdict()) {
      case GO -> Ink.GOOD;
      case WARN -> Ink.WAITING;
      case NO_GO -> Ink.BAD;
    };
  }
}
