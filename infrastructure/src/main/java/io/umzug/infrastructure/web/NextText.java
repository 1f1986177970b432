package io.umzug.infrastructure.web;

import io.umzug.application.migration.Board;
import io.umzug.application.migration.Board.Row;
import io.umzug.application.migration.Findings;
import io.umzug.application.work.Pace;
import io.umzug.application.work.ProgressBoard.Progress;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.OverwriteEntry;
import io.umzug.domain.migration.RollbackPlan;
import io.umzug.domain.plan.Guidance;
import io.umzug.domain.plan.Obligation;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Step;
import io.umzug.infrastructure.web.TextPage.Ink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be done now in a move, with the command that says it is done. */
final class NextText {

  private static final int BAR = 30;
  private static final int PACE = 28;
  private static final int BEFORE_PACE = 66;

  private final TextPage page;
  private final Board board;

  private NextText(TextPage page, Board board) {
    this.page = page;
    this.board = board;
  }

  static void write(TextPage page, Board board) {
    NextText text = new NextText(page, board);
    text.snapshots();
    TimeText.write(page, board);
    text.now();
  }

  private void snapshots() {
    List<Board.Kept> snapshots =
        board.beside().snapshots().stream().filter(Board.Kept::reachable).toList();
    for (int i = 0; i < snapshots.size(); i++) {
      Board.Kept kept = snapshots.get(i);
      page.wrapped(
          Ink.FAINT,
          i == 0 ? "Back to: " : "         ",
          "%s  %s, %s, %d databases, %d files%s"
              .formatted(
                  kept.id(),
                  kept.version(),
                  MoveText.word(kept.site()),
                  kept.databases(),
                  kept.files(),
                  kept.virtualMachine().isEmpty()
                      ? ""
                      : ", virtual machine '%s'".formatted(kept.virtualMachine())));
    }
  }

  private void now() {
    switch (board.state()) {
      case OPENED -> opened();
      case COMPLETED -> page.wrapped(Ink.GOOD, "Now:     ", "The move is complete.");
      case ABANDONED ->
          page.wrapped(
              Ink.FAINT, "Now:     ", "The move was abandoned: " + board.beside().reason());
      case PAUSED -> {
        page.wrapped(Ink.WAITING, "Now:     ", "The move is paused: " + board.beside().reason());
        page.wrapped(Ink.PLAIN, "Go on:   ", "umzug continue %s".formatted(board.id()));
        haltedBelow();
      }
      case WORKING -> working();
      case HELD, OFFERED, APPROVAL, FINDINGS, HALTED -> {
        Row current = board.current();
        if (current != null) {
          waiting(current);
        }
      }
    }
  }

  /** A pause hides no failure: its cause stays to be mended, and is told with the rest later. */
  private void haltedBelow() {
    Row current = board.current();
    Diagnosis diagnosis = board.diagnosis();
    if (current != null && diagnosis != null) {
      page.wrapped(
          Ink.BAD,
          "HALTED:  ",
          "Step %s, %s, attempt %d"
              .formatted(current.label(), current.title(), Math.max(1, current.attempts())));
      page.wrapped(Ink.PLAIN, "Cause:   ", diagnosis.cause());
      rules(diagnosis.rules());
      page.wrapped(Ink.WAITING, "Mend:    ", diagnosis.remedy());
    }
  }

  private void opened() {
    page.wrapped(
        Ink.WAITING,
        "Now:     ",
        board.beside().route() == RouteKind.SQL_EXPRESS_UPDATE
            ? "Freeze the procedure (E1 to E7): umzug plan %s none".formatted(board.id())
            : "Choose the plan (R18 to R21): umzug plan %s A|B|C|D".formatted(board.id()));
  }

  private void working() {
    Row current = board.current();
    page.wrapped(
        Ink.BUSY,
        "Now:     ",
        current == null
            ? "Umzug is at work."
            : "Umzug is working on step %s, %s. Nothing is to be done by hand."
                .formatted(current.label(), current.title()));
    board.progress().forEach(this::bar);
    if (board.beside().work() != null) {
      page.wrapped(
          Ink.FAINT,
          "No end?  ",
          "umzug give-up %s%s --reason \"...\"".formatted(board.id(), about()));
    }
  }

  private void waiting(Row current) {
    Guidance guidance = board.guidance();
    Diagnosis diagnosis = board.diagnosis();
    if (board.state() == Board.State.HALTED && diagnosis != null) {
      halted(current, diagnosis);
      return;
    }
    page.wrapped(
        Ink.WAITING, "Now:     ", "Step %s, %s".formatted(current.label(), current.title()));
    if (board.state() == Board.State.APPROVAL) {
      approval(current);
      return;
    }
    Findings findings = board.beside().findings();
    if (board.state() == Board.State.FINDINGS && findings != null) {
      findings(current, findings);
      return;
    }
    if (guidance != null) {
      page.wrapped(Ink.PLAIN, "         ", guidance.instruction());
      rollback(board.beside().rollback());
      rules(guidance.rules());
    }
    page.wrapped(
        Ink.PLAIN,
        board.state() == Board.State.HELD ? "Begin:   " : "Done:    ",
        board.state() == Board.State.HELD
            ? "umzug begin %s %s".formatted(board.id(), current.label())
            : confirmation(current));
    skip(current);
  }

  private void rollback(@Nullable RollbackPlan plan) {
    if (plan != null) {
      page.wrapped(
          Ink.WAITING,
          "         ",
          "Version now: %s. Put back: %s, at the %s%s."
              .formatted(
                  plan.versionNow(),
                  plan.version(),
                  MoveText.word(plan.softwareSite()),
                  plan.snapshot().virtualMachine().isEmpty()
                      ? ""
                      : ", snapshot '%s' of the virtual machine"
                          .formatted(plan.snapshot().virtualMachine())));
    }
  }

