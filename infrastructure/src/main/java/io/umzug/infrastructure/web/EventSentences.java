package io.umzug.infrastructure.web;

import io.umzug.domain.evidence.AtlasAdaptation;
import io.umzug.domain.evidence.CreatedDatabase;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseCondition;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.DatabaseScript;
import io.umzug.domain.evidence.FilestreamLevel;
import io.umzug.domain.evidence.ProgramRun;
import io.umzug.domain.evidence.ServiceRun;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.evidence.TableComparison;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.Particulars;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Guidance;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.preflight.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Each event in words, for who reads the audit. */
public final class EventSentences {

  private EventSentences() {}

  /** A step is named without its hop: for events that are told without their move. */
  public static String of(MigrationEvent event) {
    return of(event, at -> at.step().label());
  }

  /**
   * @param labels how people name a step of this move, such as {@code V7:R9}
   */
  static String of(MigrationEvent event, Function<StepAt, String> labels) {
    return switch (event) {
      case MigrationEvent.MigrationOpened e -> opened(e.particulars());
      case MigrationEvent.PlanChosen e ->
          "%s was chosen; its procedure of %d steps is frozen as %s%s"
              .formatted(
                  capital(e.chosen().inWords()),
                  e.procedure().steps().size(),
                  e.hash().substring(0, 12),
                  behind(e.reason() == null ? "" : e.reason()));
      case MigrationEvent.OfStep e -> ofStep(e, labels);
      case MigrationEvent.MigrationPaused e -> "The move was paused" + behind(e.reason());
      case MigrationEvent.MigrationContinued _ -> "The move was continued.";
      case MigrationEvent.MigrationAbandoned e -> "The move was abandoned" + behind(e.reason());
      case MigrationEvent.SnapshotDemanded e -> "A snapshot was asked for" + behind(e.reason());
      case MigrationEvent.SnapshotForgone e ->
          "The snapshot that was asked for is done without" + behind(e.reason());
      case MigrationEvent.BackupDemanded e -> "The backup is to be made anew" + behind(e.reason());
      case MigrationEvent.BackupForgone e ->
          "The backup that was to be made anew is done without" + behind(e.reason());
      case MigrationEvent.RollbackBegun e ->
          "Back to snapshot %s (%s), %d databases and %d files%s"
              .formatted(
                  e.plan().snapshot().id(),
                  e.plan().version(),
                  e.plan().databases().size(),
                  e.plan().files().size(),
                  behind(e.reason()));
      case MigrationEvent.RolledBack e ->
          "The move is as it was at snapshot %s; what came behind it is to be done again."
              .formatted(e.snapshot());
      case MigrationEvent.MigrationCompleted _ -> "The move is complete.";
      case MigrationEvent.OfTime e -> TimeSentences.of(e);
      case MigrationEvent.OfWork e -> ofWork(e);
    };
  }

  private static String differences(List<DatabaseRestore> differing) {
    return differing.stream()
        .flatMap(
            database ->
                database.tables().stream()
                    .map(
                        table ->
                            "%s %s: %d to %d expected, %d found%s"
                                .formatted(
                                    database.database(),
                                    table.table(),
                                    table.expected().least(),
                                    table.expected().most(),
                                    table.restored(),
                                    contents(table.contents()))))
        .collect(Collectors.joining("; "));
  }

  private static String contents(TableComparison.@Nullable Contents contents) {
    return switch (contents) {
      case null -> "";
      case SAME -> "";
      case OTHER_COLUMNS -> ", not the same columns";
      case OTHER_ROWS -> ", not the same contents";
    };
  }

