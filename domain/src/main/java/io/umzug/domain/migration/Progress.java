package io.umzug.domain.migration;

import io.umzug.domain.migration.Migration.Underway;
import io.umzug.domain.migration.MigrationEvent.AtlasRewriteRequested;
import io.umzug.domain.migration.MigrationEvent.BackupRequested;
import io.umzug.domain.migration.MigrationEvent.DatabaseCreationRequested;
import io.umzug.domain.migration.MigrationEvent.FilestreamRequested;
import io.umzug.domain.migration.MigrationEvent.MigrationCompleted;
import io.umzug.domain.migration.MigrationEvent.RestartRequested;
import io.umzug.domain.migration.MigrationEvent.RestoreRequested;
import io.umzug.domain.migration.MigrationEvent.ServiceStartRequested;
import io.umzug.domain.migration.MigrationEvent.SqlServerProbeRequested;
import io.umzug.domain.migration.MigrationEvent.StepBegun;
import io.umzug.domain.migration.MigrationEvent.StepCompleted;
import io.umzug.domain.migration.MigrationEvent.StepHeld;
import io.umzug.domain.migration.MigrationEvent.StepOffered;
import io.umzug.domain.plan.ProcedureStep;
import java.util.ArrayList;
import java.util.List;

/** What comes next in a frozen procedure. */
final class Progress {

  private Progress() {}

  /** The step's turn has come: hold it, or begin it. */
  static List<MigrationEvent> enter(Underway state, int position) {
    ProcedureStep step = state.procedure().at(position);
    return step.held()
        ? List.of(new StepHeld(state.particulars().id(), step.step()))
        : begin(state, position);
  }

  static List<MigrationEvent> begin(Underway state, int position) {
    List<MigrationEvent> events = new ArrayList<>();
    events.add(new StepBegun(state.particulars().id(), state.procedure().at(position).step()));
    events.addAll(task(state, position, 0, 1));
    return events;
  }

  /** The current task is done. */
  static List<MigrationEvent> afterTask(Underway state) {
    return state.task() + 1 < state.current().tasks().size()
        ? task(state, state.position(), state.task() + 1, 1)
        : afterStep(state);
  }

  /** The current step is done, or skipped. */
  static List<MigrationEvent> afterStep(Underway state) {
    MigrationId id = state.particulars().id();
    List<MigrationEvent> events = new ArrayList<>();
    events.add(new StepCompleted(id, state.current().step()));
    if (state.procedure().isLast(state.position())) {
      events.add(new MigrationCompleted(id));
    } else {
      events.addAll(enter(state, state.position() + 1));
    }
    return events;
  }

  static List<MigrationEvent> task(Underway state, int position, int task, int attempt) {
    ProcedureStep step = state.procedure().at(position);
    Particulars move = state.particulars();
    WorkOrder order =
        new WorkOrder(move.id(), move.estate(), step.step(), step.tasks().get(task), attempt);
    return List.of(
        switch (order.task()) {
          case CONFIRM_BY_HAND -> new StepOffered(move.id(), step.step());
          case BACK_UP_DATABASES -> new BackupRequested(order, move.databases());
          case CREATE_DATABASES -> new DatabaseCreationRequested(order, move.databases());
          case ENABLE_FILESTREAM -> new FilestreamRequested(order, move.databases());
          case PROBE_SQL_SERVERS -> new SqlServerProbeRequested(order);
          case REWRITE_ATLAS -> new AtlasRewriteRequested(order, move.databases());
          case START_SERVICE -> new ServiceStartRequested(order, move.databases());
          case RESTORE_DATABASES -> new RestoreRequested(order, state.backups());
          case RESTART_SERVICE -> new RestartRequested(order);
        });
  }
}
