package io.umzug.application.migration;

import io.umzug.application.migration.Board.Row;
import io.umzug.application.migration.Board.State;
import io.umzug.application.migration.Board.StepState;
import io.umzug.application.work.ProgressBoard;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.migration.Condition;
import io.umzug.domain.migration.Evolution;
import io.umzug.domain.migration.Migration;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Particulars;
import io.umzug.domain.plan.Guidance;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Procedure;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers how moves stand, from their events. */
public final class Boards {

  private final EventHistory history;
  private final ProgressBoard progress;
  private final Predicate<String> rehearsalEstate;

  /**
   * @param rehearsalEstate whether the estate of this name is a stand-in
   */
  public Boards(EventHistory history, ProgressBoard progress, Predicate<String> rehearsalEstate) {
    this.history = history;
    this.progress = progress;
    this.rehearsalEstate = rehearsalEstate;
  }

  /** Every move there is, oldest first. */
  public List<Board> all() {
    return history.migrations().stream().flatMap(id -> of(id).stream()).toList();
  }

  /** Empty where there is no such move. */
  public Optional<Board> of(MigrationId id) {
    List<RecordedEvent> events = history.of(id);
    Migration state = Evolution.of(events.stream().map(RecordedEvent::event).toList());
    return switch (state) {
      case Migration.Unopened _ -> Optional.empty();
      case Migration.Opened opened ->
          Optional.of(board(opened.particulars(), null, State.OPENED, events, null));
      case Migration.Completed completed ->
          Optional.of(
              board(completed.particulars(), completed.procedure(), State.COMPLETED, events, null));
      case Migration.Underway underway ->
          Optional.of(
              board(
                  underway.particulars(),
                  underway.procedure(),
                  state(underway.condition()),
                  events,
                  underway.condition()));
    };
  }

  private static State state(Condition condition) {
    return switch (condition) {
      case Condition.Held _ -> State.HELD;
      case Condition.Working _, Condition.Passing _ -> State.WORKING;
      case Condition.Offered _ -> State.OFFERED;
      case Condition.Halted _ -> State.HALTED;
    };
  }

  private Board board(
      Particulars move,
      @Nullable Procedure procedure,
      State state,
      List<RecordedEvent> events,
      @Nullable Condition condition) {
    List<Row> rows = procedure == null ? List.of() : new BoardFold().rows(procedure, events);
    Row current =
        rows.stream().filter(row -> row.state() == StepState.CURRENT).findFirst().orElse(null);
    Diagnosis diagnosis = condition instanceof Condition.Halted halted ? halted.diagnosis() : null;
    Plan plan = procedure == null ? null : procedure.plan();
    return new Board(
        move.id().value(),
        move.title(),
        move.estate(),
        rehearsalEstate.test(move.estate()),
        move.from(),
        move.to(),
        plan,
        state,
        rows,
        current,
        current == null ? null : Guidance.of(current.step()),
        diagnosis,
        condition instanceof Condition.Working working
            ? progress.of(working.order().workId())
            : List.of(),
        events.getLast().at(),
        events.size());
  }
}
