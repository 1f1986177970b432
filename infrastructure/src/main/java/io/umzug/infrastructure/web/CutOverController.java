package io.umzug.infrastructure.web;

import io.umzug.domain.migration.Instruction.OverrideWindow;
import io.umzug.domain.migration.Instruction.ScheduleCutOver;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The window of the cut-over (R16): agreed on, and overridden. */
@RestController
@RequestMapping("/api/migrations/{id}")
final class CutOverController {

  record Window(@Nullable String from, @Nullable String until) {}

  record Reason(@Nullable String reason) {}

  private final InstructionDesk desk;

  CutOverController(InstructionDesk desk) {
    this.desk = desk;
  }

  @PostMapping("/cut-over")
  ResponseEntity<Object> schedule(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    Window window = RequestReader.body(request, Window.class, new Window(null, null));
    return desk.instruct(
        id,
        new ScheduleCutOver(instant("from", window.from()), instant("until", window.until())),
        request);
  }

  @PostMapping("/override-window")
  ResponseEntity<Object> override(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    String reason = RequestReader.body(request, Reason.class, new Reason(null)).reason();
    return desk.instruct(
        id, new OverrideWindow(InstructionDesk.remark("The reason", reason)), request);
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
}
