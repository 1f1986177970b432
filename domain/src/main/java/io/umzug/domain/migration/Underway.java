package io.umzug.domain.migration;

import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Effects;
import io.umzug.domain.plan.Hop;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Procedure;
import io.umzug.domain.plan.ProcedureStep;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A move whose procedure is frozen and not at its end.
 *
 * @param condition of the current step, or of the detour where there is one
 * @param wayBack the snapshots, and what a rollback to one of them has to put back
 * @param pause why the move is paused; absent where it is not
 * @param timing what time has to do with it
 */
public record Underway(
    Particulars particulars,
    Procedure procedure,
    Choice choice,
    Standing standing,
    Condition condition,
    @Nullable Detour detour,
    WayBack wayBack,
    @Nullable String pause,
    Timing timing)
    implements Migration {

  static Underway begun(Particulars particulars, Procedure procedure, Choice choice) {
    return new Underway(
        particulars,
        procedure,
        choice,
        Standing.atTheStart(),
        new Condition.Passing(),
        null,
        WayBack.atTheStart(particulars.from()),
        null,
        Timing.atTheStart());
  }

  /** The step at which the move stands: the detour's where it is on one. */
  public ProcedureStep current() {
    return detour == null ? procedure.at(standing.position()) : detour.step();
  }

  /** The label by which people name the current step. */
  public String label() {
    return detour == null ? procedure.label(current().at()) : current().step().label();
  }

  public Hop hop() {
    return procedure.hopAt(standing.position());
  }

  /** Every snapshot that the move ever took, oldest first. */
  public List<RestorePoint> restorePoints() {
    return wayBack.points();
  }

  /** Why no rollback may lead to this snapshot now; empty where one may. */
  public Optional<Refusal> noWayBackTo(String snapshot) {
    return Detours.refusal(this, snapshot);
  }

  /** What a rollback to this snapshot would do; empty where none may lead there. */
  public Optional<RollbackPlan> rollbackTo(String snapshot) {
    return noWayBackTo(snapshot).isPresent()
        ? Optional.empty()
        : wayBack.point(snapshot).map(point -> RollbackPlan.of(this, point));
  }

  String nextSnapshotId() {
    return "S" + (wayBack.points().size() + 1);
  }

  /** Whether what cannot be undone was done, such as the old server's end (R16, E7). */
  public boolean isPastNoReturn() {
    return wayBack.closed() != null;
  }

  /** The site under which a site's machine is known: two sites may be one machine (R21, E1). */
  Site machine(Site site) {
    boolean stays =
        procedure.plan() == Plan.D || particulars.route() == RouteKind.SQL_EXPRESS_UPDATE;
    if (stays && site == Site.TARGET) {
      return Site.SOURCE;
    }
    return Arrays.stream(Site.values())
        .filter(other -> particulars.isSameMachine(other, site))
        .findFirst()
        .orElse(site);
  }

  /** Where the work of a task of the current step is done. */
  Site siteOf(Task task) {
    Hop hop = hop();
    boolean before =
        task == Task.TAKE_SNAPSHOT
            && (current().step() == Step.BACKUP
                || current().step() == Step.BACKUP_BEFORE_EXPRESS
                || current().step() == Step.SNAPSHOT_ON_DEMAND && overwritesYet());
    return before ? hop.databasesFrom() : hop.site();
  }

  /** Whether the databases are still to arrive at where the current hop takes them (R33). */
  private boolean overwritesYet() {
    int hop = procedure.at(standing.position()).hop();
    return procedure.steps().stream()
        .skip(standing.position())
        .anyMatch(step -> step.hop() == hop && Effects.overwrites(step.step()));
  }

  Underway with(Condition other) {
    return with(standing, other, detour);
  }

  Underway with(Standing other) {
    return with(other, condition, detour);
  }

  Underway on(Detour begun) {
    return with(standing, new Condition.Passing(), begun);
  }

  Underway within(Detour.RollingBack further) {
    return with(standing, condition, further);
  }

  Underway offDetour(Standing where, Condition how) {
    return with(where, how, null);
  }

  private Underway with(Standing where, Condition how, @Nullable Detour beside) {
    return new Underway(particulars, procedure, choice, where, how, beside, wayBack, pause, timing);
  }

  Underway with(WayBack other) {
    return new Underway(
        particulars, procedure, choice, standing, condition, detour, other, pause, timing);
  }

  Underway paused(@Nullable String reason) {
    return new Underway(
        particulars, procedure, choice, standing, condition, detour, wayBack, reason, timing);
  }

  Underway with(Timing other) {
    return new Underway(
        particulars, procedure, choice, standing, condition, detour, wayBack, pause, other);
  }
}
