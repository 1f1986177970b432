package io.umzug.domain.migration;

import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.CsvFacts;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.DatabaseRows;
import io.umzug.domain.evidence.DatabaseScript;
import io.umzug.domain.evidence.EvidenceFile;
import io.umzug.domain.evidence.KeptFile;
import io.umzug.domain.evidence.OverwriteEntry;
import io.umzug.domain.evidence.ProgramRun;
import io.umzug.domain.evidence.ServiceRun;
import io.umzug.domain.evidence.TableComparison;
import io.umzug.domain.evidence.TableCount;
import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.migration.Particulars.Machine;
import io.umzug.domain.plan.BackupBy;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.PreflightReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Brings moves into every situation, by nothing but commands. */
final class Situations {

  static final MigrationId ID = new MigrationId("acme");
  static final Diagnosis DIAGNOSIS = new Diagnosis("cause", List.of("B3"), "remedy", "exact text");
  static final List<DatabaseMove> MOVES =
      List.of(
          new DatabaseMove("XPDATA", "OLD", "NEW", "BETWEEN"),
          new DatabaseMove("XPVDIR", "OLD", "NEW", "BETWEEN"));

  static final Instant FROM = Instant.parse("2026-11-21T18:00:00Z");
  static final Instant UNTIL = Instant.parse("2026-11-22T06:00:00Z");
  static final Instruction SCHEDULE = new Instruction.ScheduleCutOver(FROM, UNTIL);

  private final List<MigrationEvent> events = new ArrayList<>();
  private Migration state = Migration.initial();

  static StepAt at(Step step) {
    return new StepAt(0, step);
  }

  static StepAt at(int hop, Step step) {
    return new StepAt(hop, step);
  }

  /** A move in an estate that describes all three sites. */
  static Particulars particulars(XPhoneVersion from, XPhoneVersion to) {
    return particulars(RouteKind.RELOCATION, from, to);
  }

  /** E1: the SQL Express update is made on one machine. */
  static Particulars particulars(RouteKind route, XPhoneVersion from, XPhoneVersion to) {
    return particulars(
        route,
        from,
        to,
        List.of(
            new Machine(Site.SOURCE, "OLDXP", route != RouteKind.TRANSFER),
            new Machine(Site.INTERMEDIATE, "BETWEEN", true),
            new Machine(
                Site.TARGET, route == RouteKind.SQL_EXPRESS_UPDATE ? "oldxp" : "NEWXP", true)));
  }

  /** R21: the XPhone server stays where it is. */
  static Particulars stays(XPhoneVersion from, XPhoneVersion to) {
    return particulars(
        RouteKind.RELOCATION,
        from,
        to,
        List.of(
            new Machine(Site.SOURCE, "OLDXP", true),
            new Machine(Site.INTERMEDIATE, "BETWEEN", true),
            new Machine(Site.TARGET, "oldxp", true)));
  }

  static Particulars particulars(
      RouteKind route, XPhoneVersion from, XPhoneVersion to, List<Machine> machines) {
    return new Particulars(ID, "Acme", "estate", from, to, MOVES, route, machines);
  }

  static Situations unopened() {
    return new Situations();
  }

  /** The same events, of a move that was opened with other particulars. */
  static Situations replayed(List<MigrationEvent> events, Particulars particulars) {
    Situations move = opened(particulars);
    for (MigrationEvent event : events.subList(1, events.size())) {
      move.events.add(event);
      move.state = Evolution.evolve(move.state, event);
    }
    return move;
  }

  static Situations opened() {
    return opened(particulars(XPhoneVersion.V8, XPhoneVersion.V9));
  }

  static Situations opened(Particulars particulars) {
    return unopened().after(new Instruction.OpenMigration(particulars));
  }

  static Situations planned(Plan plan) {
    Particulars move =
        plan == Plan.D
            ? stays(XPhoneVersion.V8, XPhoneVersion.V9)
            : particulars(XPhoneVersion.V8, XPhoneVersion.V9);
    return opened(move).after(new Instruction.ChoosePlan(Choice.of(plan), "")).checked();
  }

  /** The long way from V5, by plan C in the end. */
  static Situations from(XPhoneVersion version, Downtime downtime) {
    return opened(particulars(version, XPhoneVersion.V9))
        .after(
            new Instruction.ChoosePlan(
                new Choice(Plan.C, downtime, Transport.BACKUP_AND_RESTORE, BackupBy.UMZUG),
                "rehearsed"))
        .checked();
  }

  static Situations transfer() {
    return opened(particulars(RouteKind.TRANSFER, XPhoneVersion.V4, XPhoneVersion.V9))
        .after(new Instruction.ChoosePlan(Choice.of(Plan.A), ""))
        .checked();
  }

