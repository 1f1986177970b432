package io.umzug.domain.migration;

import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a move knows of its ways back; no rollback takes it back.
 *
 * @param points every snapshot that the move ever took, oldest first
 * @param traces what the move has left on the machines
 * @param round how many rollbacks were begun
 * @param demanded how many snapshots were asked for beside the procedure
 * @param closed by which step no way leads back any more; absent before it
 */
public record WayBack(
    List<RestorePoint> points, Traces traces, int round, int demanded, @Nullable Step closed) {

  public WayBack {
    points = List.copyOf(points);
  }

  static WayBack atTheStart(XPhoneVersion version) {
    return new WayBack(List.of(), Traces.atTheStart(version), 0, 0, null);
  }

  Optional<RestorePoint> point(String snapshot) {
    return points.stream()
        .filter(point -> point.snapshot().id().equalsIgnoreCase(snapshot))
        .findFirst();
  }

  /** Whether this point is of a later moment than that one. */
  boolean isLater(RestorePoint point, RestorePoint than) {
    return position(point) > position(than);
  }

  private int position(RestorePoint wanted) {
    return points.stream().map(point -> point.snapshot().id()).toList().indexOf(wanted.id());
  }

  WayBack with(RestorePoint point) {
    List<RestorePoint> more = new ArrayList<>(points);
    more.add(point);
    return with(more);
  }

  /** R11: the machine's snapshot belongs to the latest point that still leads anywhere. */
  WayBack withVirtualMachine(String name) {
    List<RestorePoint> others = new ArrayList<>(points);
    for (int i = others.size() - 1; i >= 0; i--) {
      RestorePoint point = others.get(i);
      if (!point.takenBack()) {
        others.set(i, point.with(point.snapshot().with(name)));
        break;
      }
    }
    return with(others);
  }

  /** What came later than this point is undone. */
  WayBack backAt(RestorePoint to) {
    return with(points.stream().map(point -> isLater(point, to) ? point.undone() : point).toList());
  }

  private WayBack with(List<RestorePoint> others) {
    return new WayBack(others, traces, round, demanded, closed);
  }

  WayBack with(Traces others) {
    return new WayBack(points, others, round, demanded, closed);
  }

  WayBack nextRound() {
    return new WayBack(points, traces, round + 1, demanded, closed);
  }

  WayBack oneMoreDemanded() {
    return new WayBack(points, traces, round, demanded + 1, closed);
  }

  WayBack closed(Step by) {
    return new WayBack(points, traces, round, demanded, by);
  }
}
