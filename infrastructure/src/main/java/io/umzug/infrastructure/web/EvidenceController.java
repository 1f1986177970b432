package io.umzug.infrastructure.web;

import io.umzug.application.host.EvidenceStore;
import io.umzug.application.migration.Actor;
import io.umzug.application.migration.Board;
import io.umzug.application.migration.EventHistory;
import io.umzug.application.migration.RecordedEvent;
import io.umzug.domain.evidence.EvidenceFile;
import io.umzug.domain.migration.Instruction.AttachEvidence;
import io.umzug.domain.migration.MigrationEvent.EvidenceAttached;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.plan.StepAt;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files that prove what people did: sent with a step, and given back as they were. */
@RestController
@RequestMapping("/api/migrations/{id}")
final class EvidenceController {

  /** A log of some days or a row of screenshots; what is larger belongs beside a backup. */
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private static final int LONGEST_NAME = 200;

  private final EvidenceStore store;
  private final InstructionDesk desk;
  private final EventHistory history;

  EvidenceController(EvidenceStore store, InstructionDesk desk, EventHistory history) {
    this.store = store;
    this.desk = desk;
    this.history = history;
  }

  /** The body is the file. It is kept first: an event never names a file that is not there. */
  @PostMapping("/steps/{label}/evidence")
  ResponseEntity<Object> attach(
      @PathVariable String id,
      @PathVariable String label,
      @RequestParam String name,
      @RequestParam(defaultValue = "") String note,
      HttpServletRequest request)
      throws IOException {
    MigrationId move = RequestReader.id(id);
    Actor unused = RequestReader.actor(request);
    StepAt step = desk.step(id, label);
    Board unusedToo = desk.board(move);
    String called = RequestReader.requireText("The file's name", name.strip(), LONGEST_NAME);
    String remark = InstructionDesk.remark("The note", note);
    byte[] content = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (content.length > MOST_BYTES) {
      throw Problems.tooLarge(MOST_BYTES);
    }
    if (content.length == 0 || called.isEmpty()) {
      throw Problems.badRequest("Evidence has a name and a content; this one lacks one of them.");
    }
    EvidenceFile file = store.keep(called, new ByteArrayInputStream(content));
    return desk.instruct(id, new AttachEvidence(step, file, remark), request);
  }

  /** Only what an event of this very move names; always as a download, whatever it contains. */
  @GetMapping("/evidence/{sha256}")
  ResponseEntity<InputStreamResource> evidence(@PathVariable String id, @PathVariable String sha256)
      throws IOException {
    EvidenceFile file =
        history.of(RequestReader.id(id)).stream()
            .map(RecordedEvent::event)
            .filter(EvidenceAttached.class::isInstance)
            .map(event -> ((EvidenceAttached) event).file())
            .filter(attached -> attached.sha256().equals(sha256))
            .findFirst()
            .orElseThrow(() -> Problems.absent("This move has no evidence of that hash."));
    InputStream content =
        store
            .open(file.sha256())
            .orElseThrow(
                () ->
                    Problems.absent(
                        "The file '%s' is no longer in the data folder.".formatted(file.name())));
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(file.name()).build().toString())
        .header("X-Content-Type-Options", "nosniff")
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .contentLength(file.bytes())
        .body(new InputStreamResource(content));
  }
}
