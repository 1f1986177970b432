package io.umzug.infrastructure.web;

import io.umzug.application.migration.Actor;
import io.umzug.application.migration.Board;
import io.umzug.application.migration.Boards;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.domain.migration.Decision;
import io.umzug.domain.migration.Instruction;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Refusal;
import io.umzug.domain.plan.StepAt;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Hands in what a request wants of a move, and answers with the board as it is afterwards. */
final class InstructionDesk {

  private static final int LONGEST_REMARK = 4000;

  private final MigrationDesk desk;
  private final Boards boards;
  private final BoardText text;

  InstructionDesk(MigrationDesk desk, Boards boards, BoardText text) {
    this.desk = desk;
    this.boards = boards;
    this.text = text;
  }

  ResponseEntity<Object> instruct(String id, Instruction instruction, HttpServletRequest request) {
    MigrationId move = RequestReader.id(id);
    Actor actor = RequestReader.actor(request);
    return switch (desk.instruct(move, instruction, actor)) {
      case Decision.Refused refused -> throw Problems.refused(refused.refusal());
      case Decision.Accepted _ -> Answer.board(request, HttpStatus.OK, board(move), text);
    };
  }

  Board board(MigrationId move) {
    return boards.of(move).orElseThrow(() -> Problems.refused(new Refusal.NotOpened()));
  }

  /** The step that people mean by this label at this moment of the move. */
  StepAt step(String id, String label) {
    return boards.step(RequestReader.id(id), label).orElseThrow(() -> RequestReader.noStep(label));
  }

  /** The id of the work that a word is about; empty where it was not said. */
  static String work(@Nullable String work) {
    return remark("The work", work);
  }

  /** A note or reason as it may be stored; empty where nothing was said. */
  static String remark(String what, @Nullable String remark) {
    return remark == null ? "" : RequestReader.requireText(what, remark, LONGEST_REMARK);
  }
}