  private static String ofStep(MigrationEvent.OfStep event, Function<StepAt, String> labels) {
    String step = step(labels.apply(event.at()), event.step());
    return switch (event) {
      case MigrationEvent.StepHeld _ -> "%s waits for a person's begin.".formatted(step);
      case MigrationEvent.StepBegun _ -> "%s began.".formatted(step);
      case MigrationEvent.StepOffered _ -> "%s may now be done by hand.".formatted(step);
      case MigrationEvent.StepConfirmed e -> "%s was confirmed%s".formatted(step, behind(e.note()));
      case MigrationEvent.StepSkipped e -> "%s was skipped%s".formatted(step, behind(e.reason()));
      case MigrationEvent.StepRetried e ->
          "%s is tried again, attempt %d.".formatted(step, e.attempt());
      case MigrationEvent.StepCompleted _ -> "%s is complete.".formatted(step);
      case MigrationEvent.SkippedStepDone e ->
          "%s had been skipped and was done after all%s".formatted(step, behind(e.note()));
      case MigrationEvent.TaskDoneByHand e ->
          "%s was done by a person, by hand%s".formatted(step, behind(e.note()));
      case MigrationEvent.DifferencesAccepted e ->
          "%s: rows that differ were accepted (%s)%s"
              .formatted(step, differences(e.differing()), behind(e.reason()));
      case MigrationEvent.EvidenceAttached e ->
          "%s the file '%s' is kept as evidence (%s, SHA-256 %s)%s"
              .formatted(
                  step,
                  e.file().name(),
                  size(e.file().bytes()),
                  e.file().sha256(),
                  behind(e.note()));
      case MigrationEvent.VmSnapshotClaimed e ->
          "The virtual machine was powered off and kept as '%s' (R11).".formatted(e.name());
      case MigrationEvent.LossAccepted e ->
          "The loss of the journal was accepted (R5)%s".formatted(behind(e.statement()));
      case MigrationEvent.ArtefactsTransferred e ->
          "%s carried over %d%s".formatted(step, e.count(), behind(e.note()));
      case MigrationEvent.ApprovalAwaited e ->
          "The restore would overwrite rows in %s: their names are to be typed (R33)."
              .formatted(String.join(", ", e.databases()));
      case MigrationEvent.FindingsAwaited _ ->
          "%s waits for a person, who accepts what was found, or mends it and retries."
              .formatted(step);
      case MigrationEvent.FindingsAccepted e ->
          e.byItself()
              ? "Nothing fails and nothing is worse than it was accepted, so nobody is asked."
              : "What the checks have found was accepted%s".formatted(behind(e.reason()));
      case MigrationEvent.BatchFilesApproved e ->
          "Umzug may run the batch files of step %s (E4).".formatted(e.step().label());
      case MigrationEvent.OverwriteApproved e ->
          e.databases().isEmpty()
              ? "No rows but the service's own are at the target: nothing to approve (R33)."
              : "Overwriting %s was approved by name (R33)."
                  .formatted(String.join(", ", e.databases()));
    };
  }

  private static String ofWork(MigrationEvent.OfWork event) {
    return switch (event) {
      case MigrationEvent.WorkRequested requested ->
          asked(requested) + attempt(requested.order()) + ".";
      case MigrationEvent.WorkSucceeded succeeded -> succeeded(succeeded);
      case MigrationEvent.WorkFailed failed ->
          "%s failed%s: %s"
              .formatted(what(failed), attempt(failed.order()), failed.diagnosis().cause());
      case MigrationEvent.WorkOverran overran ->
          "%s takes longer than expected%s; it goes on, and somebody should look."
              .formatted(step(overran.order().step()), attempt(overran.order()));
    };
  }

  private static String asked(MigrationEvent.WorkRequested event) {
    return switch (event) {
      case MigrationEvent.BackupRequested e ->
          "A backup was asked for of %s".formatted(moves(e.databases()));
      case MigrationEvent.DatabaseCreationRequested e ->
          "The databases %s are to be created".formatted(moves(e.databases()));
      case MigrationEvent.FilestreamRequested _ -> "FILESTREAM is to be activated";
      case MigrationEvent.SqlServerProbeRequested _ ->
          "The SQL Servers that atlas.xml names are to be reached";
      case MigrationEvent.AtlasRewriteRequested e ->
          "atlas.xml is to be adapted for %s".formatted(moves(e.databases()));
      case MigrationEvent.ServiceStartRequested _ -> "The XPhone service is to be started";
      case MigrationEvent.RestoreRequested e ->
          "A restore was asked for of %s".formatted(each(e.backups(), DatabaseBackup::database));
      case MigrationEvent.RestartRequested _ -> "The XPhone service is to be restarted";
      case MigrationEvent.ServiceStopRequested e ->
          "The XPhone service at the %s is to be stopped"
              .formatted(MoveText.word(e.order().site()));
      case MigrationEvent.SnapshotRequested e ->
          "Snapshot %s of the %s was asked for, with %s"
              .formatted(e.snapshot(), MoveText.word(e.order().site()), moves(e.databases()));
      case MigrationEvent.SnapshotRestoreRequested e ->
          "The databases %s and %d files of snapshot %s are to be put back"
              .formatted(
                  each(e.databases(), DatabaseBackup::database), e.files().size(), e.snapshot());
      case MigrationEvent.TargetSurveyRequested e ->
          "It is to be seen what a restore would destroy of %s".formatted(moves(e.databases()));
      case MigrationEvent.ScriptExportRequested e ->
          "Scripts are to be written of %s".formatted(moves(e.databases()));
      case MigrationEvent.ScriptRunRequested e ->
          "The scripts are to be run for %s".formatted(moves(e.databases()));
      case MigrationEvent.VerificationRequested e ->
          "%s are to be compared with their backups".formatted(moves(e.databases()));
      case MigrationEvent.PreflightRequested _ -> "The checks are to be made";
      case MigrationEvent.BatchFilesRequested _ -> "The batch files are to be run";
      case MigrationEvent.CsvCheckRequested _ -> "The CSV of the users is to be checked";
    };
  }

