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
              RestorePoint point = state.wayBack().point(back.snapshot()).orElseThrow();
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
    return back.reason().isBlank()
        ? Optional.of(new Refusal.ReasonMissing("A rollback"))
        : refusal(state, back.snapshot());
  }

  /** Why no rollback may lead to this snapshot now; empty where one may. */
  static Optional<Refusal> refusal(Underway state, String snapshot) {
    WayBack wayBack = state.wayBack();
    if (wayBack.closed() != null) {
      return Optional.of(new Refusal.PastNoReturn(wayBack.closed()));
    }
    if (wayBack.points().isEmpty()) {
      return Optional.of(new Refusal.NoSnapshot());
    }
    return wayBack
        .point(snapshot)
        .map(point -> refusal(state, point))
        .orElseGet(() -> Optional.of(new Refusal.UnknownSnapshot(snapshot, reachable(state))));
  }

  private static Optional<Refusal> refusal(Underway state, RestorePoint point) {
    if (point.takenBack()) {
      return Optional.of(new Refusal.SnapshotTakenBack(point.id(), reachable(state)));
    }
    if (state.detour() instanceof Detour.RollingBack back
        && state.wayBack().isLater(point, back.to())) {
      return Optional.of(
          new Refusal.RollbackHalfDone(point.id(), back.to().id(), reachable(state)));
    }
    return RollbackPlan.outOfReach(state, point)
        .map(site -> new Refusal.SnapshotOutOfReach(point.id(), site));
  }

  /** What a rollback under way has begun to overwrite leads to nothing later than its own aim. */
  private static List<String> reachable(Underway state) {
    return state.wayBack().points().stream()
        .filter(point -> !point.takenBack())
        .filter(
            point ->
                !(state.detour() instanceof Detour.RollingBack back
                    && state.wayBack().isLater(point, back.to())))
        .map(RestorePoint::id)
        .toList();
  }
}
