package io.umzug.infrastructure.web;

import io.umzug.application.migration.Actor;
import io.umzug.application.migration.Board;
import io.umzug.application.migration.Boards;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.domain.migration.Decision;
import io.umzug.domain.migration.Instruction;
import io.umzug.domain.migration.Instruction.BeginStep;
import io.umzug.domain.migration.Instruction.ChoosePlan;
import io.umzug.domain.migration.Instruction.ConfirmStep;
import io.umzug.domain.migration.Instruction.RetryStep;
import io.umzug.domain.migration.Instruction.SkipStep;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person wants of a move; each is answered with the board as it is afterwards. */
@RestController
@RequestMapping("/api/migrations/{id}")
final class InstructionsController {

  private static final int LONGEST_REMARK = 4000;

  record Choice(@Nullable String plan) {}

  record Confirmation(@Nullable String note) {}

  record Skipping(@Nullable String reason) {}

  record Nothing() {}

  private final MigrationDesk desk;
  private final Boards boards;
  private final BoardText text;

  InstructionsController(MigrationDesk desk, Boards boards, BoardText text) {
    this.desk = desk;
    this.boards = boards;
    this.text = text;
  }

  @PostMapping("/plan")
  ResponseEntity<Object> plan(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    Choice choice = RequestReader.body(request, Choice.class, new Choice(null));
    return instruct(id, new ChoosePlan(RequestReader.plan(choice.plan())), request);
  }

  @PostMapping("/steps/{label}/begin")
  ResponseEntity<Object> begin(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    RequestReader.body(request, Nothing.class, new Nothing());
    return instruct(id, new BeginStep(RequestReader.step(label)), request);
  }

  @PostMapping("/steps/{label}/confirm")
  ResponseEntity<Object> confirm(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    Confirmation said = RequestReader.body(request, Confirmation.class, new Confirmation(null));
    String note = remark("The note", said.note());
    return instruct(id, new ConfirmStep(RequestReader.step(label), note), request);
  }

  @PostMapping("/steps/{label}/skip")
  ResponseEntity<Object> skip(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    Skipping said = RequestReader.body(request, Skipping.class, new Skipping(null));
    String reason = remark("The reason", said.reason());
    return instruct(id, new SkipStep(RequestReader.step(label), reason), request);
  }

  @PostMapping("/steps/{label}/retry")
  ResponseEntity<Object> retry(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    RequestReader.body(request, Nothing.class, new Nothing());
    return instruct(id, new RetryStep(RequestReader.step(label)), request);
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

  private static String remark(String what, @Nullable String remark) {
    return remark == null ? "" : RequestReader.requireText(what, remark, LONGEST_REMARK);
  }
}
