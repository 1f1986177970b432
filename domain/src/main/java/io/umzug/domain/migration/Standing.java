package io.umzug.domain.migration;

import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseRows;
import io.umzug.domain.evidence.DatabaseScript;
import io.umzug.domain.evidence.OverwriteEntry;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.preflight.Inspection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How far a move has come in its procedure: what a rollback takes back.
 *
 * @param position index of the current step in the procedure
 * @param task index of the current task in the step
 * @param backups what the latest backup of the databases to be moved left behind; empty before it
 * @param scripts of the databases, for their targets (M2); empty before they are written
 * @param initialRows what the service's first start brought to the target's databases
 * @param survey what the restore would destroy; empty before it was looked at
 * @param skipped optional steps that were skipped and not taken up again
 * @param inspection what the checks have found, and what of it was accepted
 */
public record Standing(
    int position,
    int task,
    List<DatabaseBackup> backups,
    List<DatabaseScript> scripts,
    List<DatabaseRows> initialRows,
    List<OverwriteEntry> survey,
    Set<StepAt> skipped,
    Inspection inspection) {

  public Standing {
    backups = List.copyOf(backups);
    scripts = List.copyOf(scripts);
    initialRows = List.copyOf(initialRows);
    survey = List.copyOf(survey);
    skipped = Set.copyOf(skipped);
  }

  static Standing atTheStart() {
    return new Standing(
        0, 0, List.of(), List.of(), List.of(), List.of(), Set.of(), Inspection.none());
  }

  Standing at(int otherPosition, int otherTask) {
    return new Standing(
        otherPosition, otherTask, backups, scripts, initialRows, survey, skipped, inspection);
  }

  Standing withBackups(List<DatabaseBackup> others) {
    return new Standing(position, task, others, scripts, initialRows, survey, skipped, inspection);
  }

  Standing withScripts(List<DatabaseScript> others) {
    return new Standing(position, task, backups, others, initialRows, survey, skipped, inspection);
  }

  Standing withInitialRows(List<DatabaseRows> rows) {
    return new Standing(position, task, backups, scripts, rows, survey, skipped, inspection);
  }

  Standing withSurvey(List<OverwriteEntry> entries) {
    return new Standing(
        position, task, backups, scripts, initialRows, entries, skipped, inspection);
  }

  Standing withSkipped(StepAt step) {
    Set<StepAt> more = new LinkedHashSet<>(skipped);
    more.add(step);
    return new Standing(position, task, backups, scripts, initialRows, survey, more, inspection);
  }

  Standing withoutSkipped(StepAt step) {
    Set<StepAt> fewer = new LinkedHashSet<>(skipped);
    fewer.remove(step);
    return new Standing(position, task, backups, scripts, initialRows, survey, fewer, inspection);
  }

  Standing with(Inspection other) {
    return new Standing(position, task, backups, scripts, initialRows, survey, skipped, other);
  }

  /**
   * R33: the databases at the target that hold more rows than the service's first start brought.
   */
  List<String> databasesWithUserRows() {
    return survey.stream()
        .filter(entry -> entry.rows() > initially(entry.database()))
        .map(OverwriteEntry::database)
        .toList();
  }

  private long initially(String database) {
    return initialRows.stream()
        .filter(rows -> rows.database().equalsIgnoreCase(database))
        .mapToLong(DatabaseRows::rows)
        .max()
        .orElse(0);
  }
}
