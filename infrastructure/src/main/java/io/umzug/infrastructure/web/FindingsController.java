package io.umzug.infrastructure.web;

import io.umzug.application.migration.Board;
import io.umzug.application.migration.Boards;
import io.umzug.domain.migration.Instruction.AcceptFindings;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.preflight.Drift.Change;
import io.umzug.domain.preflight.Inspection;
import io.umzug.domain.preflight.PreflightReport;
import io.umzug.infrastructure.web.PreflightController.PreflightAnswer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The checks within a move: what they have found, and that a person accepts it. */
@RestController
@RequestMapping("/api/migrations/{id}")
final class FindingsController {

  record Acceptance(@Nullable String reason, @Nullable String work) {}

  /**
   * The latest checks of a move.
   *
   * @param changes against what was accepted before them
   */
  record Checked(PreflightAnswer report, List<Change> changes) {}

  private final InstructionDesk desk;
  private final Boards boards;

  FindingsController(InstructionDesk desk, Boards boards) {
    this.desk = desk;
    this.boards = boards;
  }

  @GetMapping("/preflight")
  ResponseEntity<Object> latest(@PathVariable String id, HttpServletRequest request) {
    MigrationId move = RequestReader.id(id);
    Board board = desk.board(move);
    Inspection inspection = boards.inspection(move).orElseThrow(FindingsController::none);
    PreflightReport found = inspection.found();
    if (found == null) {
      throw none();
    }
    List<Change> changes = inspection.changes();
    return Answer.either(
        request,
        HttpStatus.OK,
        new Checked(PreflightAnswer.of(found), changes),
        style -> new PreflightText(style).of(found, changes, board.rehearsal()));
  }

  private static RuntimeException none() {
    return Problems.absent(
        "No checks were made in this move yet: it has no plan, or its procedure has none.");
  }

  @PostMapping("/steps/{label}/accept")
  ResponseEntity<Object> accept(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    Acceptance said = RequestReader.body(request, Acceptance.class, new Acceptance(null, null));
    String reason = InstructionDesk.remark("The reason", said.reason());
    return desk.instruct(
        id,
        new AcceptFindings(desk.step(id, label), InstructionDesk.work(said.work()), reason),
        request);
  }
}
