package io.umzug.domain.migration;

import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.ServiceRun;
import io.umzug.domain.evidence.TableComparison;
import io.umzug.domain.evidence.TableCount;
import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.ArrayList;
import java.util.List;

/** Brings moves into every situation, by nothing but commands. */
final class Situations {

  static final MigrationId ID = new MigrationId("acme");
  static final Diagnosis DIAGNOSIS = new Diagnosis("cause", List.of("B3"), "remedy", "exact text");
  static final List<DatabaseMove> MOVES =
      List.of(new DatabaseMove("XPDATA", "OLD", "NEW"), new DatabaseMove("XPVDIR", "OLD", "NEW"));

  private final List<MigrationEvent> events = new ArrayList<>();

  static Particulars particulars(XPhoneVersion from, XPhoneVersion to) {
    return new Particulars(ID, "Acme", "estate", from, to, MOVES);
  }

  static Situations unopened() {
    return new Situations();
  }

  static Situations opened() {
    return unopened()
        .after(new Instruction.OpenMigration(particulars(XPhoneVersion.V8, XPhoneVersion.V9)));
  }

  static Situations planned(Plan plan) {
    return opened().after(new Instruction.ChoosePlan(plan));
  }

  static WorkOrder order(Step step, Task task, int attempt) {
    return new WorkOrder(ID, "estate", step, task, attempt);
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

  static final ServiceRun RUN = new ServiceRun("service", 0, List.of());

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
      case CONFIRM_BY_HAND -> throw new AssertionError("No report answers " + order);
    };
  }

  Situations after(MigrationCommand command) {
    if (Decider.decide(state(), command) instanceof Accepted accepted) {
      events.addAll(accepted.events());
      return this;
    }
    throw new AssertionError("Refused: " + command);
  }

  /** Goes the usual way until the step's turn has come. */
  Situations until(Step step) {
    while (!(state() instanceof Migration.Underway underway && underway.current().step() == step)) {
      next();
    }
    return this;
  }

  /** One thing that the usual way brings next. */
  Situations next() {
    Migration.Underway underway = (Migration.Underway) state();
    Step step = underway.current().step();
    return switch (underway.condition()) {
      case Condition.Held _ -> after(new Instruction.BeginStep(step));
      case Condition.Working working -> after(success(working.order()));
      case Condition.Offered _ -> after(new Instruction.ConfirmStep(step, "done"));
      case Condition.Halted _ -> after(new Instruction.RetryStep(step));
      case Condition.Passing _ -> throw new AssertionError("At rest between two steps");
    };
  }

  Situations completed() {
    while (!(state() instanceof Migration.Completed)) {
      next();
    }
    return this;
  }

  Migration state() {
    return Evolution.of(events);
  }

  List<MigrationEvent> events() {
    return List.copyOf(events);
  }
}
