package io.umzug.domain.backuplog;

import io.umzug.domain.diagnosis.LoggedError;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Entries in, runs out. Nobody outside the vendor knows how a backup or a restore begins and ends
 * in the log: a run ends when the same database comes again, when something of another kind begins,
 * or after a long silence.
 */
public final class LogAnalysis {

  /** A backup of a large database writes nothing for hours. */
  private static final Duration LONGEST_SILENCE = Duration.ofHours(24);

  private static final Duration LONGEST_SILENCE_AFTER_ERROR = Duration.ofMinutes(10);

  private final Consumer<LogRun> runs;
  private final Vocabulary vocabulary;
  private final List<String> serviceAccounts;
  private @Nullable OpenRun run;
  private String server = "";
  private long entries;
  private long stamped;

  /**
   * @param serviceAccounts the accounts under which the SQL Servers open files (B3); empty where
   *     they are not known
   */
  public LogAnalysis(Vocabulary vocabulary, List<String> serviceAccounts, Consumer<LogRun> runs) {
    this.vocabulary = vocabulary;
    this.serviceAccounts = List.copyOf(serviceAccounts);
    this.runs = runs;
  }

  public void accept(LogEntry entry) {
    entries++;
    if (entry.time() != null && entry.level().isNamed()) {
      stamped++;
    }
    closeAfterSilence(entry);
    List<Statement> statements = vocabulary.read(entry);
    boolean error = isError(entry);
    for (Statement statement : statements) {
      said(statement, entry, error);
    }
    if (error && statements.stream().noneMatch(LogAnalysis::explainsItself)) {
      current(entry, Operation.UNKNOWN).failed(entry);
    }
    OpenRun open = run;
    if (open != null) {
      open.goesTo(entry);
      if (!error && vocabulary.endsWell(entry, open.operation())) {
        open.endsWell();
        close(false);
      } else if (statements.stream().anyMatch(Statement.ShareTestEnded.class::isInstance)) {
        close(false);
      }
    }
  }

  /** The log ends here, for now. */
  public void end() {
    close(true);
  }

  /** What the run that is not over yet looks like; empty between two runs. */
  public Optional<LogRun> underWay() {
    return Optional.ofNullable(run).map(open -> open.closed(true));
  }

  /** Whether any line was one of such a log: a time, then a level. */
  public boolean isUnderstood() {
    return stamped > 0;
  }

  public long entries() {
    return entries;
  }

  /** A cut line bears no level, and may tell the root cause all the same. */
  private static boolean isError(LogEntry entry) {
    return entry.level().isError()
        || (!entry.level().isNamed()
            && !entry.continuesLast()
            && new LoggedError("", "", entry.original(), List.of()).isKnown());
  }

  private void said(Statement statement, LogEntry entry, boolean error) {
    switch (statement) {
      case Statement.ShareTestBegun begun -> {
        close(false);
        current(entry, Operation.SHARE_TEST).folder(begun.remotePath());
      }
      case Statement.ShareTestEnded _ -> {
        if (run != null && run.operation() == Operation.SHARE_TEST) {
          run.endsWell();
        }
      }
      case Statement.Connecting connecting -> {
        server = connecting.server();
        if (run != null) {
          run.server(server);
        }
      }
      case Statement.Begun begun -> begins(begun, entry);
      case Statement.Announced announced ->
          current(entry, announced.operation()).announced(entry, announced.database());
      case Statement.AccountMissing missing -> {
        if (error) {
          current(entry, Operation.UNKNOWN).accompanied(entry, missing.database());
        }
      }
      case Statement.Succeeded succeeded -> {
        if (!error && run != null) {
          run.succeeds();
        } else if (!error) {
          current(entry, succeeded.operation());
        }
      }
      case Statement.Terminated terminated -> {
        if (error) {
          OpenRun open = current(entry, terminated.operation());
          if (open.operation() == Operation.UNKNOWN) {
            open.turnsOutToBe(terminated.operation());
          }
        }
      }
    }
  }

  private void begins(Statement.Begun begun, LogEntry entry) {
    OpenRun open = run;
    if (open != null && open.operation() == Operation.UNKNOWN) {
      open.turnsOutToBe(begun.operation());
    } else if (open != null
        && open.operation() != Operation.SHARE_TEST
        && (open.operation() != begun.operation() || open.knows(begun.database()))) {
      close(false);
    }
    current(entry, begun.operation()).begins(begun.database());
  }

  private OpenRun current(LogEntry entry, Operation ifNone) {
    if (run == null) {
      run = new OpenRun(ifNone, entry, server, serviceAccounts);
    }
    return run;
  }

  /** Whether the statement alone says what the error is. */
  private static boolean explainsItself(Statement statement) {
    return statement instanceof Statement.Announced
        || statement instanceof Statement.AccountMissing;
  }

  private void closeAfterSilence(LogEntry entry) {
    LocalDateTime now = entry.time();
    if (run == null || now == null || run.last() == null) {
      return;
    }
    Duration silence = Duration.between(run.last(), now);
    Duration longest =
        run.operation() == Operation.UNKNOWN ? LONGEST_SILENCE_AFTER_ERROR : LONGEST_SILENCE;
    if (silence.compareTo(longest) > 0) {
      close(false);
    }
  }

  private void close(boolean cut) {
    OpenRun open = run;
    run = null;
    if (open != null) {
      runs.accept(open.closed(cut));
    }
  }
}
