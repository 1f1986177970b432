package io.umzug.domain.migration;

import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Hop;
import io.umzug.domain.plan.Procedure;
import io.umzug.domain.plan.ProcedureStep;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.Task;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A move whose procedure is frozen and not at its end.
 *
 * @param condition of the current step, or of the detour where there is one
 * @param restorePoints every snapshot that the move ever took, oldest first
 * @param round how many rollbacks were begun
 * @param demanded how many snapshots were asked for beside the procedure
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
    List<RestorePoint> restorePoints,
    int round,
    int demanded,
    @Nullable String pause,
    Timing timing)
    implements Migration {

  public Underway {
    restorePoints = List.copyOf(restorePoints);
  }

  static Underway begun(Particulars particulars, Procedure procedure, Choice choice) {
    return new Underway(
        particulars,
        procedure,
        choice,
        Standing.atTheStart(),
        new Condition.Passing(),
        null,
        List.of(),
        0,
        0,
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

  Optional<RestorePoint> restorePoint(String snapshot) {
    return restorePoints.stream()
        .filter(point -> point.snapshot().id().equalsIgnoreCase(snapshot))
        .findFirst();
  }

  /** What a rollback to this snapshot would do; empty where none may lead there. */
  public Optional<RollbackPlan> rollbackTo(String snapshot) {
    return isPastNoReturn()
        ? Optional.empty()
        : restorePoint(snapshot)
            .filter(point -> !point.takenBack())
            .map(point -> RollbackPlan.of(this, point));
  }

  String nextSnapshotId() {
    return "S" + (restorePoints.size() + 1);
  }

  /** Whether the old server has been switched off: no way leads back from there (R16). */
  public boolean isPastNoReturn() {
    return procedure
        .positionOf(new StepAt(procedure.hops().size() - 1, Step.CUT_OVER))
        .filter(cutOver -> cutOver < standing.position())
        .isPresent();
  }

  /** Where the work of a task of the current step is done. */
  Site siteOf(Task task) {
    Hop hop = hop();
    boolean before =
        task == Task.TAKE_SNAPSHOT
            && (current().step() == Step.BACKUP
                || current().step() == Step.BACKUP_BEFORE_EXPRESS
                || current().step() == Step.SNAPSHOT_ON_DEMAND && !isBehindRestore());
    return before ? hop.databasesFrom() : hop.site();
  }

  private boolean isBehindRestore() {
    return procedure
        .positionOf(new StepAt(current().hop(), Step.RESTORE))
        .filter(restore -> restore >= standing.position())
        .isEmpty();
  }

  Underway with(Condition other) {
    return new Underway(
        particulars,
        procedure,
        choice,
        standing,
        other,
        detour,
        restorePoints,
        round,
        demanded,
        pause,
        timing);
  }

  Underway with(Standing other) {
    return new Underway(
        particulars,
        procedure,
        choice,
        other,
        condition,
        detour,
        restorePoints,
        round,
        demanded,
        pause,
        timing);
  }

  Underway with(List<RestorePoint> others) {
    return new Underway(
        particulars,
        procedure,
        choice,
        standing,
        condition,
        detour,
        others,
        round,
        demanded,
        pause,
        timing);
  }

  Underway onSnapshotDetour(Detour.Demanded begun) {
    return new Underway(
        particulars,
        procedure,
        choice,
        standing,
        new Condition.Passing(),
        begun,
        restorePoints,
        round,
        demanded + 1,
        pause,
        timing);
  }

  Underway onRollback(Detour.RollingBack begun) {
    return new Underway(
        particulars,
        procedure,
        choice,
        standing,
        new Condition.Passing(),
        begun,
        restorePoints,
        round + 1,
        demanded,
        pause,
        timing);
  }

  Underway within(Detour.RollingBack further) {
    return new Underway(
        particulars,
        procedure,
        choice,
        standing,
        condition,
        further,
        restorePoints,
        round,
        demanded,
        pause,
        timing);
  }

  Underway offDetour(Standing where, Condition how) {
    return new Underway(
        particulars,
        procedure,
        choice,
        where,
        how,
        null,
        restorePoints,
        round,
        demanded,
        pause,
        timing);
  }

  Underway paused(@Nullable String reason) {
    return new Underway(
        particulars,
        procedure,
        choice,
        standing,
        condition,
        detour,
        restorePoints,
        round,
        demanded,
        reason,
        timing);
  }

  Underway with(Timing other) {
    return new Underway(
        particulars,
        procedure,
        choice,
        standing,
        condition,
        detour,
        restorePoints,
        round,
        demanded,
        pause,
        other);
  }
}
