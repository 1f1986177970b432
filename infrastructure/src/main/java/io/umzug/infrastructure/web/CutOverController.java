package io.umzug.infrastructure.web;

import io.umzug.application.migration.Actor;
import io.umzug.application.migration.Board;
import io.umzug.application.migration.Boards;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.domain.migration.Decision;
import io.umzug.domain.migration.Instruction;
import io.umzug.domain.migration.Instruction.OverrideWindow;
import io.umzug.domain.migration.Instruction.ScheduleCutOver;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The window of the cut-over (R16): agreed on, and overridden. */
@RestController
@RequestMapping("/api/migrations/{id}")
final class CutOverController {

  private static final int LONGEST_REASON = 4000;

  record Window(@Nullable String from, @Nullable String until) {}

  record Reason(@Nullable String reason) {}

  private final MigrationDesk desk;
  private final Boards boards;
  private final BoardText text;

  CutOverController(MigrationDesk desk, Boards boards, BoardText text) {
    this.desk = desk;
    this.boards = boards;
    this.text = text;
  }

  @PostMapping("/cut-over")
  ResponseEntity<Object> schedule(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    Window window = RequestReader.body(request, Window.class, new Window(null, null));
    return instruct(
        id,
        new ScheduleCutOver(instant("from", window.from()), instant("until", window.until())),
        request);
  }

  @PostMapping("/override-window")
  ResponseEntity<Object> override(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    String reason = RequestReader.body(request, Reason.class, new Reason(null)).reason();
    return instruct(
        id,
        new OverrideWindow(
            reason == null ? "" : RequestReader.requireText("The reason", reason, LONGEST_REASON)),
        request);
  }

  private static Instant instant(String field, @Nullable String typed) {
    if (typed == null) {
      throw Problems.badRequest(
          "The field '%s' is missing: a time with its offset, such as %s."
              .formatted(field, "2026-11-21T20:00:00+01:00"));
    }
    try {
      return Instant.parse(typed.strip());
    } catch (DateTimeParseException _) {
      throw Problems.badRequest(
          "The field '%s' is to be a time with its offset, such as %s, not '%s'."
              .formatted(field, "2026-11-21T20:00:00+01:00", typed));
    }
  }

  private ResponseEntity<Object> instruct(
      String id, Instruction instruction, HttpServletRequest request) {
    MigrationId move = RequestReader.id(id);
    Actor actor = RequestReader.actor(request);
    return switch (desk.instruct(move, instruction, actor)) {
      case Decision.Refused refused -> throw Problems.refused(refused.refusal());
      case Decision.Accepted _ -> {
        Board board = boards.of(move).orElseThrow(() -> Problems.refused(new Refusal.NotOpened()));
        yield Answer.board(request, HttpStatus.OK, board, text);
      }
    };
  }
}
