package io.umzug.infrastructure.web;

import io.umzug.application.migration.Actor;
import io.umzug.application.migration.Board;
import io.umzug.application.migration.Boards;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.domain.migration.Decision;
import io.umzug.domain.migration.Instruction;
import io.umzug.domain.migration.Instruction.AbandonMigration;
import io.umzug.domain.migration.Instruction.AcceptLoss;
import io.umzug.domain.migration.Instruction.ApproveOverwrite;
import io.umzug.domain.migration.Instruction.BeginStep;
import io.umzug.domain.migration.Instruction.ChoosePlan;
import io.umzug.domain.migration.Instruction.ClaimVmSnapshot;
import io.umzug.domain.migration.Instruction.ConfirmStep;
import io.umzug.domain.migration.Instruction.ConfirmTransfer;
import io.umzug.domain.migration.Instruction.ContinueMigration;
import io.umzug.domain.migration.Instruction.PauseMigration;
import io.umzug.domain.migration.Instruction.RecordByHand;
import io.umzug.domain.migration.Instruction.RetryStep;
import io.umzug.domain.migration.Instruction.RollBack;
import io.umzug.domain.migration.Instruction.SkipStep;
import io.umzug.domain.migration.Instruction.TakeSnapshot;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Refusal;
import io.umzug.domain.plan.BackupBy;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.route.MoveFacts;
import io.umzug.infrastructure.facts.FactsReading.Misread;
import io.umzug.infrastructure.facts.FactsReading.Understood;
import io.umzug.infrastructure.facts.JsonFacts;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What a person wants of a move; each is answered with the board as it is afterwards. */
@RestController
@RequestMapping("/api/migrations/{id}")
final class InstructionsController {

  private static final int LONGEST_REMARK = 4000;

  record Chosen(
      @Nullable String plan,
      @Nullable String downtime,
      @Nullable String transport,
      @Nullable String backupBy,
      @Nullable String reason,
      @Nullable JsonNode facts) {}

  /** Why something is wanted. */
  record Reason(@Nullable String reason) {}

  record Confirmation(@Nullable String note, @Nullable Integer count) {}

  record Claim(@Nullable String name, @Nullable Boolean poweredOff) {}

  record Acceptance(@Nullable String statement) {}

  record Approval(@Nullable List<String> databases) {}

  record Note(@Nullable String note) {}

  record Back(@Nullable String snapshot, @Nullable String reason) {}

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
    Chosen chosen =
        RequestReader.body(request, Chosen.class, new Chosen(null, null, null, null, null, null));
    Choice choice =
        new Choice(
            chosen.plan() == null ? null : RequestReader.plan(chosen.plan()),
            RequestReader.word(Downtime.class, "downtime", chosen.downtime(), Downtime.IN_PLACE),
            RequestReader.word(
                Transport.class, "transport", chosen.transport(), Transport.BACKUP_AND_RESTORE),
            RequestReader.word(BackupBy.class, "backupBy", chosen.backupBy(), BackupBy.UMZUG));
    return instruct(
        id,
        new ChoosePlan(choice, remark("The reason", chosen.reason()), facts(chosen.facts())),
        request);
  }

  private static @Nullable MoveFacts facts(@Nullable JsonNode facts) {
    if (facts == null || facts.isNull()) {
      return null;
    }
    return switch (JsonFacts.read(facts.toString())) {
      case Understood understood -> understood.facts();
      case Misread misread -> throw Problems.misread(misread.mistakes());
    };
  }

  @PostMapping("/abandon")
  ResponseEntity<Object> abandon(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    return instruct(id, new AbandonMigration(reason(request)), request);
  }

  @PostMapping("/pause")
  ResponseEntity<Object> pause(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    return instruct(id, new PauseMigration(reason(request)), request);
  }

  @PostMapping("/continue")
  ResponseEntity<Object> goOn(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    RequestReader.body(request, Nothing.class, new Nothing());
    return instruct(id, new ContinueMigration(), request);
  }

  @PostMapping("/snapshots")
  ResponseEntity<Object> snapshot(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    return instruct(id, new TakeSnapshot(reason(request)), request);
  }

  @PostMapping("/rollback")
  ResponseEntity<Object> rollBack(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    Back back = RequestReader.body(request, Back.class, new Back(null, null));
    return instruct(
        id,
        new RollBack(remark("The snapshot", back.snapshot()), remark("The reason", back.reason())),
        request);
  }

  @PostMapping("/steps/{label}/begin")
  ResponseEntity<Object> begin(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    RequestReader.body(request, Nothing.class, new Nothing());
    return instruct(id, new BeginStep(step(id, label)), request);
  }

  @PostMapping("/steps/{label}/confirm")
  ResponseEntity<Object> confirm(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    Confirmation said =
        RequestReader.body(request, Confirmation.class, new Confirmation(null, null));
    String note = remark("The note", said.note());
    StepAt step = step(id, label);
    return instruct(
        id,
        said.count() == null
            ? new ConfirmStep(step, note)
            : new ConfirmTransfer(step, said.count(), note),
        request);
  }

  @PostMapping("/steps/{label}/claim-vm-snapshot")
  ResponseEntity<Object> claim(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    Claim claim = RequestReader.body(request, Claim.class, new Claim(null, null));
    return instruct(
        id,
        new ClaimVmSnapshot(
            step(id, label),
            remark("The name", claim.name()),
            Boolean.TRUE.equals(claim.poweredOff())),
        request);
  }

  @PostMapping("/steps/{label}/accept-loss")
  ResponseEntity<Object> accept(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    Acceptance said = RequestReader.body(request, Acceptance.class, new Acceptance(null));
    return instruct(
        id, new AcceptLoss(step(id, label), remark("The statement", said.statement())), request);
  }

  @PostMapping("/steps/{label}/approve")
  ResponseEntity<Object> approve(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    Approval approval = RequestReader.body(request, Approval.class, new Approval(null));
    List<String> databases = approval.databases() == null ? List.of() : approval.databases();
    databases.forEach(name -> remark("A database's name", name));
    return instruct(id, new ApproveOverwrite(step(id, label), databases), request);
  }

  @PostMapping("/steps/{label}/by-hand")
  ResponseEntity<Object> byHand(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    Note said = RequestReader.body(request, Note.class, new Note(null));
    return instruct(
        id, new RecordByHand(step(id, label), remark("The note", said.note())), request);
  }

  @PostMapping("/steps/{label}/skip")
  ResponseEntity<Object> skip(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    return instruct(id, new SkipStep(step(id, label), reason(request)), request);
  }

  @PostMapping("/steps/{label}/retry")
  ResponseEntity<Object> retry(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    RequestReader.body(request, Nothing.class, new Nothing());
    return instruct(id, new RetryStep(step(id, label)), request);
  }

  private static String reason(HttpServletRequest request) throws IOException {
    Reason said = RequestReader.body(request, Reason.class, new Reason(null));
    return remark("The reason", said.reason());
  }

  private StepAt step(String id, String label) {
    return boards.step(RequestReader.id(id), label).orElseThrow(() -> RequestReader.noStep(label));
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
