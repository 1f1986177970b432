package io.umzug.infrastructure.cli;

import io.umzug.domain.backuplog.LogRun;
import io.umzug.domain.backuplog.Operation;
import io.umzug.domain.backuplog.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The runs of a log of any size: the latest are kept, the others counted. */
final class LoggedRuns {

  private static final int MOST = 100;

  private final Deque<LogRun> failed = new ArrayDeque<>();
  private final Deque<LogRun> others = new ArrayDeque<>();
  private long failures;
  private long all;

  void accept(LogRun run) {
    all++;
    failures += run.hasFailed() ? 1 : 0;
    Deque<LogRun> kept = run.hasFailed() ? failed : others;
    kept.addLast(run);
    if (kept.size() > MOST) {
      kept.removeFirst();
    }
  }

  boolean haveFailed() {
    return failures > 0;
  }

  long failures() {
    return failures;
  }

  long all() {
    return all;
  }

  /** The latest first. */
  List<LogRun> failed() {
    return latestFirst(failed);
  }

  /** The latest first. */
  List<LogRun> others() {
    return latestFirst(others);
  }

  /** The latest run after this one of the same kind that ended well. */
  Optional<LogRun> completedAfter(LogRun run) {
    return others().stream()
        .filter(other -> other.verdict() instanceof Verdict.Completed)
        .filter(other -> other.operation() == run.operation() && isAfter(other, run))
        .findFirst();
  }

  private static boolean isAfter(LogRun run, LogRun other) {
    return run.operation() != Operation.UNKNOWN
        && run.begun() != null
        && other.begun() != null
        && run.begun().isAfter(other.begun());
  }

  private static List<LogRun> latestFirst(Deque<LogRun> runs) {
    List<LogRun> latestFirst = new ArrayList<>(runs);
    Collections.reverse(latestFirst);
    return latestFirst;
  }
}
