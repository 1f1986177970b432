package io.umzug.domain.migration;

import static io.umzug.domain.migration.Decider.accepted;

import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.Instruction.RollBack;
import io.umzug.domain.migration.Instruction.TakeSnapshot;
import io.umzug.domain.migration.MigrationEvent.RollbackBegun;
import io.umzug.domain.migration.MigrationEvent.SnapshotDemanded;
import java.util.List;
import java.util.Optional;

/** What a person may ask for beside the procedure: a snapshot, and the way back to one. */
final class Detours {

  private Detours() {}

  static Decision snapshot(Underway state, TakeSnapshot take) {
    if (state.detour() != null) {
      return new Refused(new Refusal.OnADetour(state.label()));
    }
    SnapshotDemanded demanded =
        new SnapshotDemanded(state.particulars().id(), take.reason().strip());
    Underway there = (Underway) Evolution.evolve(state, demanded);
    return accepted(demanded, List.of(Requests.of(there, 1)));
  }

  static Decision rollBack(Underway state, RollBack back) {
    return refusal(state, back)
        .<Decision>map(Refused::new)
        .orElseGet(
            () -> {
              RestorePoint point = state.restorePoint(back.snapshot()).orElseThrow();
              RollbackBegun begun =
                  new RollbackBegun(
                      state.particulars().id(),
                      RollbackPlan.of(state, point),
                      back.reason().strip());
              Underway there = (Underway) Evolution.evolve(state, begun);
              return accepted(begun, Progress.rollback(there));
            });
  }

  private static Optional<Refusal> refusal(Underway state, RollBack back) {
    if (back.reason().isBlank()) {
      return Optional.of(new Refusal.ReasonMissing("A rollback"));
    }
    if (state.isPastNoReturn()) {
      return Optional.of(new Refusal.PastNoReturn());
    }
    if (state.restorePoints().isEmpty()) {
      return Optional.of(new Refusal.NoSnapshot());
    }
    Optional<RestorePoint> point = state.restorePoint(back.snapshot());
    if (point.isEmpty()) {
      return Optional.of(new Refusal.UnknownSnapshot(back.snapshot(), reachable(state)));
    }
    return point.get().takenBack()
        ? Optional.of(new Refusal.SnapshotTakenBack(point.get().snapshot().id(), reachable(state)))
        : Optional.empty();
  }

  private static List<String> reachable(Underway state) {
    return state.restorePoints().stream()
        .filter(point -> !point.takenBack())
        .map(point -> point.snapshot().id())
        .toList();
  }
}
