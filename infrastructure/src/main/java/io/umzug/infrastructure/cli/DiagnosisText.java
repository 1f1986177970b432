package io.umzug.infrastructure.cli;

import io.umzug.domain.backuplog.DatabaseOutcome;
import io.umzug.domain.backuplog.LogEntry;
import io.umzug.domain.backuplog.LogRun;
import io.umzug.domain.backuplog.LoggedFailure;
import io.umzug.domain.backuplog.Operation;
import io.umzug.domain.backuplog.Verdict;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the Backup-Manager's log says, as lines for a screen of some width. */
final class DiagnosisText {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss");
  private static final int TOLD_IN_FULL = 5;
  private static final int LISTED = 20;
  private static final int MOST_ORIGINAL_LINES = 40;

  private final WrappedText text;

  private DiagnosisText(WrappedText text) {
    this.text = text;
  }

  static List<String> of(LoggedRuns runs, long read, Screen screen) {
    DiagnosisText text = new DiagnosisText(WrappedText.on(screen));
    text.summary(runs, read);
    runs.failed().stream().limit(TOLD_IN_FULL).forEach(run -> text.failed(run, runs));
    text.list("Earlier failures:", runs.failed().stream().skip(TOLD_IN_FULL).toList());
    text.list("Without a failure:", runs.others());
    return text.text.lines();
  }

  private void summary(LoggedRuns runs, long read) {
    String found =
        runs.haveFailed()
            ? "%d of %d %s failed."
                .formatted(runs.failures(), runs.all(), runs.all() == 1 ? "run" : "runs")
            : runs.all() == 0
                ? "No backup, restore or test of a shared folder is in it, and no error."
                : "No failure found.";
    text.wrapped("", "%d lines read (B6). %s".formatted(read, found));
  }

  private void failed(LogRun run, LoggedRuns runs) {
    if (!(run.verdict() instanceof Verdict.Failed failed)) {
      return;
    }
    text.line("");
    text.wrapped("", "FAILED: " + headline(run));
    runs.completedAfter(run)
        .ifPresent(
            later -> text.wrapped("  ", "A later one completed: %s.".formatted(later.place())));
    failure("Root cause", failed.rootCause());
    failed.failures().stream()
        .skip(1)
        .forEach(further -> failure("Failed, too: " + further.database(), further));
    accompanying(run);
  }

  private void failure(String title, LoggedFailure failure) {
    text.line("");
    text.line("  %s (%s):".formatted(title, failure.entry().place()));
    original("    | ", failure.entry());
    text.wrapped("  What happened: ", failure.diagnosis().cause());
    text.wrapped("  What to do:    ", failure.diagnosis().remedy());
    text.line("  Rules:         " + String.join(", ", failure.diagnosis().rules()));
  }

  private void accompanying(LogRun run) {
    if (!run.accompanying().isEmpty()) {
      text.line("");
      text.line("  Accompanies it (B7), no root cause:");
      run.accompanying()
          .forEach(
              entry -> {
                text.line("    %s:".formatted(entry.place()));
                original("      | ", entry);
              });
    }
    if (run.omitted() > 0) {
      text.line("    ... and %d more errors in %s".formatted(run.omitted(), run.place()));
    }
  }

  private void list(String title, List<LogRun> runs) {
    if (runs.isEmpty()) {
      return;
    }
    text.line("");
    text.line(title);
    runs.stream()
        .limit(LISTED)
        .forEach(
            run -> {
              text.wrapped("  ", headline(run) + ": " + inWords(run));
              if (!run.hasFailed()) {
                accompanying(run);
              }
            });
    if (runs.size() > LISTED) {
      text.line("  ... and %d more".formatted(runs.size() - LISTED));
    }
  }

  private static String headline(LogRun run) {
    String what =
        switch (run.operation()) {
          case BACKUP -> "backup";
          case RESTORE -> "restore";
          case SHARE_TEST -> "test of the shared folder";
          case UNKNOWN -> "work of the Backup-Manager";
        };
    String folder =
        run.operation() == Operation.SHARE_TEST && !run.folder().isEmpty()
            ? " " + run.folder()
            : "";
    String databases =
        run.databases().isEmpty()
            ? ""
            : " of "
                + run.databases().stream()
                    .map(DatabaseOutcome::database)
                    .collect(Collectors.joining(", "));
    String server = run.server().isEmpty() ? "" : " on " + run.server();
    return what
        + folder
        + (run.operation() == Operation.SHARE_TEST ? "" : databases)
        + server
        + at(run.begun())
        + " ("
        + run.place()
        + ")";
  }

  private static String at(@Nullable LocalDateTime time) {
    return time == null ? "" : ", " + TIME.format(time);
  }

  private static String inWords(LogRun run) {
    return switch (run.verdict()) {
      case Verdict.Completed _ -> "completed";
      case Verdict.Failed failed -> "failed, " + failed.rootCause().entry().place();
      case Verdict.Unfinished _ ->
          "not finished, or its end is told in words that Umzug does not know";
      case Verdict.NotKnown _ -> "no error told; its end is told in words that Umzug does not know";
    };
  }

  private void original(String lead, LogEntry entry) {
    List<String> original = entry.original().lines().toList();
    original.stream().limit(MOST_ORIGINAL_LINES).forEach(each -> text.line(lead + each));
    if (original.size() > MOST_ORIGINAL_LINES) {
      text.line("%s... and %d more lines".formatted(lead, original.size() - MOST_ORIGINAL_LINES));
    }
  }
}