  private static String succeeded(MigrationEvent.WorkSucceeded event) {
    return switch (event) {
      case MigrationEvent.BackupCompleted e ->
          "Backed up and read back: %s."
              .formatted(
                  each(e.backups(), b -> "%s (%s)".formatted(b.database(), size(b.totalBytes()))));
      case MigrationEvent.DatabasesCreated e ->
          "The databases are there: %s.".formatted(each(e.databases(), EventSentences::created));
      case MigrationEvent.FilestreamEnabled e ->
          "FILESTREAM is in effect: %s.".formatted(each(e.levels(), EventSentences::level));
      case MigrationEvent.SqlServersReached e ->
          "The SQL Servers answer: %s.".formatted(each(e.servers(), EventSentences::facts));
      case MigrationEvent.AtlasRewritten e -> atlas(e.adaptation());
      case MigrationEvent.ServiceStarted e -> "The service came up: %s.".formatted(run(e.run()));
      case MigrationEvent.RestoreCompleted e ->
          "Restored and compared: %s.".formatted(each(e.restores(), EventSentences::restored));
      case MigrationEvent.RestartConfirmed e ->
          "The service was restarted and is up: %s.".formatted(run(e.run()));
      case MigrationEvent.ServiceStopped e -> "The service %s is stopped.".formatted(e.service());
      case MigrationEvent.SnapshotTaken e ->
          "Snapshot %s is kept: %s, the %s, %d databases, %d files."
              .formatted(
                  e.snapshot().id(),
                  e.snapshot().version(),
                  MoveText.word(e.snapshot().site()),
                  e.snapshot().databases().size(),
                  e.snapshot().files().size());
      case MigrationEvent.SnapshotRestored e ->
          "Put back and compared: %s; %d files."
              .formatted(each(e.databases(), EventSentences::restored), e.files().size());
      case MigrationEvent.TargetsSurveyed e ->
          "At the target: %s.".formatted(each(e.entries(), MoveText::ledger));
      case MigrationEvent.ScriptsExported e ->
          "Scripts were written: %s.".formatted(each(e.scripts(), EventSentences::script));
      case MigrationEvent.ScriptsRun e ->
          "The scripts ran, and what they brought was counted: %s."
              .formatted(each(e.databases(), EventSentences::restored));
      case MigrationEvent.DatabasesVerified e ->
          "Compared with the backups: %s.".formatted(each(e.databases(), EventSentences::restored));
      case MigrationEvent.PreflightCompleted e ->
          "The checks were made: %d failed, %d warnings, %d passed."
              .formatted(
                  e.report().count(Verdict.FAIL),
                  e.report().count(Verdict.WARNING),
                  e.report().count(Verdict.PASS));
      case MigrationEvent.BatchFilesRan e ->
          "The batch files ran to their end: %s (E4)."
              .formatted(
                  e.runs().stream().map(EventSentences::run).collect(Collectors.joining(", ")));
      case MigrationEvent.CsvChecked e ->
          "The CSV of the users is in order: %d users (R7).".formatted(e.facts().users());
    };
  }

