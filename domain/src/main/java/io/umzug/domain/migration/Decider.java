package io.umzug.domain.migration;

import io.umzug.domain.migration.Condition.Halted;
import io.umzug.domain.migration.Condition.Held;
import io.umzug.domain.migration.Condition.Offered;
import io.umzug.domain.migration.Condition.Passing;
import io.umzug.domain.migration.Condition.Working;
import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.Instruction.BeginStep;
import io.umzug.domain.migration.Instruction.ChoosePlan;
import io.umzug.domain.migration.Instruction.ConfirmStep;
import io.umzug.domain.migration.Instruction.OpenMigration;
import io.umzug.domain.migration.Instruction.RetryStep;
import io.umzug.domain.migration.Instruction.SkipStep;
import io.umzug.domain.migration.Migration.Completed;
import io.umzug.domain.migration.Migration.Opened;
import io.umzug.domain.migration.Migration.Underway;
import io.umzug.domain.migration.Migration.Unopened;
import io.umzug.domain.migration.MigrationEvent.MigrationOpened;
import io.umzug.domain.migration.MigrationEvent.PlanChosen;
import io.umzug.domain.migration.MigrationEvent.StepConfirmed;
import io.umzug.domain.migration.MigrationEvent.StepRetried;
import io.umzug.domain.migration.MigrationEvent.StepSkipped;
import io.umzug.domain.plan.Obligation;
import io.umzug.domain.plan.Procedure;
import io.umzug.domain.plan.Relocation;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code decide(state, command) → Accepted(events) | Refused(reason)}: pure, and the only place.
 */
public final class Decider {

  private Decider() {}

  public static Decision decide(Migration state, MigrationCommand command) {
    return switch (command) {
      case Instruction instruction -> instructed(state, instruction);
      case Report report -> new Accepted(Reporting.events(state, report));
    };
  }

  private static Decision instructed(Migration state, Instruction instruction) {
    return switch (state) {
      case Unopened _ ->
          instruction instanceof OpenMigration open
              ? open(open.particulars())
              : new Refused(new Refusal.NotOpened());
      case Opened opened -> choosing(opened, instruction);
      case Underway underway -> moving(underway, instruction);
      case Completed completed ->
          new Refused(
              instruction instanceof OpenMigration
                  ? new Refusal.AlreadyOpened(completed.particulars().id())
                  : new Refusal.MigrationIsComplete());
    };
  }

  private static Decision open(Particulars particulars) {
    boolean relocation =
        particulars.to() == XPhoneVersion.V9
            && (particulars.from() == XPhoneVersion.V8 || particulars.from() == XPhoneVersion.V9);
    if (!relocation) {
      return new Refused(new Refusal.NotARelocation(particulars.from(), particulars.to()));
    }
    if (particulars.databases().isEmpty()) {
      return new Refused(new Refusal.NoDatabases());
    }
    return particulars.databases().stream()
        .filter(move -> move.source().equalsIgnoreCase(move.target()))
        .findFirst()
        .<Decision>map(move -> new Refused(new Refusal.SameServer(move.database(), move.source())))
        .orElseGet(() -> accepted(new MigrationOpened(particulars)));
  }

  private static Decision choosing(Opened state, Instruction instruction) {
    return switch (instruction) {
      case OpenMigration _ -> new Refused(new Refusal.AlreadyOpened(state.particulars().id()));
      case ChoosePlan choose -> {
        Procedure procedure = Relocation.procedure(choose.plan());
        MigrationId id = state.particulars().id();
        PlanChosen chosen = new PlanChosen(id, procedure, procedure.hash());
        Underway underway = (Underway) Evolution.evolve(state, chosen);
        yield accepted(chosen, Progress.enter(underway, 0));
      }
      case BeginStep _, ConfirmStep _, SkipStep _, RetryStep _ ->
          new Refused(new Refusal.NoPlanChosen());
    };
  }

