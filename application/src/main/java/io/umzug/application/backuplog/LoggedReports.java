package io.umzug.application.backuplog;

import io.umzug.domain.backuplog.DatabaseOutcome;
import io.umzug.domain.backuplog.DatabaseOutcome.Result;
import io.umzug.domain.backuplog.LogRun;
import io.umzug.domain.backuplog.LoggedFailure;
import io.umzug.domain.backuplog.Operation;
import io.umzug.domain.backuplog.Verdict;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.LoggedRun;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** From a run in the Backup-Manager's log to the report that says the same. */
final class LoggedReports {

  private LoggedReports() {}

  /** Which kind of run the order waits for. */
  static Operation wanted(WorkOrder order) {
    return order.step() == Step.RESTORE ? Operation.RESTORE : Operation.BACKUP;
  }

  /**
   * Empty as long as the run tells nothing that ends the work. A cause may stand in the lines to
   * come: a failure without one waits until the log is at rest.
   */
  static Optional<Report> of(WorkOrder order, LogRun run, boolean settled) {
    return switch (run.verdict()) {
      case Verdict.Failed failed ->
          failed.rootCause().understood() || settled
              ? Optional.of(failure(order, diagnosis(failed.rootCause(), run)))
              : Optional.empty();
      case Verdict.Completed _ -> Optional.of(success(order, run));
      case Verdict.Unfinished _, Verdict.NotKnown _ -> Optional.empty();
    };
  }

  private static Report failure(WorkOrder order, Diagnosis diagnosis) {
    return wanted(order) == Operation.RESTORE
        ? new Report.RestoreFailed(order, diagnosis)
        : new Report.BackupFailed(order, diagnosis);
  }

  private static Report success(WorkOrder order, LogRun run) {
    LoggedRun told =
        new LoggedRun(
            run.place().toString(),
            run.databases().stream()
                .filter(outcome -> outcome.result() == Result.SUCCEEDED)
                .map(DatabaseOutcome::database)
                .toList(),
            run.toldEnd());
    return wanted(order) == Operation.RESTORE
        ? new Report.RestoreCompleted(order, List.of(), told)
        : new Report.BackupCompleted(order, List.of(), told);
  }

  /** B7: what accompanies the root cause is not hidden. */
  private static Diagnosis diagnosis(LoggedFailure root, LogRun run) {
    Diagnosis cause = root.diagnosis();
    String accompanying =
        run.accompanying().stream()
            .map(entry -> "Accompanies it, %s:\n%s".formatted(entry.place(), entry.original()))
            .collect(Collectors.joining("\n"));
    return new Diagnosis(
        cause.cause(),
        cause.rules(),
        cause.remedy(),
        storable(
            "%s:\n%s%s"
                .formatted(
                    root.entry().place(),
                    root.entry().original(),
                    accompanying.isEmpty() ? "" : "\n" + accompanying)));
  }

  /** Halves of characters, which garbage may hold, are no text that PostgreSQL keeps. */
  private static String storable(String text) {
    return text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