  static Situations sqlExpress() {
    return opened(particulars(RouteKind.SQL_EXPRESS_UPDATE, XPhoneVersion.V8, XPhoneVersion.V8))
        .after(new Instruction.ChoosePlan(Choice.of(null), ""))
        .checked();
  }

  /** Row 3 is offered, and a way back would end after the window. */
  static Situations windowClosed() {
    Situations move = planned(Plan.C).until(Step.INSTALL_OUTLOOK).after(SCHEDULE);
    return move.after(new Report.RollbackWindowClosed(ID, move.lastNumber(), FROM));
  }

  /** The number of the latest event. */
  long lastNumber() {
    return events.size() - 1L;
  }

  static WorkOrder order(Step step, Task task, int attempt) {
    return order(step, task, attempt, Site.TARGET);
  }

  static WorkOrder order(Step step, Task task, int attempt, Site site) {
    return new WorkOrder(ID, "estate", step, task, attempt, 0, 0, site);
  }

  static final WorkOrder BACKUP = order(Step.BACKUP, Task.BACK_UP_DATABASES, 1);

  static List<DatabaseBackup> backups(String... databases) {
    return java.util.Arrays.stream(databases)
        .map(
            database ->
                new DatabaseBackup(
                    database,
                    "OLD",
                    "\\\\NEW\\share\\" + database,
                    "guid-" + database,
                    10,
                    "00",
                    List.of(new TableCount("dbo.t", 5, 5))))
        .toList();
  }

  /** The move's databases on the SQL Servers of a site. */
  static List<DatabaseBackup> backupsAt(Site site) {
    return MOVES.stream()
        .map(
            move ->
                new DatabaseBackup(
                    move.database(),
                    move.at(site),
                    "\\\\NEW\\share\\" + move.at(site) + move.database(),
                    "guid-" + move.database(),
                    10,
                    "00",
                    List.of(new TableCount("dbo.t", 5, 5))))
        .toList();
  }

  static List<DatabaseScript> scripts(String... databases) {
    return java.util.Arrays.stream(databases)
        .map(
            database ->
                new DatabaseScript(
                    database,
                    "OLD",
                    database + ".sql",
                    10,
                    "00",
                    List.of(new TableCount("dbo.t", 5, 5)),
                    true))
        .toList();
  }

  static List<DatabaseRestore> restores(long rows, String... databases) {
    return java.util.Arrays.stream(databases)
        .map(
            database ->
                new DatabaseRestore(
                    database,
                    "NEW",
                    "guid-" + database,
                    List.of(new TableComparison("dbo.t", new TableCount("dbo.t", 5, 5), rows))))
        .toList();
  }

  /** As it is after the first start: one row that the service wrote itself. */
  static final ServiceRun RUN =
      new ServiceRun("service", 0, List.of(), List.of(new DatabaseRows("XPDATA", 1)));

  static final KeptFile ATLAS = new KeptFile("atlas.xml", "S/atlas.xml", 3, "00");

  static final Finding PASSES = Finding.pass(Check.SYSADMIN, "NEW", "yes", "It is sysadmin.");
  static final Finding WARNS =
      Finding.warning(Check.RECOVERY_MODEL, "XPDATA", "FULL", "It is FULL.", "Set it to SIMPLE.");
  static final Finding FAILS =
      Finding.fail(Check.SYSADMIN, "NEW", "no", "It is not sysadmin.", "Make it so.");

  static PreflightReport report(Occasion occasion, Finding... findings) {
    return new PreflightReport(
        "estate", RouteKind.RELOCATION, Plan.C, Downtime.IN_PLACE, occasion, List.of(findings));
  }

  static OverwriteEntry target(String database, long rows) {
    return new OverwriteEntry(database, "NEW", true, 8192, 3, rows, "");
  }

