package io.umzug.application.migration;

import io.umzug.application.migration.Board.Approval;
import io.umzug.application.migration.Board.Beside;
import io.umzug.application.migration.Board.Kept;
import io.umzug.application.migration.Board.Row;
import io.umzug.application.migration.Board.State;
import io.umzug.application.migration.Board.StepState;
import io.umzug.application.migration.Board.Waits;
import io.umzug.application.work.ProgressBoard;
import io.umzug.application.work.ProgressBoard.Progress;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.migration.AtHand;
import io.umzug.domain.migration.Condition;
import io.umzug.domain.migration.Detour;
import io.umzug.domain.migration.Evolution;
import io.umzug.domain.migration.Migration;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Particulars;
import io.umzug.domain.migration.Refusal;
import io.umzug.domain.migration.RestorePoint;
import io.umzug.domain.migration.RollbackPlan;
import io.umzug.domain.migration.Underway;
import io.umzug.domain.migration.Waiting;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Guidance;
import io.umzug.domain.plan.Procedure;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.preflight.Inspection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers how moves stand, from their events. */
public final class Boards {

  private final EventHistory history;
  private final ProgressBoard progress;
  private final Predicate<String> rehearsalEstate;
  private final CutOverClock cutOverClock;

  /**
   * @param rehearsalEstate whether the estate of this name is a stand-in
   */
  public Boards(
      EventHistory history,
      ProgressBoard progress,
      Predicate<String> rehearsalEstate,
      CutOverClock cutOverClock) {
    this.cutOverClock = cutOverClock;
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
    return switch (state(events)) {
      case Migration.Unopened _ -> Optional.empty();
      case Migration.Opened opened ->
          Optional.of(board(opened.particulars(), State.OPENED, events, List.of(), null));
      case Migration.Completed completed ->
          Optional.of(
              ended(completed.particulars(), completed.procedure(), State.COMPLETED, events, null));
      case Migration.Abandoned abandoned ->
          Optional.of(
              ended(
                  abandoned.particulars(),
                  abandoned.procedure(),
                  State.ABANDONED,
                  events,
                  abandoned.reason()));
      case Underway underway -> Optional.of(underWay(underway, events));
    };
  }

  /** What a rollback would do; empty where the move cannot go back to this snapshot now. */
  public Optional<RollbackPlan> rollback(MigrationId id, String snapshot) {
    return state(history.of(id)) instanceof Underway underway
        ? underway.rollbackTo(snapshot)
        : Optional.empty();
  }

  /** Why no rollback may lead to this snapshot now; empty where one may. */
  public Optional<Refusal> noWayBack(MigrationId id, String snapshot) {
    return switch (state(history.of(id))) {
      case Migration.Unopened _ -> Optional.of(new Refusal.NotOpened());
      case Migration.Opened _ -> Optional.of(new Refusal.NoPlanChosen());
      case Migration.Completed _ -> Optional.of(new Refusal.MigrationIsComplete());
      case Migration.Abandoned abandoned ->
          Optional.of(new Refusal.MigrationIsAbandoned(abandoned.reason()));
      case Underway underway -> underway.noWayBackTo(snapshot);
    };
  }