  private static String what(MigrationEvent.WorkFailed event) {
    return switch (event) {
      case MigrationEvent.BackupFailed _ -> "The backup";
      case MigrationEvent.DatabaseCreationFailed _ -> "The creation of the databases";
      case MigrationEvent.FilestreamFailed _ -> "The activation of FILESTREAM";
      case MigrationEvent.SqlServersUnreachable _ -> "Reaching the SQL Servers";
      case MigrationEvent.AtlasRewriteFailed _ -> "The adaptation of atlas.xml";
      case MigrationEvent.ServiceStartFailed _ -> "The start of the XPhone service";
      case MigrationEvent.RestoreFailed _ -> "The restore";
      case MigrationEvent.RestartFailed _ -> "The restart of the XPhone service";
      case MigrationEvent.ServiceStopFailed _ -> "The stop of the XPhone service";
      case MigrationEvent.SnapshotFailed _ -> "The snapshot";
      case MigrationEvent.SnapshotRestoreFailed _ -> "The restore of the snapshot";
      case MigrationEvent.TargetSurveyFailed _ -> "The survey of the target";
      case MigrationEvent.ScriptExportFailed _ -> "The export of the scripts";
      case MigrationEvent.ScriptRunFailed _ -> "The run of the scripts";
      case MigrationEvent.VerificationFailed _ -> "The comparison with the backups";
      case MigrationEvent.PreflightFailed _ -> "The run of the checks";
      case MigrationEvent.BatchFilesFailed _ -> "The run of the batch files";
      case MigrationEvent.CsvCheckFailed _ -> "The check of the CSV";
    };
  }

  private static String run(ProgramRun run) {
    return "%s with exit code %d (its words: %s, SHA-256 %s)"
        .formatted(run.program(), run.exitCode(), run.output().name(), run.output().sha256());
  }

  private static String script(DatabaseScript script) {
    return "%s (%s%s)"
        .formatted(
            script.database(),
            size(script.bytes()),
            script.oneMoment() ? ", all rows of one moment" : "");
  }

  private static String opened(Particulars move) {
    return "The move '%s' was opened: %s to %s in estate %s, with %s."
        .formatted(move.title(), move.from(), move.to(), move.estate(), moves(move.databases()));
  }

  private static String atlas(AtlasAdaptation adaptation) {
    return adaptation.changes().isEmpty()
        ? "atlas.xml was as wanted already."
        : "atlas.xml was adapted: %s. The original is kept as %s.%s"
            .formatted(
                each(
                    adaptation.changes(),
                    change ->
                        "line %d, %s from %s to %s"
                            .formatted(
                                change.line(),
                                change.database(),
                                change.from().isBlank() ? "nothing" : change.from(),
                                change.to())),
                adaptation.originalCopy(),
                adaptation.remarks().stream().map(" "::concat).collect(Collectors.joining()));
  }

  private static String created(CreatedDatabase database) {
    return "%s on %s%s"
        .formatted(
            database.database(), database.server(), database.created() ? "" : " (was there)");
  }

  private static String level(FilestreamLevel level) {
    return "%s level %d".formatted(level.server(), level.effective());
  }

  private static String facts(SqlServerFacts facts) {
    return "%s %s %s".formatted(facts.server(), facts.version(), facts.edition());
  }

  private static String restored(DatabaseRestore restore) {
    DatabaseCondition condition = restore.condition();
    long proven =
        restore.tables().stream()
            .filter(table -> table.contents() == TableComparison.Contents.SAME)
            .count();
    return "%s on %s (%d tables%s)"
        .formatted(
            restore.database(),
            restore.server(),
            restore.tables().size(),
            (proven == 0 ? "" : ", every value of %d the same".formatted(proven))
                + (condition == null ? "" : "; " + ConditionText.of(condition)));
  }

  private static String run(ServiceRun run) {
    return run.service()
        + (run.healedStarts() == 0
            ? ""
            : ", after partial tables were dropped %d times (R31)".formatted(run.healedStarts()));
  }

  static String step(Step step) {
    return step(step.label(), step);
  }

  private static String step(String label, Step step) {
    return "Step %s, %s,".formatted(label, Guidance.of(step).title());
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  static String behind(String remark) {
    return remark.isBlank() ? "." : ": " + remark;
  }

  private static String attempt(WorkOrder order) {
    return " (step %s, attempt %d)".formatted(order.step().label(), order.attempt());
  }

  private static String moves(List<DatabaseMove> databases) {
    return each(databases, DatabaseMove::database);
  }

  private static <T> String each(List<T> values, Function<T, String> words) {
    return values.isEmpty() ? "none" : values.stream().map(words).collect(Collectors.joining(", "));
  }

  private static String size(long bytes) {
    return bytes < 10 * 1024 * 1024
        ? "%d KB".formatted((bytes + 1023) / 1024)
        : "%d MB".formatted(bytes / (1024 * 1024));
  }
}
