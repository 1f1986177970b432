package io.umzug.application.migration;

import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.KeptFile;
import io.umzug.domain.evidence.ServiceRun;
import io.umzug.domain.evidence.TableComparison;
import io.umzug.domain.evidence.TableCount;
import io.umzug.domain.migration.Condition;
import io.umzug.domain.migration.Decider;
import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.migration.Evolution;
import io.umzug.domain.migration.Instruction;
import io.umzug.domain.migration.Migration;
import io.umzug.domain.migration.MigrationCommand;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationEvent.CutOverScheduled;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Particulars;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.Underway;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.PreflightReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A move that comes along by nothing but commands, with the time that each of them took. */
public final class WindowedMove {

  public static final MigrationId ID = new MigrationId("acme");

  private static final List<DatabaseBackup> BACKUPS =
      List.of(
          new DatabaseBackup(
              "XPDATA", "OLD", "f.bak", "guid", 1, "00", List.of(new TableCount("t", 1, 1))));
  private static final List<DatabaseRestore> RESTORES =
      List.of(
          new DatabaseRestore(
              "XPDATA",
              "NEW",
              "guid",
              List.of(new TableComparison("t", new TableCount("t", 1, 1), 1))));
  private static final KeptFile ATLAS = new KeptFile("atlas.xml", "S/atlas.xml", 3, "00");
  private static final ServiceRun RUN = new ServiceRun("s", 0, List.of(), List.of());

  private final List<RecordedEvent> events = new ArrayList<>();
  private long targetBytes = 1;
  private Instant now;

  /** Plan A is chosen. */
  public WindowedMove(Instant now) {
    this.now = now;
    say(
        new Instruction.OpenMigration(
            new Particulars(
                ID,
                "t",
                "estate",
                XPhoneVersion.V8,
                XPhoneVersion.V9,
                List.of(new DatabaseMove("XPDATA", "OLD", "NEW")),
                RouteKind.RELOCATION,
                List.of())));
    say(new Instruction.ChoosePlan(Choice.of(Plan.A), ""));
    say(success(order()));
  }

  public List<RecordedEvent> events() {
    return List.copyOf(events);
  }

  public MigrationEvent schedule(Instant from, Instant until) {
    return say(new Instruction.ScheduleCutOver(from, until));
  }

  public MigrationEvent closing(Instant lastMoment) {
    return say(new Report.RollbackWindowClosing(ID, window(), lastMoment));
  }

  public MigrationEvent closed(Instant lastMoment) {
    return say(new Report.RollbackWindowClosed(ID, window(), lastMoment));
  }

  public MigrationEvent overridden() {
    return say(new Instruction.OverrideWindow("the partner agrees"));
  }

  /** The number of the latest window. */
  public long window() {
    return events.stream()
        .filter(recorded -> recorded.event() instanceof CutOverScheduled)
        .mapToLong(RecordedEvent::sequence)
        .max()
        .orElseThrow();
  }

  /** R23: the backup, and the snapshot that is made of it. */
  public MigrationEvent backedUpIn(Duration took) {
    say(new Instruction.BeginStep(new StepAt(0, Step.BACKUP)));
    now = now.plus(took);
    MigrationEvent completed = say(new Report.BackupCompleted(order(), BACKUPS));
    say(new Report.SnapshotTaken(order(), BACKUPS, List.of()));
    return completed;
  }

  /** Goes the usual way up to this step, where each work takes as long. */
  public WindowedMove until(Step step, Duration eachWork) {
    while (underway().current().step() != step) {
      StepAt at = underway().current().at();
      switch (underway().condition()) {
        case Condition.Held _ -> say(new Instruction.BeginStep(at));
        case Condition.Working working -> {
          now = now.plus(eachWork);
          say(success(working.order()));
        }
        case Condition.Offered _,
            Condition.AwaitingApproval _,
            Condition.AwaitingFindings _,
            Condition.Halted _,
            Condition.Passing _ ->
            say(new Instruction.ConfirmStep(at, ""));
      }
    }
    return this;
  }

  MigrationEvent say(MigrationCommand command) {
    if (!(Decider.decide(state(), command) instanceof Accepted accepted)
        || accepted.events().isEmpty()) {
      throw new AssertionError("Nothing came of " + command);
    }
    for (MigrationEvent event : accepted.events()) {
      events.add(new RecordedEvent(events.size(), now, "type", "anna", "API", event));
    }
    return accepted.events().getFirst();
  }

  private Migration state() {
    return Evolution.of(events.stream().map(RecordedEvent::event).toList());
  }

  private Underway underway() {
    return (Underway) state();
  }

  private WorkOrder order() {
    return ((Condition.Working) underway().condition()).order();
  }

  /** The databases that the target's snapshot before the restore brings back have this size. */
  WindowedMove targetHolds(long bytes) {
    targetBytes = bytes;
    return this;
  }

  private List<DatabaseBackup> backups(WorkOrder order) {
    return order.site() == Site.SOURCE
        ? BACKUPS
        : List.of(
            new DatabaseBackup(
                "XPDATA",
                "NEW",
                "n.bak",
                "guid",
                targetBytes,
                "00",
                List.of(new TableCount("t", 1, 1))));
  }

  private Report success(WorkOrder order) {
    return switch (order.task()) {
      case BACK_UP_DATABASES -> new Report.BackupCompleted(order, BACKUPS);
      case TAKE_SNAPSHOT -> new Report.SnapshotTaken(order, backups(order), List.of(ATLAS));
      case PROBE_SQL_SERVERS -> new Report.SqlServersReached(order, List.of());
      case START_SERVICE, RUN_SERVICE -> new Report.ServiceStarted(order, RUN);
      case RESTART_SERVICE -> new Report.RestartConfirmed(order, RUN);
      case STOP_SERVICE -> new Report.ServiceStopped(order, "s");
      case SURVEY_TARGETS -> new Report.TargetsSurveyed(order, List.of());
      case RESTORE_DATABASES -> new Report.RestoreCompleted(order, RESTORES);
      case RESTORE_SNAPSHOT -> new Report.SnapshotRestored(order, RESTORES, List.of());
      case RUN_PREFLIGHT ->
          new Report.PreflightCompleted(
              order,
              new PreflightReport(
                  "estate",
                  RouteKind.RELOCATION,
                  Plan.A,
                  Downtime.IN_PLACE,
                  order.step() == Step.PREFLIGHT ? Occasion.START : Occasion.RESTORE,
                  List.of()));
      default -> throw new AssertionError("No report answers " + order);
    };
  }
}