  /** Each kind of step wants its own word for "done". */
  private String confirmation(Row current) {
    String step = board.id() + " " + current.label();
    return switch (current.step()) {
      case VM_SNAPSHOT -> "umzug claim %s --name \"...\" --powered-off".formatted(step);
      case ACCEPT_LOSS ->
          "umzug accept-loss %s --journal-is-lost --statement \"...\"".formatted(step);
      case TRANSFER_ANNOUNCEMENTS,
          TRANSFER_AUTO_ATTENDANTS,
          TRANSFER_DYNAMIC_LINES,
          TRANSFER_PBX_PARAMETERS,
          TRANSFER_USERS ->
          "umzug confirm %s --count N".formatted(step);
      case ROLL_BACK -> "umzug confirm %s%s".formatted(step, about());
      case RUN_BATCH_FILES ->
          "umzug confirm %s, or let Umzug run them: umzug run-batch-files %s".formatted(step, step);
      default -> "umzug confirm %s".formatted(step);
    };
  }

  private void approval(Row current) {
    Board.Approval approval = board.beside().approval();
    if (approval == null) {
      return;
    }
    page.wrapped(
        Ink.BAD,
        "         ",
        "The restore would OVERWRITE what is there. Umzug keeps a copy first.");
    for (OverwriteEntry entry : approval.ledger()) {
      page.wrapped(Ink.PLAIN, "         ", MoveText.ledger(entry));
    }
    rules(List.of("R33"));
    page.wrapped(
        Ink.PLAIN,
        "Approve: ",
        "umzug approve %s %s NAME ... (the names of: %s)"
            .formatted(board.id(), current.label(), String.join(", ", approval.databases())));
  }

  private void findings(Row current, Findings findings) {
    FindingsText.write(page, findings);
    String step = board.id() + " " + current.label();
    page.wrapped(
        Ink.PLAIN,
        "Accept:  ",
        "umzug accept %s%s%s"
            .formatted(step, about(), findings.failed() > 0 ? " --reason \"...\"" : ""));
    page.wrapped(Ink.PLAIN, "Or mend: ", "umzug retry %s makes the checks anew".formatted(step));
  }

  private void halted(Row current, Diagnosis diagnosis) {
    page.wrapped(
        Ink.BAD,
        "HALTED:  ",
        "Step %s, %s, attempt %d"
            .formatted(current.label(), current.title(), Math.max(1, current.attempts())));
    page.wrapped(Ink.PLAIN, "Cause:   ", diagnosis.cause());
    rules(diagnosis.rules());
    page.wrapped(Ink.WAITING, "Now:     ", diagnosis.remedy());
    if (!diagnosis.exactText().isBlank()) {
      page.line(Ink.PLAIN, "Exact text:");
      page.verbatim("  | ", diagnosis.exactText());
    }
    page.wrapped(
        Ink.PLAIN, "Retry:   ", "umzug retry %s %s".formatted(board.id(), current.label()));
    if (board.beside().work() != null) {
      page.wrapped(Ink.FAINT, "Work:    ", board.beside().work());
    }
    if (!board.beside().differing().isEmpty()) {
      page.wrapped(
          Ink.PLAIN,
          "Accept:  ",
          "umzug accept-differences %s %s%s --reason \"...\""
              .formatted(board.id(), current.label(), about()));
      page.wrapped(
          Ink.FAINT, "Anew:    ", "umzug backup %s makes the backup anew".formatted(board.id()));
    }
    skip(current);
    if (current.step() != Step.SNAPSHOT_ON_DEMAND
        && current.step() != Step.BACKUP_ON_DEMAND
        && board.beside().snapshots().stream().anyMatch(Board.Kept::reachable)) {
      page.wrapped(
          Ink.FAINT,
          "Or back: ",
          "umzug rollback %s SNAPSHOT --reason \"...\"".formatted(board.id()));
    }
  }

  /** A word is about what stands here now, and says so. */
  private String about() {
    String work = board.beside().work();
    return work == null ? "" : " --work " + work;
  }

  private void rules(List<String> rules) {
    if (!rules.isEmpty()) {
      page.wrapped(Ink.FAINT, "Rules:   ", String.join(", ", rules));
    }
  }

  private void skip(Row current) {
    if (current.obligation() == Obligation.OPTIONAL) {
      page.wrapped(
          Ink.PLAIN,
          "Or skip: ",
          "umzug skip %s %s --reason \"...\"".formatted(board.id(), current.label()));
    }
  }

  private void bar(Progress progress) {
    int percent = Math.clamp(progress.percent(), 0, 100);
    int full = percent * BAR / 100;
    String bar =
        page.either("\u2588", "#").repeat(full) + page.either("\u2591", ".").repeat(BAR - full);
    List<String> cells = new ArrayList<>();
    cells.add("         " + page.cell(Ink.PLAIN, progress.subject(), 14));
    cells.add(
        page.cell(
            Ink.BUSY, page.either(bar, "[" + bar + "]"), page.style().unicode() ? BAR : BAR + 2));
    cells.add(page.rightCell(Ink.PLAIN, percent + " %", 5));
    int room = Math.min(PACE, page.style().width() - BEFORE_PACE);
    if (room > 0) {
      cells.add(
          page.cell(
              Ink.FAINT, Pace.words(progress.bytesPerSecond(), progress.secondsLeft()), room));
    }
    page.cells(cells);
  }
}
