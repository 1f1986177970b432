package io.umzug.domain.migration;

import static io.umzug.domain.migration.Decider.accepted;

import io.umzug.domain.migration.Condition.AwaitingFindings;
import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.Instruction.AcceptFindings;
import io.umzug.domain.migration.MigrationEvent.FindingsAccepted;
import io.umzug.domain.migration.MigrationEvent.FindingsAwaited;
import io.umzug.domain.migration.MigrationEvent.PreflightRequested;
import io.umzug.domain.migration.MigrationEvent.StepRetried;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.HopKind;
import io.umzug.domain.plan.ProcedureStep;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.preflight.Inspection;
import io.umzug.domain.preflight.Occasion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checks as part of a move: when they are made, and the gate behind them. */
final class Checks {

  private Checks() {}

  static PreflightRequested request(Underway state, WorkOrder order) {
    Choice choice = state.choice();
    return new PreflightRequested(
        order,
        occasion(state),
        state.particulars().route(),
        choice.plan(),
        choice.downtime(),
        choice.transport());
  }

  private static Occasion occasion(Underway state) {
    if (state.current().step() == Step.PREFLIGHT_BEFORE_RESTORE) {
      return state.hop().kind() == HopKind.COPY ? Occasion.COPY : Occasion.RESTORE;
    }
    return state.standing().position() == 0 ? Occasion.START : Occasion.BETWEEN_HOPS;
  }

  /** The gate opens for a person where something fails, or is worse than it was accepted. */
  static List<MigrationEvent> findings(Underway state) {
    ProcedureStep step = state.current();
    MigrationId id = state.particulars().id();
    if (state.standing().inspection().wantsPerson()) {
      return List.of(new FindingsAwaited(id, step.step(), step.hop()));
    }
    return passed(state, new FindingsAccepted(id, step.step(), true, "", step.hop()));
  }

  static Decision accept(Underway state, AcceptFindings accept) {
    if (!(state.condition() instanceof AwaitingFindings)) {
      return new Refused(new Refusal.NoFindings(state.label()));
    }
    Optional<Refusal> other = AtHand.unless(state, accept.work());
    if (other.isPresent()) {
      return new Refused(other.get());
    }
    Inspection inspection = state.standing().inspection();
    if (inspection.failures() > 0 && accept.reason().isBlank()) {
      return new Refused(
          new Refusal.ReasonMissing("Accepting checks that fail in step " + state.label()));
    }
    ProcedureStep step = state.current();
    MigrationId id = state.particulars().id();
    return new Decision.Accepted(
        passed(
            state,
            new FindingsAccepted(id, step.step(), false, accept.reason().strip(), step.hop())));
  }

  private static List<MigrationEvent> passed(Underway state, FindingsAccepted event) {
    List<MigrationEvent> events = new ArrayList<>();
    events.add(event);
    events.addAll(Progress.afterTask((Underway) Evolution.evolve(state, event)));
    return events;
  }

  /** What was found is mended, or so a person thinks: every check is made anew. */
  static Decision again(Underway state) {
    ProcedureStep step = state.current();
    int attempt = state.standing().inspection().attempt() + 1;
    Underway back =
        state.with(
            state
                .standing()
                .at(state.standing().position(), step.tasks().indexOf(Task.RUN_PREFLIGHT)));
    return accepted(
        new StepRetried(state.particulars().id(), step.step(), attempt, step.hop()),
        List.of(Requests.of(back, attempt)));
  }
}
