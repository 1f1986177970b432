package io.umzug.domain.migration;

import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.migration.Condition.Offered;
import io.umzug.domain.migration.MigrationEvent.ArtefactsTransferred;
import io.umzug.domain.migration.MigrationEvent.OfStep;
import io.umzug.domain.migration.MigrationEvent.RollbackBegun;
import io.umzug.domain.migration.MigrationEvent.SkippedStepDone;
import io.umzug.domain.migration.MigrationEvent.SnapshotTaken;
import io.umzug.domain.migration.MigrationEvent.StepBegun;
import io.umzug.domain.migration.MigrationEvent.StepConfirmed;
import io.umzug.domain.migration.MigrationEvent.StepOffered;
import io.umzug.domain.migration.MigrationEvent.TaskDoneByHand;
import io.umzug.domain.migration.MigrationEvent.WorkRequested;
import io.umzug.domain.migration.Traces.Thing;
import io.umzug.domain.plan.Effect;
import io.umzug.domain.plan.Effects;
import io.umzug.domain.plan.Hop;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Follows what a move touches, event by event; where a hand may have begun, it counts as begun. */
final class Tracing {

  private Tracing() {}

  /** The traces after this event, which led to this state. */
  static Traces after(Underway state, MigrationEvent event) {
    Traces traces = state.wayBack().traces();
    if (event instanceof RollbackBegun begun) {
      return traces.touch(begun.plan().touched(state::machine));
    }
    if (state.detour() instanceof Detour.RollingBack back) {
      return rollingBack(state, back, event);
    }
    if (event instanceof WorkRequested requested) {
      WorkOrder order = requested.order();
      return touch(state, order.at(), effects(state, order.step(), order.task()));
    }
    if (event instanceof SnapshotTaken) {
      return handGoesOn(state);
    }
    return event instanceof OfStep step ? ofStep(state, step) : traces;
  }

  private static Traces ofStep(Underway state, OfStep event) {
    if (event instanceof StepOffered || event instanceof SkippedStepDone) {
      Traces touched = byHand(state, event.at());
      return event instanceof SkippedStepDone ? done(state, touched, event.at()) : touched;
    }
    if (event instanceof StepConfirmed || event instanceof ArtefactsTransferred) {
      return done(state, state.wayBack().traces(), event.at());
    }
    return event instanceof TaskDoneByHand done
        ? touch(state, done.at(), effects(state, done.step(), done.task()))
        : state.wayBack().traces();
  }

  /** The person at whose work a snapshot was asked for goes on with it. */
  private static Traces handGoesOn(Underway state) {
    return state.detour() == null && state.condition() instanceof Offered
        ? byHand(state, state.current().at())
        : state.wayBack().traces();
  }

  private static Traces byHand(Underway state, StepAt step) {
    Set<Effect> effects = effects(state, step.step(), Task.CONFIRM_BY_HAND);
    Traces touched = touch(state, step, effects);
    Hop hop = state.procedure().hop(step.hop());
    return effects.contains(Effect.SOFTWARE)
        ? touched.changing(state.machine(hop.site()), hop.to())
        : touched;
  }

  private static Traces done(Underway state, Traces traces, StepAt step) {
    Hop hop = state.procedure().hop(step.hop());
    return effects(state, step.step(), Task.CONFIRM_BY_HAND).contains(Effect.SOFTWARE)
        ? traces.changed(state.machine(hop.site()), hop.to())
        : traces;
  }

  /** The parts count as touched from the beginning on; only the software has a word of its own. */
  private static Traces rollingBack(Underway state, Detour.RollingBack back, MigrationEvent event) {
    Traces traces = state.wayBack().traces();
    Site machine = state.machine(back.part().site());
    if (event instanceof StepOffered) {
      return traces.changing(machine, back.plan().version());
    }
    return event instanceof StepConfirmed ? traces.changed(machine, back.plan().version()) : traces;
  }

  private static Traces touch(Underway state, StepAt step, Set<Effect> effects) {
    Hop hop = state.procedure().hop(step.hop());
    List<Thing> things = new ArrayList<>();
    for (Effect effect : effects) {
      switch (effect) {
        case SERVICE -> things.add(new Thing.Service(state.machine(hop.site())));
        case FILES -> things.add(new Thing.Files(state.machine(hop.site())));
        case DATABASES -> things.addAll(databases(state, hop.site()));
        case DATABASES_BEFORE -> things.addAll(databases(state, hop.databasesFrom()));
        case SOFTWARE, NO_RETURN, NO_RETURN_ONCE_DONE -> {}
      }
    }
    return things.isEmpty() ? state.wayBack().traces() : state.wayBack().traces().touch(things);
  }

  private static List<Thing.Database> databases(Underway state, Site site) {
    return state.particulars().databases().stream()
        .map((DatabaseMove move) -> new Thing.Database(move.at(site), move.database()))
        .toList();
  }

  private static Set<Effect> effects(Underway state, Step step, Task task) {
    return Effects.of(step, task, state.procedure().plan());
  }

  /** R16, E7: from here no way leads back. */
  static Underway close(Underway state, StepBegun begun) {
    return close(state, begun.step(), Effect.NO_RETURN);
  }

  static Underway close(Underway state, StepConfirmed confirmed) {
    return close(state, confirmed.step(), Effect.NO_RETURN_ONCE_DONE);
  }

  private static Underway close(Underway state, Step step, Effect effect) {
    return effects(state, step, Task.CONFIRM_BY_HAND).contains(effect)
        ? state.with(state.wayBack().closed(step))
        : state;
  }

  /** What the rollback has put back is as it was at its snapshot. */
  static Underway putBack(Underway state, Detour.RollingBack back) {
    Traces traces = state.wayBack().traces();
    return state.with(
        state
            .wayBack()
            .with(traces.putBack(back.plan().overwritten(state::machine), back.to().traces())));
  }
}
