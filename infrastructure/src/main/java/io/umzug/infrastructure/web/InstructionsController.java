package io.umzug.infrastructure.web;

import io.umzug.domain.migration.Instruction.AbandonMigration;
import io.umzug.domain.migration.Instruction.AcceptDifferences;
import io.umzug.domain.migration.Instruction.AcceptLoss;
import io.umzug.domain.migration.Instruction.ApproveBatchFiles;
import io.umzug.domain.migration.Instruction.ApproveOverwrite;
import io.umzug.domain.migration.Instruction.BackUpAnew;
import io.umzug.domain.migration.Instruction.BeginStep;
import io.umzug.domain.migration.Instruction.ChoosePlan;
import io.umzug.domain.migration.Instruction.ClaimVmSnapshot;
import io.umzug.domain.migration.Instruction.ConfirmStep;
import io.umzug.domain.migration.Instruction.ConfirmTransfer;
import io.umzug.domain.migration.Instruction.ContinueMigration;
import io.umzug.domain.migration.Instruction.GiveUpWork;
import io.umzug.domain.migration.Instruction.PauseMigration;
import io.umzug.domain.migration.Instruction.RecordByHand;
import io.umzug.domain.migration.Instruction.RetryStep;
import io.umzug.domain.migration.Instruction.RollBack;
import io.umzug.domain.migration.Instruction.SkipStep;
import io.umzug.domain.migration.Instruction.TakeSnapshot;
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

  record Chosen(
      @Nullable String plan,
      @Nullable String downtime,
      @Nullable String transport,
      @Nullable String backupBy,
      @Nullable String reason,
      @Nullable JsonNode facts) {}

  /** Why something is wanted. */
  record Reason(@Nullable String reason) {}

  record Confirmation(@Nullable String note, @Nullable Integer count, @Nullable String work) {}

  record Claim(@Nullable String name, @Nullable Boolean poweredOff) {}

  record Acceptance(@Nullable Boolean journalIsLost, @Nullable String statement) {}

  record Approval(@Nullable List<String> databases) {}

  record Note(@Nullable String note, @Nullable String work) {}

  /** Why something is wanted, and of which work. */
  record WorkReason(@Nullable String work, @Nullable String reason) {}

  record Back(@Nullable String snapshot, @Nullable String reason) {}

  record Nothing() {}

  private final InstructionDesk desk;

  InstructionsController(InstructionDesk desk) {
    this.desk = desk;
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
    return desk.instruct(
        id,
        new ChoosePlan(
            choice, InstructionDesk.remark("The reason", chosen.reason()), facts(chosen.facts())),
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
    return desk.instruct(id, new AbandonMigration(reason(request)), request);
  }

  @PostMapping("/pause")
  ResponseEntity<Object> pause(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    return desk.instruct(id, new PauseMigration(reason(request)), request);
  }

  @PostMapping("/continue")
  ResponseEntity<Object> goOn(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    RequestReader.body(request, Nothing.class, new Nothing());
    return desk.instruct(id, new ContinueMigration(), request);
  }

  @PostMapping("/snapshots")
  ResponseEntity<Object> snapshot(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    return desk.instruct(id, new TakeSnapshot(reason(request)), request);
  }

  @PostMapping("/backups")
  ResponseEntity<Object> backUpAnew(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    return desk.instruct(id, new BackUpAnew(reason(request)), request);
  }

  @PostMapping("/give-up")
  ResponseEntity<Object> giveUp(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    WorkReason said = RequestReader.body(request, WorkReason.class, new WorkReason(null, null));
    return desk.instruct(
        id,
        new GiveUpWork(
            InstructionDesk.work(said.work()), InstructionDesk.remark("The reason", said.reason())),
        request);
  }

  @PostMapping("/steps/{label}/accept-differences")
  ResponseEntity<Object> acceptDifferences(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    WorkReason said = RequestReader.body(request, WorkReason.class, new WorkReason(null, null));
    return desk.instruct(
        id,
        new AcceptDifferences(
            desk.step(id, label),
            InstructionDesk.work(said.work()),
            InstructionDesk.remark("The reason", said.reason())),
        request);
  }

  @PostMapping("/rollback")
  ResponseEntity<Object> rollBack(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    Back back = RequestReader.body(request, Back.class, new Back(null, null));
    return desk.instruct(
        id,
        new RollBack(
            InstructionDesk.remark("The snapshot", back.snapshot()),
            InstructionDesk.remark("The reason", back.reason())),
        request);
  }

  @PostMapping("/steps/{label}/begin")
  ResponseEntity<Object> begin(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    RequestReader.body(request, Nothing.class, new Nothing());
    return desk.instruct(id, new BeginStep(desk.step(id, label)), request);
  }

  @PostMapping("/steps/{label}/confirm")
  ResponseEntity<Object> confirm(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    Confirmation said =
        RequestReader.body(request, Confirmation.class, new Confirmation(null, null, null));
    String note = InstructionDesk.remark("The note", said.note());
    StepAt step = desk.step(id, label);
    return desk.instruct(
        id,
        said.count() == null
            ? new ConfirmStep(step, InstructionDesk.work(said.work()), note)
            : new ConfirmTransfer(step, said.count(), note),
        request);
  }

  @PostMapping("/steps/{label}/claim-vm-snapshot")
  ResponseEntity<Object> claim(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    Claim claim = RequestReader.body(request, Claim.class, new Claim(null, null));
    return desk.instruct(
        id,
        new ClaimVmSnapshot(
            desk.step(id, label),
            InstructionDesk.remark("The name", claim.name()),
            Boolean.TRUE.equals(claim.poweredOff())),
        request);
  }

  @PostMapping("/steps/{label}/accept-loss")
  ResponseEntity<Object> accept(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    Acceptance said = RequestReader.body(request, Acceptance.class, new Acceptance(null, null));
    return desk.instruct(
        id,
        new AcceptLoss(
            desk.step(id, label),
            Boolean.TRUE.equals(said.journalIsLost()),
            InstructionDesk.remark("The statement", said.statement())),
        request);
  }

  @PostMapping("/steps/{label}/approve")
  ResponseEntity<Object> approve(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    Approval approval = RequestReader.body(request, Approval.class, new Approval(null));
    List<String> databases = approval.databases() == null ? List.of() : approval.databases();
    databases.forEach(name -> InstructionDesk.remark("A database's name", name));
    return desk.instruct(id, new ApproveOverwrite(desk.step(id, label), databases), request);
  }

  @PostMapping("/steps/{label}/approve-batch-files")
  ResponseEntity<Object> approveBatchFiles(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    RequestReader.body(request, Nothing.class, new Nothing());
    return desk.instruct(id, new ApproveBatchFiles(desk.step(id, label)), request);
  }

  @PostMapping("/steps/{label}/by-hand")
  ResponseEntity<Object> byHand(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    Note said = RequestReader.body(request, Note.class, new Note(null, null));
    return desk.instruct(
        id,
        new RecordByHand(
            desk.step(id, label),
            InstructionDesk.work(said.work()),
            InstructionDesk.remark("The note", said.note())),
        request);
  }

  @PostMapping("/steps/{label}/skip")
  ResponseEntity<Object> skip(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    return desk.instruct(id, new SkipStep(desk.step(id, label), reason(request)), request);
  }

  @PostMapping("/steps/{label}/retry")
  ResponseEntity<Object> retry(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request)
      throws IOException {
    RequestReader.body(request, Nothing.class, new Nothing());
    return desk.instruct(id, new RetryStep(desk.step(id, label)), request);
  }

  private static String reason(HttpServletRequest request) throws IOException {
    Reason said = RequestReader.body(request, Reason.class, new Reason(null));
    return InstructionDesk.remark("The reason", said.reason());
  }
}
