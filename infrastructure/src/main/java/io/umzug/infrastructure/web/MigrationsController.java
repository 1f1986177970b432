package io.umzug.infrastructure.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.migration.Board;
import io.umzug.application.migration.Board.Row;
import io.umzug.application.migration.Boards;
import io.umzug.application.migration.EventHistory;
import io.umzug.application.migration.LossStatement;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.application.migration.RecordedEvent;
import io.umzug.domain.migration.Decision;
import io.umzug.domain.migration.Instruction.OpenMigration;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Particulars;
import io.umzug.domain.migration.Refusal;
import io.umzug.domain.migration.RollbackPlan;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.StepAt;
import io.umzug.infrastructure.stored.EventJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The moves: which there are, how one stands, what happened in it, and a new one. */
@RestController
@RequestMapping("/api/migrations")
final class MigrationsController {

  private static final int LONGEST_TITLE = 200;
  private static final ObjectMapper STORED = EventJson.mapper();

  record Opening(@Nullable String id, @Nullable String title, @Nullable String estate) {}

  record Summary(
      String id,
      String title,
      String estate,
      boolean rehearsal,
      @Nullable Plan plan,
      Board.State state,
      @Nullable String step,
      Instant since,
      long events) {}

  /** An event as it is stored, and in words. */
  record Entry(
      long sequence,
      Instant at,
      String type,
      String person,
      String origin,
      String sentence,
      @JsonRawValue String payload) {}

  private final Boards boards;
  private final EventHistory history;
  private final Estates estates;
  private final MigrationDesk desk;
  private final BoardText text;

  MigrationsController(
      Boards boards, EventHistory history, Estates estates, MigrationDesk desk, BoardText text) {
    this.boards = boards;
    this.history = history;
    this.estates = estates;
    this.desk = desk;
    this.text = text;
  }

  @GetMapping
  ResponseEntity<Object> all(HttpServletRequest request) {
    List<Board> all = boards.all();
    return Answer.either(
        request,
        HttpStatus.OK,
        all.stream().map(MigrationsController::summary).toList(),
        style -> text.list(all, style));
  }

  @PostMapping
  ResponseEntity<Object> open(HttpServletRequest request) throws IOException {
    var actor = RequestReader.actor(request);
    Opening opening = RequestReader.body(request, Opening.class, new Opening(null, null, null));
    MigrationId id = RequestReader.id(opening.id());
    if (opening.estate() == null) {
      throw Problems.unknown(
          "The field 'estate' is missing.", estates.all().stream().map(Estate::name).toList());
    }
    Estate estate = estates.named(opening.estate());
    String title = opening.title() == null ? "" : opening.title().strip();
    Particulars particulars =
        estate.particulars(
            id,
            title.isEmpty()
                ? estate.title()
                : RequestReader.requireText("The title", title, LONGEST_TITLE));
    return switch (desk.instruct(id, new OpenMigration(particulars), actor)) {
      case Decision.Refused refused -> throw Problems.refused(refused.refusal());
      case Decision.Accepted _ -> {
        ResponseEntity<Object> answer = Answer.board(request, HttpStatus.CREATED, board(id), text);
        yield ResponseEntity.created(URI.create("/api/migrations/" + id))
            .headers(answer.getHeaders())
            .body(answer.getBody());
      }
    };
  }

  @GetMapping("/{id}")
  ResponseEntity<Object> show(@PathVariable String id, HttpServletRequest request) {
    return Answer.board(request, HttpStatus.OK, board(RequestReader.id(id)), text);
  }

  /**
   * @param after only the events behind this sequence number
   */
  @GetMapping("/{id}/events")
  ResponseEntity<Object> events(
      @PathVariable String id,
      @RequestParam(defaultValue = "-1") long after,
      HttpServletRequest request) {
    List<RecordedEvent> events = history.of(RequestReader.id(id));
    if (events.isEmpty()) {
      throw Problems.refused(new Refusal.NotOpened());
    }
    List<RecordedEvent> wanted = events.stream().filter(event -> event.sequence() > after).toList();
    Function<StepAt, String> labels = labels(events);
    return Answer.either(
        request,
        HttpStatus.OK,
        wanted.stream().map(event -> entry(event, labels)).toList(),
        style -> lines(wanted, labels, style));
  }

  /** R5, R6: what a transfer from V4 carried over, and what it lost. */
  @GetMapping("/{id}/loss-statement")
  ResponseEntity<Object> lossStatement(@PathVariable String id, HttpServletRequest request) {
    List<RecordedEvent> events = history.of(RequestReader.id(id));
    if (events.isEmpty()) {
      throw Problems.refused(new Refusal.NotOpened());
    }
    LossStatement statement =
        LossStatement.of(events)
            .orElseThrow(
                () ->
                    Problems.absent(
                        "No loss was accepted in this move: it is no transfer from V4, or has not"
                            + " come to step R5."));
    return Answer.either(
        request, HttpStatus.OK, statement, style -> MoveText.lossStatement(statement, style));
  }

  /**
   * @param to the snapshot to which a rollback would lead
   */
  @GetMapping("/{id}/rollback")
  ResponseEntity<Object> rollback(
      @PathVariable String id, @RequestParam String to, HttpServletRequest request) {
    MigrationId move = RequestReader.id(id);
    boards
        .noWayBack(move, to)
        .ifPresent(
            reason -> {
              throw Problems.refused(reason);
            });
    RollbackPlan plan = boards.rollback(move, to).orElseThrow();
    return Answer.either(request, HttpStatus.OK, plan, style -> MoveText.rollback(plan, style));
  }

  private Board board(MigrationId id) {
    return boards.of(id).orElseThrow(() -> Problems.refused(new Refusal.NotOpened()));
  }

  private static Summary summary(Board board) {
    Row current = board.current();
    return new Summary(
        board.id(),
        board.title(),
        board.estate(),
        board.rehearsal(),
        board.plan(),
        board.state(),
        current == null ? null : current.label(),
        board.since(),
        board.events());
  }

  /** In a procedure of several hops a step is named with its hop, as on the board. */
  private static Function<StepAt, String> labels(List<RecordedEvent> events) {
    return events.stream()
        .map(RecordedEvent::event)
        .filter(MigrationEvent.PlanChosen.class::isInstance)
        .map(event -> ((MigrationEvent.PlanChosen) event).procedure())
        .findFirst()
        .<Function<StepAt, String>>map(
            procedure ->
                at ->
                    procedure.positionOf(at).isPresent() ? procedure.label(at) : at.step().label())
        .orElse(at -> at.step().label());
  }

  private static Entry entry(RecordedEvent event, Function<StepAt, String> labels) {
    try {
      return new Entry(
          event.sequence(),
          event.at(),
          event.type(),
          event.person(),
          event.origin(),
          EventSentences.of(event.event(), labels),
          STORED.writeValueAsString(event.event()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whole lines, however long: what is read by grep must not be cut. */
  private static String lines(
      List<RecordedEvent> events, Function<StepAt, String> labels, TextStyle style) {
    TextPage page = new TextPage(style);
    for (RecordedEvent event : events) {
      page.verbatim(
          "",
          "%4d  %s  %s (%s)  %s"
              .formatted(
                  event.sequence(),
                  event.at().truncatedTo(ChronoUnit.SECONDS),
                  event.person(),
                  event.origin(),
                  EventSentences.of(event.event(), labels).replaceAll("\\R", " ")));
    }
    return page.toString();
  }
}