  /** The report of success that ends this work. */
  static Report success(WorkOrder order) {
    return switch (order.task()) {
      case BACK_UP_DATABASES -> new Report.BackupCompleted(order, backups("XPDATA", "XPVDIR"));
      case CREATE_DATABASES -> new Report.DatabasesCreated(order, List.of());
      case ENABLE_FILESTREAM -> new Report.FilestreamEnabled(order, List.of());
      case PROBE_SQL_SERVERS -> new Report.SqlServersReached(order, List.of());
      case REWRITE_ATLAS ->
          new Report.AtlasRewritten(
              order, new io.umzug.domain.evidence.AtlasAdaptation("f", "c", "0", "1", List.of()));
      case START_SERVICE -> new Report.ServiceStarted(order, RUN);
      case RESTORE_DATABASES -> new Report.RestoreCompleted(order, restores(5, "XPDATA", "xpvdir"));
      case RESTART_SERVICE -> new Report.RestartConfirmed(order, RUN);
      case RUN_SERVICE -> new Report.ServiceStarted(order, RUN);
      case STOP_SERVICE -> new Report.ServiceStopped(order, "service");
      case TAKE_SNAPSHOT ->
          new Report.SnapshotTaken(order, backupsAt(order.site()), List.of(ATLAS));
      case RESTORE_SNAPSHOT ->
          new Report.SnapshotRestored(order, restores(5, "XPDATA", "XPVDIR"), List.of(ATLAS));
      case SURVEY_TARGETS -> new Report.TargetsSurveyed(order, List.of(target("XPDATA", 1)));
      case EXPORT_SCRIPTS -> new Report.ScriptsExported(order, scripts("XPDATA", "XPVDIR"));
      case RUN_SCRIPTS -> new Report.ScriptsRun(order, restores(5, "XPDATA", "XPVDIR"));
      case VERIFY_DATABASES -> new Report.DatabasesVerified(order, restores(5, "XPDATA", "XPVDIR"));
      case RUN_BATCH_FILES ->
          new Report.BatchFilesRan(
              order, List.of(new ProgramRun("x.BAT", 0, new EvidenceFile("x.txt", "00", 3))));
      case CHECK_CSV -> new Report.CsvChecked(order, new CsvFacts("users.csv", "00", 3));
      case RUN_PREFLIGHT -> new Report.PreflightCompleted(order, report(Occasion.START, PASSES));
      case CONFIRM_BY_HAND, APPROVE_OVERWRITE, ACCEPT_FINDINGS ->
          throw new AssertionError("No report answers " + order);
    };
  }

  Situations after(MigrationCommand command) {
    if (Decider.decide(state(), command) instanceof Accepted accepted) {
      for (MigrationEvent event : accepted.events()) {
        events.add(event);
        state = Evolution.evolve(state, event);
      }
      return this;
    }
    throw new AssertionError("Refused: " + command + " in " + state());
  }

  /** The checks at the start have passed. */
  private Situations checked() {
    return underway().current().step() == Step.PREFLIGHT ? next() : this;
  }

  /** The checks that are under way find this. */
  Situations found(Finding... findings) {
    MigrationEvent.PreflightRequested request =
        (MigrationEvent.PreflightRequested) events.getLast();
    return after(
        new Report.PreflightCompleted(request.order(), report(request.occasion(), findings)));
  }

  /** The id of what a person has in front of them. */
  String here() {
    return AtHand.of(underway()).orElse("");
  }

  /** Goes the usual way until the step's turn has come. */
  Situations until(Step step) {
    return until(at(step));
  }

  Situations until(StepAt step) {
    while (!underway().current().at().equals(step)) {
      next();
    }
    return this;
  }

  Underway underway() {
    return (Underway) state();
  }

  /** One thing that the usual way brings next. */
  Situations next() {
    Underway underway = underway();
    StepAt step = underway.current().at();
    return switch (underway.condition()) {
      case Condition.Held _ -> after(new Instruction.BeginStep(step));
      case Condition.Working working -> after(success(working.order()));
      case Condition.Offered _ -> after(done(step, here()));
      case Condition.AwaitingApproval awaiting ->
          after(new Instruction.ApproveOverwrite(step, awaiting.databases()));
      case Condition.AwaitingFindings _ ->
          after(new Instruction.AcceptFindings(step, here(), "known"));
      case Condition.Halted _ -> after(new Instruction.RetryStep(step));
      case Condition.Passing _ -> throw new AssertionError("At rest between two steps");
    };
  }

  /** The word that ends what was offered. */
  static Instruction done(StepAt step, String work) {
    return switch (step.step()) {
      case VM_SNAPSHOT -> new Instruction.ClaimVmSnapshot(step, "before", true);
      case ACCEPT_LOSS -> new Instruction.AcceptLoss(step, true, "The journal may go.");
      case TRANSFER_ANNOUNCEMENTS,
          TRANSFER_AUTO_ATTENDANTS,
          TRANSFER_DYNAMIC_LINES,
          TRANSFER_PBX_PARAMETERS,
          TRANSFER_USERS ->
          new Instruction.ConfirmTransfer(step, 7, "");
      default -> new Instruction.ConfirmStep(step, work, "done");
    };
  }

  Situations completed() {
    while (!(state() instanceof Migration.Completed)) {
      next();
    }
    return this;
  }

  Migration state() {
    return state;
  }

  List<MigrationEvent> events() {
    return List.copyOf(events);
  }
}
