package io.umzug.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.migration.MigrationEvent.BackupCompleted;
import io.umzug.domain.migration.MigrationEvent.FindingsAccepted;
import io.umzug.domain.migration.MigrationEvent.OfStep;
import io.umzug.domain.migration.MigrationEvent.PreflightCompleted;
import io.umzug.domain.migration.MigrationEvent.RestartConfirmed;
import io.umzug.domain.migration.MigrationEvent.RestoreRequested;
import io.umzug.domain.migration.MigrationEvent.RolledBack;
import io.umzug.domain.migration.MigrationEvent.SnapshotTaken;
import io.umzug.domain.migration.MigrationEvent.StepBegun;
import io.umzug.domain.migration.MigrationEvent.StepCompleted;
import io.umzug.domain.migration.MigrationEvent.StepHeld;
import io.umzug.domain.migration.MigrationEvent.StepSkipped;
import io.umzug.domain.plan.BackupBy;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.HopKind;
import io.umzug.domain.plan.Obligation;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Procedure;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.PreflightReport;
import io.umzug.domain.preflight.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random routes, and random words of people and workers: what must hold, holds. */
class MovePropertyTest {

  private static final int MOVES = 400;
  private static final int WORDS = 400;

  static LongStream seeds() {
    return LongStream.range(0, MOVES);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatever_is_said_in_whatever_order_the_rules_hold(long seed) {
    Random chance = new Random(seed);
    Situations move = opened(chance);
    Witness witness = new Witness();
    PhysicalEstate estate = new PhysicalEstate();
    move.events().forEach(witness::see);
    move.events().forEach(event -> estate.see(event, false));
    for (int i = 0; i < WORDS; i++) {
      Migration before = move.state();
      MigrationCommand word = word(before, chance);
      int known = move.events().size();
      if (Decider.decide(before, word) instanceof Accepted) {
        move.after(word);
      }
      try {
        List<MigrationEvent> fresh = move.events().subList(known, move.events().size());
        fresh.forEach(witness::see);
        boolean early = chance.nextBoolean();
        fresh.forEach(event -> estate.see(event, early));
        witness.compare(move.state(), fresh);
      } catch (AssertionError e) {
        fail("seed %d, word %d, %s: %s".formatted(seed, i, word, e.getMessage()), e);
      }
    }
    assertThat(Evolution.of(move.events())).isEqualTo(move.state());
  }

  private static Situations opened(Random chance) {
    RouteKind route = pick(RouteKind.values(), chance);
    XPhoneVersion from =
        switch (route) {
          case TRANSFER -> XPhoneVersion.V4;
          case SQL_EXPRESS_UPDATE -> XPhoneVersion.V8;
          case RELOCATION -> XPhoneVersion.values()[1 + chance.nextInt(5)];
        };
    XPhoneVersion to = route == RouteKind.SQL_EXPRESS_UPDATE ? from : XPhoneVersion.V9;
    boolean stays = route == RouteKind.RELOCATION && chance.nextInt(3) == 0;
    Particulars particulars =
        stays ? Situations.stays(from, to) : Situations.particulars(route, from, to);
    Situations move = Situations.opened(particulars);
    while (move.state() instanceof Migration.Opened) {
      Choice choice =
          new Choice(
              chance.nextInt(3) == 0 ? null : pick(Plan.values(), chance),
              pick(Downtime.values(), chance),
              pick(Transport.values(), chance),
              pick(BackupBy.values(), chance));
      Instruction choose = new Instruction.ChoosePlan(choice, "");
      // Nobody relocates a server to the machine on which it is.
      if (stays == (choice.plan() == Plan.D)
          && Decider.decide(move.state(), choose) instanceof Accepted) {
        move.after(choose);
      }
    }
    return move;
  }

  private static MigrationCommand word(Migration state, Random chance) {
    if (!(state instanceof Underway underway)) {
      return new Instruction.ContinueMigration();
    }
    if (chance.nextInt(8) == 0) {
      return ofTime(underway.timing(), chance);
    }
    if (underway.condition() instanceof Condition.Working working && chance.nextInt(10) > 0) {
      return chance.nextInt(8) == 0
          ? Report.failed(working.order(), Situations.DIAGNOSIS)
          : success(stale(working.order(), chance), chance);
    }
    StepAt step =
        chance.nextInt(12) == 0
            ? underway.procedure().at(chance.nextInt(underway.procedure().steps().size())).at()
            : underway.current().at();
    return switch (chance.nextInt(27)) {
      case 0 -> new Instruction.SkipStep(step, "not needed");
      case 1 -> new Instruction.PauseMigration("night");
      case 2 -> new Instruction.TakeSnapshot("to be sure");
      case 3 -> new Instruction.RollBack("S" + (1 + chance.nextInt(6)), "went wrong");
      case 4 -> new Instruction.RecordByHand(step, here(underway), "done by hand");
      case 5 -> new Instruction.RetryStep(step);
      case 6 -> new Instruction.ConfirmStep(step, "");
      case 7 -> new Instruction.BeginStep(step);
      case 10 -> new Instruction.AcceptFindings(step, here(underway), " ");
      case 8 -> new Instruction.ClaimVmSnapshot(step, "vm", chance.nextBoolean());
      case 11 -> new Instruction.AcceptDifferences(step, here(underway), "known");
      case 12 -> new Instruction.BackUpAnew("to be sure");
      case 13 -> new Instruction.GiveUpWork(here(underway), "it hangs");
      case 9 ->
          chance.nextInt(60) == 0
              ? new Instruction.AbandonMigration("sold")
              : new Instruction.ContinueMigration();
      default ->
          underway.pause() == null ? usual(underway, step) : new Instruction.ContinueMigration();
    };
  }

  private static String here(Underway move) {
    return AtHand.of(move).orElse("");
  }

  private static Report success(WorkOrder order, Random chance) {
    if (order.task() == Task.RESTORE_DATABASES && chance.nextInt(3) == 0) {
      return new Report.RestoreCompleted(order, Situations.restores(6, "XPDATA", "XPVDIR"));
    }
    if (order.task() != Task.RUN_PREFLIGHT) {
      return Situations.success(order);
    }
    Finding[] found =
        switch (chance.nextInt(3)) {
          case 0 -> new Finding[] {Situations.PASSES};
          case 1 -> new Finding[] {Situations.PASSES, Situations.WARNS};
          default -> new Finding[] {Situations.FAILS};
        };
    return new Report.PreflightCompleted(
        order, Situations.report(pick(Occasion.values(), chance), found));
  }

  /** Windows that close are mostly overridden, for the move is to come somewhere. */
  private static MigrationCommand ofTime(Timing timing, Random chance) {
    Waiting waiting = timing.waiting();
    CutOverWindow window = timing.window();
    long began = (waiting == null ? timing.events() : waiting.began()) - chance.nextInt(2);
    long number = (window == null ? timing.events() : window.number()) - chance.nextInt(4) / 3;
    return switch (chance.nextInt(8)) {
      case 0, 1 ->
          new Report.PersonOverdue(Situations.ID, began, chance.nextInt(4), chance.nextInt(3) == 0);
      case 2 -> new Report.RollbackWindowClosing(Situations.ID, number, Situations.FROM);
      case 3 -> new Report.RollbackWindowClosed(Situations.ID, number, Situations.FROM);
      case 4 -> Situations.SCHEDULE;
      default -> new Instruction.OverrideWindow("it has to be");
    };
  }

  private static WorkOrder stale(WorkOrder order, Random chance) {
    return chance.nextInt(6) > 0
        ? order
        : new WorkOrder(
            order.migration(),
            order.estate(),
            order.step(),
            order.task(),
            order.attempt() + 1 - chance.nextInt(3),
            order.hop(),
            order.round(),
            order.site());
  }

  private static Instruction usual(Underway state, StepAt step) {
    return switch (state.condition()) {
      case Condition.Held _ -> new Instruction.BeginStep(step);
      case Condition.Offered offered
          when step.step() == Step.RUN_BATCH_FILES && offered.attempt() == 1 ->
          new Instruction.ApproveBatchFiles(step);
      case Condition.Offered _ -> Situations.done(step, here(state));
      case Condition.AwaitingApproval awaiting ->
          new Instruction.ApproveOverwrite(step, awaiting.databases());
      case Condition.AwaitingFindings _ ->
          new Instruction.AcceptFindings(step, here(state), "known");
      case Condition.Halted _, Condition.Working _, Condition.Passing _ ->
          new Instruction.RetryStep(step);
    };
  }

  private static <T> T pick(T[] values, Random chance) {
    return values[chance.nextInt(values.length)];
  }

  /** Reads the events as an auditor would, with no help from the state. */
  private static final class Witness {
    private Procedure procedure;
    private final Set<StepAt> ended = new HashSet<>();
    private final Set<Integer> accepted = new HashSet<>();
    private PreflightReport found;
    private final Set<String> backedUp = new HashSet<>();
    private final Set<Integer> restarted = new HashSet<>();
    private final Set<String> workIds = new HashSet<>();
    private final Map<String, Standing> standings = new HashMap<>();
    private final List<SnapshotTaken> snapshots = new ArrayList<>();
    private final List<MigrationEvent> seen = new ArrayList<>();
    private final Set<String> reminders = new HashSet<>();
    private boolean windowClosed;

    void see(MigrationEvent event) {
      seen.add(event);
      time(event);
      switch (event) {
        case MigrationEvent.PlanChosen chosen -> procedure = chosen.procedure();
        case StepHeld held -> enter(held);
        case StepBegun begun -> enter(begun);
        case StepSkipped skipped -> {
          assertThat(obligation(skipped.at())).isEqualTo(Obligation.OPTIONAL);
          ended.add(skipped.at());
        }
        case StepCompleted completed -> ended.add(completed.at());
        case BackupCompleted completed ->
            completed.backups().forEach(backup -> backedUp.add(backup.database()));
        case PreflightCompleted completed -> found = completed.report();
        case FindingsAccepted acceptance -> {
          assertThat(acceptance.byItself() || !acceptance.reason().isEmpty() || !fails())
              .as("what fails is accepted with a reason only")
              .isTrue();
          assertThat(acceptance.byItself() && fails()).as("a failure by itself").isFalse();
          if (acceptance.step() == Step.PREFLIGHT_BEFORE_RESTORE) {
            accepted.add(acceptance.hop());
          }
        }
        case RestoreRequested requested -> {
          assertThat(accepted)
              .as("no restore without accepted findings")
              .contains(requested.order().hop());
          assertThat(backedUp)
              .as("no restore without a verified backup")
              .containsAll(requested.backups().stream().map(DatabaseBackup::database).toList())
              .hasSize(Situations.MOVES.size());
        }
        case RestartConfirmed confirmed -> restarted.add(confirmed.order().hop());
        case SnapshotTaken taken -> snapshots.add(taken);
        default -> {}
      }
      if (event instanceof MigrationEvent.WorkRequested requested) {
        assertThat(workIds.add(requested.workId()))
            .as("%s is asked for once", requested.workId())
            .isTrue();
      }
    }

    /** A reminder is of the wait that is, and said once; past the window nothing more begins. */
    private void time(MigrationEvent event) {
      switch (event) {
        case MigrationEvent.PersonReminded reminded -> remind(reminded.waiting(), reminded.times());
        case MigrationEvent.PersonEscalated escalated ->
            remind(escalated.waiting(), escalated.times());
        case MigrationEvent.CutOverScheduled _, MigrationEvent.WindowOverridden _ ->
            windowClosed = false;
        case MigrationEvent.RollbackWindowClosed _ -> windowClosed = true;
        case StepBegun begun ->
            assertThat(windowClosed).as("%s begins in a closed window", begun.at()).isFalse();
        default -> {}
      }
    }

    private void remind(long waiting, int times) {
      assertThat(reminders.add(waiting + "/" + times)).as("said once").isTrue();
      assertThat(Waiting.effect(seen.get((int) waiting)))
          .isIn(Waiting.Effect.BEGINS, Waiting.Effect.BEGINS_PAUSED);
      assertThat(seen.subList((int) waiting + 1, seen.size()))
          .allMatch(since -> Waiting.effect(since) == Waiting.Effect.STAYS);
    }

    /** No required step is passed over; no next hop without the restart of the one before. */
    private void enter(OfStep event) {
      int position = procedure.positionOf(event.at()).orElseThrow();
      for (int i = 0; i < position; i++) {
        assertThat(ended)
            .as("%s before %s", procedure.at(i).at(), event.at())
            .contains(procedure.at(i).at());
      }
      for (int hop = 0; hop < event.hop(); hop++) {
        if (procedure.hop(hop).kind() == HopKind.UPDATE) {
          assertThat(restarted).as("RestartConfirmed of hop %d", hop).contains(hop);
        }
      }
      if (event.step() == Step.UPDATE) {
        restarted.remove(event.hop());
      }
    }

    private boolean fails() {
      return found.verdict() == Verdict.FAIL;
    }

    private Obligation obligation(StepAt step) {
      return procedure.at(procedure.positionOf(step).orElseThrow()).obligation();
    }

    /** After a rollback the state is what it was at the snapshot. */
    void compare(Migration state, List<MigrationEvent> fresh) {
      if (state instanceof Underway underway) {
        for (MigrationEvent event : fresh) {
          if (event instanceof SnapshotTaken taken) {
            standings.put(taken.snapshot().id(), underway.restorePoints().getLast().standing());
          }
          if (event instanceof RolledBack back) {
            assertThat(underway.standing()).isEqualTo(standings.get(back.snapshot()));
            assertThat(underway.detour()).isNull();
            forget(underway.standing());
          }
        }
        assertThat(underway.condition()).isNotInstanceOf(Condition.Passing.class);
        assertThat(snapshots).hasSameSizeAs(underway.restorePoints());
        assertThat(underway.timing().events()).isEqualTo(seen.size());
        assertThat(underway.timing().waiting() != null)
            .as("waits for a person")
            .isEqualTo(
                underway.pause() != null || !(underway.condition() instanceof Condition.Working));
        assertThat(underway.timing().isWindowClosed()).isEqualTo(windowClosed);
      }
    }

    private void forget(Standing standing) {
      for (int i = standing.position(); i < procedure.steps().size(); i++) {
        ended.remove(procedure.at(i).at());
        if (procedure.at(i).step() == Step.PREFLIGHT_BEFORE_RESTORE) {
          accepted.remove(procedure.at(i).hop());
        }
        if (procedure.at(i).step() == Step.RESTART) {
          restarted.remove(procedure.at(i).hop());
        }
      }
    }
  }
}
