package io.umzug.domain.migration;

import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.DatabaseScript;
import io.umzug.domain.migration.MigrationEvent.OfWork;
import io.umzug.domain.plan.BackupBy;
import io.umzug.domain.plan.Effects;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether what arrived at a SQL Server is what was sent: never a matter of a report's claim. */
final class Arrivals {

  private Arrivals() {}

  /** R33: the restore ends only when every database was restored and holds the backup's rows. */
  static OfWork restored(Underway state, Report.RestoreCompleted report) {
    List<String> missing = missing(state, names(report.restores()));
    if (!missing.isEmpty()) {
      return new MigrationEvent.RestoreFailed(
          report.order(), incomplete("restore", "R33", missing));
    }
    List<DatabaseRestore> differing = Differences.among(report.restores(), _ -> true);
    return differing.isEmpty()
        ? new MigrationEvent.RestoreCompleted(report.order(), report.restores())
        : new MigrationEvent.RestoreFailed(
            report.order(),
            new Diagnosis(
                "The restored databases do not hold the rows that were backed up.",
                List.of("R33"),
                "Make sure that nothing writes to the target databases, then retry the restore. If the"
                    + " tables changed while they were backed up, make the backup anew (R23) and retry,"
                    + " or accept the differences with a reason.",
                Differences.inWords(differing)),
            differing);
  }

  /** The snapshot's databases hold the snapshot's rows again. */
  static OfWork putBack(List<DatabaseBackup> wanted, Report.SnapshotRestored report) {
    List<String> missing =
        missing(wanted.stream().map(DatabaseBackup::database).toList(), names(report.databases()));
    if (!missing.isEmpty()) {
      return new MigrationEvent.SnapshotRestoreFailed(
          report.order(), incomplete("restore of the snapshot", "R10", missing));
    }
    List<DatabaseRestore> differing = Differences.among(report.databases(), _ -> true);
    return differing.isEmpty()
        ? new MigrationEvent.SnapshotRestored(report.order(), report.databases(), report.files())
        : new MigrationEvent.SnapshotRestoreFailed(
            report.order(),
            new Diagnosis(
                "The databases do not hold the rows of the snapshot again.",
                List.of("R10"),
                "Make sure that nothing writes to these databases, then retry. If the tables changed while"
                    + " the snapshot was taken, accept the differences with a reason.",
                Differences.inWords(differing)),
            differing);
  }

  /** M2: a script of every database, or none. */
  static OfWork scripted(Underway state, Report.ScriptsExported report) {
    List<String> missing =
        missing(state, report.scripts().stream().map(DatabaseScript::database).toList());
    return missing.isEmpty()
        ? new MigrationEvent.ScriptsExported(report.order(), report.scripts())
        : new MigrationEvent.ScriptExportFailed(
            report.order(), incomplete("export", "M2", missing));
  }

  /** M4: the scripts ended only when every database holds the rows that its script inserts. */
  static OfWork run(Underway state, Report.ScriptsRun report) {
    List<String> missing = missing(state, names(report.databases()));
    if (!missing.isEmpty()) {
      return new MigrationEvent.ScriptRunFailed(report.order(), incomplete("run", "M4", missing));
    }
    List<DatabaseRestore> differing = Differences.among(report.databases(), _ -> true);
    return differing.isEmpty()
        ? new MigrationEvent.ScriptsRun(report.order(), report.databases())
        : new MigrationEvent.ScriptRunFailed(
            report.order(),
            new Diagnosis(
                "The databases at the target do not hold the rows that the scripts insert.",
                List.of("M4", "R33"),
                "Make sure that nothing writes to the target databases, then retry the step; or accept"
                    + " the differences with a reason.",
                Differences.inWords(differing)),
            differing);
  }

  /**
   * Rows that a person brought, from a backup or a script of its own moment (B4, M2), while the old
   * server may have gone on (R16): numbers may differ from Umzug's own copy, but no table may be
   * missing or empty. What the batch files brought (E4) may be more than E2 backed up, for the
   * service ran until E3, but never less.
   */
  static OfWork verified(Underway state, Report.DatabasesVerified report) {
    List<String> missing = missing(state, names(report.databases()));
    if (!missing.isEmpty()) {
      return new MigrationEvent.VerificationFailed(
          report.order(), incomplete("verification", "R33", missing));
    }
    boolean itsOwnMoment =
        state.choice().backupBy() == BackupBy.BACKUP_MANAGER
            && Effects.overwrites(state.current().step());
    List<DatabaseRestore> differing =
        Differences.among(
            report.databases(),
            table ->
                itsOwnMoment ? table.restored() == 0 : table.restored() < table.expected().least());
    return differing.isEmpty()
        ? new MigrationEvent.DatabasesVerified(report.order(), report.databases())
        : new MigrationEvent.VerificationFailed(
            report.order(),
            new Diagnosis(
                itsOwnMoment
                    ? "Tables that held rows when they were backed up are empty or missing at the"
                        + " target."
                    : "The databases at the target hold fewer rows than were backed up.",
                List.of("R33", "M4", "E7"),
                "Look at the log of what brought them and do it again, or make the backup anew (R23)"
                    + " that they are compared with; then retry the step. Or accept the differences"
                    + " with a reason.",
                Differences.inWords(differing)),
            differing);
  }

  /** The databases of the move that are not among those present. */
  static List<String> missing(Underway state, List<String> present) {
    return missing(
        state.particulars().databases().stream().map(DatabaseMove::database).toList(), present);
  }

  private static List<String> missing(List<String> wanted, List<String> present) {
    Set<String> known =
        present.stream().map(name -> name.toUpperCase(Locale.ROOT)).collect(Collectors.toSet());
    return wanted.stream().filter(name -> !known.contains(name.toUpperCase(Locale.ROOT))).toList();
  }

  static Diagnosis incomplete(String what, String rule, List<String> missing) {
    return new Diagnosis(
        "The %s is incomplete.".formatted(what),
        List.of(rule),
        "Retry the step; every database of the move must be in it.",
        "Missing: " + String.join(", ", missing));
  }

  private static List<String> names(List<DatabaseRestore> restores) {
    return restores.stream().map(DatabaseRestore::database).toList();
  }
}
