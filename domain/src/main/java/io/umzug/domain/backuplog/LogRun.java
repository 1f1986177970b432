package io.umzug.domain.backuplog;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One backup, restore or test of a shared folder in the log.
 *
 * @param place from its first to its last entry
 * @param server the SQL Server it spoke to; empty where the log names none
 * @param folder the shared folder, as the SQL Server reaches it; empty where the log names none
 * @param toldEnd whether the log tells that all of it ended, rather than each database for itself
 * @param accompanying errors that are no root cause, and are not to be hidden (B7); in the order of
 *     the log
 * @param omitted how many more errors there were than are kept
 */
public record LogRun(
    Operation operation,
    Place place,
    @Nullable LocalDateTime begun,
    @Nullable LocalDateTime ended,
    String server,
    String folder,
    List<DatabaseOutcome> databases,
    Verdict verdict,
    boolean toldEnd,
    List<LogEntry> accompanying,
    long omitted) {

  public LogRun {
    databases = List.copyOf(databases);
    accompanying = List.copyOf(accompanying);
  }

  public boolean hasFailed() {
    return verdict instanceof Verdict.Failed;
  }
}
