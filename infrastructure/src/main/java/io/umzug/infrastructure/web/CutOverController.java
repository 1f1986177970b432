package io.umzug.infrastructure.web;

import io.umzug.domain.migration.Instruction.OverrideWindow;
import io.umzug.domain.migration.Instruction.ScheduleCutOver;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
  private final InstantSource clock;

  CutOverController(InstructionDesk desk, ObjectProvider<InstantSource> clock) {
    this.desk = desk;
    this.clock = clock.getIfAvailable(InstantSource::system);
  }

  @PostMapping("/cut-over")
  ResponseEntity<Object> schedule(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    Window window = RequestReader.body(request, Window.class, new Window(null, null));
    Instant from = instant("from", window.from());
    Instant until = instant("until", window.until());
    requireNotOver(until);
    return desk.instruct(id, new ScheduleCutOver(from, until), request);
  }

  @PostMapping("/override-window")
  ResponseEntity<Object> override(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    String reason = RequestReader.body(request, Reason.class, new Reason(null)).reason();
    return desk.instruct(
        id, new OverrideWindow(InstructionDesk.remark("The reason", reason)), request);
  }

  /** The move itself knows no time: a window that is past would only freeze it. */
  private void requireNotOver(Instant until) {
    Instant now = clock.instant();
    if (!until.isAfter(now)) {
      throw Problems.refused(
          "The window ends at %s, and it is %s now. Agree on one that is still to come."
              .formatted(until, now.truncatedTo(ChronoUnit.SECONDS)),
          "window-is-over",
          "R16");
    }
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