  private static Decision moving(Underway state, Instruction instruction) {
    return switch (instruction) {
      case OpenMigration _ -> new Refused(new Refusal.AlreadyOpened(state.particulars().id()));
      case ChoosePlan _ -> new Refused(new Refusal.PlanAlreadyChosen(state.procedure().plan()));
      case BeginStep begin ->
          elsewhere(state, begin.step()).<Decision>map(Refused::new).orElseGet(() -> begin(state));
      case ConfirmStep confirm ->
          elsewhere(state, confirm.step())
              .<Decision>map(Refused::new)
              .orElseGet(() -> confirm(state, confirm));
      case SkipStep skip ->
          elsewhere(state, skip.step())
              .<Decision>map(Refused::new)
              .orElseGet(() -> skip(state, skip));
      case RetryStep retry ->
          elsewhere(state, retry.step()).<Decision>map(Refused::new).orElseGet(() -> retry(state));
    };
  }

  private static Optional<Refusal> elsewhere(Underway state, Step asked) {
    Step current = state.current().step();
    if (asked == current) {
      return Optional.empty();
    }
    return Optional.of(
        state.procedure().positionOf(asked).isEmpty()
            ? new Refusal.StepNotInPlan(asked, state.procedure().plan())
            : new Refusal.NotTheCurrentStep(asked, current));
  }

  private static Decision begin(Underway state) {
    return switch (state.condition()) {
      case Held _ -> new Accepted(Progress.begin(state, state.position()));
      case Working _, Offered _, Halted _, Passing _ ->
          new Refused(new Refusal.HasBegun(state.current().step()));
    };
  }

  private static Decision confirm(Underway state, ConfirmStep confirm) {
    return switch (state.condition()) {
      case Offered _ ->
          accepted(
              new StepConfirmed(state.particulars().id(), confirm.step(), confirm.note().strip()),
              Progress.afterTask(state));
      case Held _ -> new Refused(new Refusal.AwaitsBegin(confirm.step()));
      case Working working -> new Refused(new Refusal.WorkUnderWay(working.order()));
      case Halted _ -> new Refused(new Refusal.StepHasFailed(confirm.step()));
      case Passing _ -> throw new IllegalStateException("A move never rests between two steps");
    };
  }

  private static Decision skip(Underway state, SkipStep skip) {
    if (state.current().obligation() != Obligation.OPTIONAL) {
      return new Refused(new Refusal.StepIsRequired(skip.step(), state.procedure().plan()));
    }
    if (skip.reason().isBlank()) {
      return new Refused(new Refusal.ReasonMissing(skip.step()));
    }
    return switch (state.condition()) {
      case Held _, Offered _, Halted _ ->
          accepted(
              new StepSkipped(state.particulars().id(), skip.step(), skip.reason().strip()),
              Progress.afterStep(state));
      case Working working -> new Refused(new Refusal.WorkUnderWay(working.order()));
      case Passing _ -> throw new IllegalStateException("A move never rests between two steps");
    };
  }

  private static Decision retry(Underway state) {
    Step step = state.current().step();
    return switch (state.condition()) {
      case Halted halted -> {
        int attempt = halted.order().attempt() + 1;
        yield accepted(
            new StepRetried(state.particulars().id(), step, attempt),
            Progress.task(state, state.position(), state.task(), attempt));
      }
      case Working working -> new Refused(new Refusal.WorkUnderWay(working.order()));
      case Offered _ -> new Refused(new Refusal.AwaitsPerson(step));
      case Held _, Passing _ -> new Refused(new Refusal.NothingFailed(step));
    };
  }

  private static Accepted accepted(MigrationEvent first) {
    return new Accepted(List.of(first));
  }

  private static Accepted accepted(MigrationEvent first, List<MigrationEvent> following) {
    List<MigrationEvent> events = new ArrayList<>();
    events.add(first);
    events.addAll(following);
    return new Accepted(events);
  }
}
