package io.umzug.infrastructure.web;

import io.umzug.domain.evidence.AtlasAdaptation;
import io.umzug.domain.evidence.CreatedDatabase;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.FilestreamLevel;
import io.umzug.domain.evidence.ServiceRun;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.Particulars;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Guidance;
import io.umzug.domain.plan.Step;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Each event in words, for who reads the audit. */
public final class EventSentences {

  private EventSentences() {}

  public static String of(MigrationEvent event) {
    return switch (event) {
      case MigrationEvent.MigrationOpened e -> opened(e.particulars());
      case MigrationEvent.PlanChosen e ->
          "Plan %s was chosen; its procedure of %d steps is frozen as %s."
              .formatted(
                  e.procedure().plan(), e.procedure().steps().size(), e.hash().substring(0, 12));
      case MigrationEvent.StepHeld e -> "%s waits for a person's begin.".formatted(step(e.step()));
      case MigrationEvent.StepBegun e -> "%s began.".formatted(step(e.step()));
      case MigrationEvent.StepOffered e -> "%s may now be done by hand.".formatted(step(e.step()));
      case MigrationEvent.StepConfirmed e ->
          "%s was confirmed%s".formatted(step(e.step()), behind(e.note()));
      case MigrationEvent.StepSkipped e ->
          "%s was skipped%s".formatted(step(e.step()), behind(e.reason()));
      case MigrationEvent.StepRetried e ->
          "%s is tried again, attempt %d.".formatted(step(e.step()), e.attempt());
      case MigrationEvent.StepCompleted e -> "%s is complete.".formatted(step(e.step()));
      case MigrationEvent.MigrationCompleted _ -> "The move is complete.";
      case MigrationEvent.OfWork e -> ofWork(e);
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
    };
  }

  private static String succeeded(MigrationEvent.WorkSucceeded event) {
    return switch (event) {
      case MigrationEvent.BackupCompleted e ->
          "Backed up and read back: %s."
              .formatted(
                  each(e.backups(), b -> "%s (%s)".formatted(b.database(), size(b.bytes()))));
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
    };
  }

  private static String opened(Particulars move) {
    return "The move '%s' was opened: %s to %s in estate %s, with %s."
        .formatted(move.title(), move.from(), move.to(), move.estate(), moves(move.databases()));
  }

  private static String atlas(AtlasAdaptation adaptation) {
    return adaptation.changes().isEmpty()
        ? "atlas.xml was as wanted already."
        : "atlas.xml was adapted: %s. The original is kept as %s."
            .formatted(
                each(
                    adaptation.changes(),
                    change ->
                        "line %d, %s from %s to %s"
                            .formatted(
                                change.line(), change.database(), change.from(), change.to())),
                adaptation.originalCopy());
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
    return "%s on %s (%d tables)"
        .formatted(restore.database(), restore.server(), restore.tables().size());
  }

  private static String run(ServiceRun run) {
    return run.service()
        + (run.healedStarts() == 0
            ? ""
            : ", after partial tables were dropped %d times (R31)".formatted(run.healedStarts()));
  }

  private static String step(Step step) {
    return "Step %s, %s,".formatted(step.label(), Guidance.of(step).title());
  }

  private static String behind(String remark) {
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