  /** What the latest checks of the move have found; empty where none were made yet. */
  public Optional<Inspection> inspection(MigrationId id) {
    List<RecordedEvent> events = history.of(id);
    for (int i = events.size() - 1; i >= 0; i--) {
      if (events.get(i).event() instanceof MigrationEvent.PreflightCompleted) {
        // As it was before anybody accepted it: then nothing of it would be a change any more.
        return state(events.subList(0, i + 1)) instanceof Underway underway
            ? Optional.of(underway.standing().inspection())
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * The step that people mean by this label at this moment of the move; empty where nothing is
   * called so.
   */
  public Optional<StepAt> step(MigrationId id, String label) {
    if (state(history.of(id)) instanceof Underway underway) {
      if (underway.label().equalsIgnoreCase(label)) {
        return Optional.of(underway.current().at());
      }
      Optional<StepAt> step = underway.procedure().labelled(label);
      if (step.isPresent()) {
        return step;
      }
    }
    // Known, but not to this move: the move itself says so.
    return Step.labelled(label.substring(label.indexOf(':') + 1)).map(step -> new StepAt(-1, step));
  }

  private static Migration state(List<RecordedEvent> events) {
    return Evolution.of(events.stream().map(RecordedEvent::event).toList());
  }

  private Board ended(
      Particulars move,
      @Nullable Procedure procedure,
      State state,
      List<RecordedEvent> events,
      @Nullable String reason) {
    List<Row> rows = procedure == null ? List.of() : new BoardFold(procedure).rows(events);
    return board(move, procedure, state, events, rows, null, null, List.of(), beside(move, reason));
  }

  private static Beside beside(Particulars move, @Nullable String reason) {
    return Beside.of(move.route(), reason);
  }

  private Board board(
      Particulars move,
      State state,
      List<RecordedEvent> events,
      List<Row> rows,
      @Nullable String reason) {
    return board(move, null, state, events, rows, null, null, List.of(), beside(move, reason));
  }

  private Board underWay(Underway move, List<RecordedEvent> events) {
    BoardFold fold = new BoardFold(move.procedure());
    List<Row> rows = fold.rows(events);
    Row current =
        move.detour() == null
            ? rows.stream().filter(row -> row.state() == StepState.CURRENT).findFirst().orElse(null)
            : fold.beside(move.current(), events);
    Condition condition = move.condition();
    return board(
        move.particulars(),
        move.procedure(),
        move.pause() == null ? state(condition) : State.PAUSED,
        events,
        rows,
        current,
        condition instanceof Condition.Halted halted ? halted.diagnosis() : null,
        condition instanceof Condition.Working working
            ? progress.of(working.order().workId())
            : List.of(),
        new Beside(
            move.particulars().route(),
            move.choice(),
            move.restorePoints().stream().map(Boards::kept).toList(),
            condition instanceof Condition.AwaitingApproval awaiting
                ? new Approval(awaiting.databases(), move.standing().survey())
                : null,
            condition instanceof Condition.AwaitingFindings
                ? Findings.of(move.standing().inspection()).orElse(null)
                : null,
            move.detour() instanceof Detour.RollingBack back ? back.plan() : null,
            move.pause(),
            waits(move, events),
            cutOverClock.read(events).orElse(null),
            AtHand.of(move).orElse(null),
            condition instanceof Condition.Halted halted ? halted.differing() : List.of()));
  }

  private static Guidance guidance(Row current, Procedure procedure, @Nullable Choice choice) {
    return choice == null
        ? Guidance.of(current.step(), procedure.hop(current.hop()))
        : Guidance.of(current.step(), procedure.hop(current.hop()), choice);
  }

  private static @Nullable Waits waits(Underway move, List<RecordedEvent> events) {
    Waiting waiting = move.timing().waiting();
    return waiting == null
        ? null
        : new Waits(
            events.get((int) waiting.began()).at(), waiting.reminded(), waiting.escalated());
  }

  private static Kept kept(RestorePoint point) {
    return new Kept(
        point.snapshot().id(),
        point.snapshot().site(),
        point.snapshot().version(),
        point.snapshot().databases().size(),
        point.snapshot().files().size(),
        point.snapshot().virtualMachine(),
        !point.takenBack());
  }

  private static State state(Condition condition) {
    return switch (condition) {
      case Condition.Held _ -> State.HELD;
      case Condition.Working _, Condition.Passing _ -> State.WORKING;
      case Condition.Offered _ -> State.OFFERED;
      case Condition.AwaitingApproval _ -> State.APPROVAL;
      case Condition.AwaitingFindings _ -> State.FINDINGS;
      case Condition.Halted _ -> State.HALTED;
    };
  }

  private Board board(
      Particulars move,
      @Nullable Procedure procedure,
      State state,
      List<RecordedEvent> events,
      List<Row> rows,
      @Nullable Row current,
      @Nullable Diagnosis diagnosis,
      List<Progress> far,
      Beside beside) {
    return new Board(
        move.id().value(),
        move.title(),
        move.estate(),
        rehearsalEstate.test(move.estate()),
        move.from(),
        move.to(),
        procedure == null ? null : procedure.plan(),
        state,
        rows,
        current,
        current == null || procedure == null ? null : guidance(current, procedure, beside.choice()),
        diagnosis,
        far,
        events.getLast().at(),
        events.size(),
        beside);
  }
}
