package io.umzug.application.backuplog;

import io.umzug.application.backuplog.BackupManagerLog.Mark;
import io.umzug.application.backuplog.BackupManagerLog.Stamp;
import io.umzug.application.backuplog.WatchedLogs.WatchedLog;
import io.umzug.application.host.EvidenceStore;
import io.umzug.application.migration.Actor;
import io.umzug.application.migration.EventHistory;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.application.migration.RecordedEvent;
import io.umzug.domain.backuplog.LogRun;
import io.umzug.domain.evidence.EvidenceFile;
import io.umzug.domain.migration.Evolution;
import io.umzug.domain.migration.Instruction.AttachEvidence;
import io.umzug.domain.migration.LoggedWork;
import io.umzug.domain.migration.Migration;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.Underway;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.BackupBy;
import io.umzug.domain.plan.Site;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks from time to time into the log of a Backup-Manager with which a person is at work, and
 * reports what it tells. Everything behind a durable mark is read anew whenever the log has
 * changed: a watch that was killed finds what it would have found, and a report that was handed in
 * already is stale.
 */
public final class BackupManagerLogWatch {

  /** What was seen at the last look, so that a log at rest is read once. */
  private record Seen(Stamp stamp, boolean settled, Optional<Report> report) {}

  /** Whose Backup-Manager it is. */
  private record Source(String estate, Site site) {}

  /** Where a log ended that had this stamp: as long as it has, it is not read for that again. */
  private record End(Stamp stamp, Mark mark) {}

  private final EventHistory history;
  private final MigrationDesk desk;
  private final WatchedLogs logs;
  private final BackupManagerLog files;
  private final LogMarks marks;
  private final EvidenceStore evidence;
  private final Consumer<String> warnings;
  private final Set<MigrationId> ended = new HashSet<>();
  private final Map<String, Seen> seen = new HashMap<>();
  private final Map<String, String> complaints = new HashMap<>();
  private final Map<Source, End> ends = new HashMap<>();

  /**
   * @param warnings takes a sentence, once, where a log cannot be read
   */
  public BackupManagerLogWatch(
      EventHistory history,
      MigrationDesk desk,
      WatchedLogs logs,
      BackupManagerLog files,
      LogMarks marks,
      EvidenceStore evidence,
      Consumer<String> warnings) {
    this.history = history;
    this.desk = desk;
    this.logs = logs;
    this.files = files;
    this.marks = marks;
    this.evidence = evidence;
    this.warnings = warnings;
  }

  /** One look at every move; what cannot be read is looked at again the next time. */
  public synchronized void look() {
    Set<String> current = new HashSet<>();
    for (MigrationId move : history.migrations()) {
      if (!ended.contains(move)) {
        look(move, current);
      }
    }
    seen.keySet().retainAll(current);
    complaints.keySet().retainAll(current);
  }

  private void look(MigrationId move, Set<String> current) {
    List<RecordedEvent> events = history.of(move);
    Migration state = Evolution.of(events.stream().map(RecordedEvent::event).toList());
    if (state instanceof Migration.Completed || state instanceof Migration.Abandoned) {
      ended.add(move);
    }
    LoggedWork.awaited(state).ifPresent(order -> look(order, events, current));
    if (state instanceof Underway underway
        && underway.choice().backupBy() == BackupBy.BACKUP_MANAGER) {
      noteEnds(underway.particulars().estate());
    }
  }

  /** A person may be at it before the next look finds that the step was offered. */
  private void noteEnds(String estate) {
    for (Site site : Site.values()) {
      logs.of(estate, site).ifPresent(log -> noteEnd(new Source(estate, site), log));
    }
  }

  private void noteEnd(Source source, WatchedLog log) {
    try {
      Stamp stamp = files.stamp(log.estate(), log.file());
      End known = ends.get(source);
      if (known == null || !known.stamp().equals(stamp)) {
        ends.put(source, new End(stamp, files.end(log.estate(), log.file())));
      }
    } catch (IOException _) {
      // It is complained about once a step waits for it.
      ends.remove(source);
    }
  }

  private void look(WorkOrder order, List<RecordedEvent> events, Set<String> current) {
    Optional<WatchedLog> log = logs.of(order.estate(), order.site());
    if (log.isEmpty()) {
      return;
    }
    current.add(order.workId());
    try {
      look(order, log.get(), events);
      complaints.remove(order.workId());
    } catch (IOException e) {
      complain(order, log.get(), e);
    }
  }

  private void look(WorkOrder order, WatchedLog log, List<RecordedEvent> events)
      throws IOException {
    Mark from = mark(order, log);
    Stamp stamp = files.stamp(log.estate(), log.file());
    Seen before = seen.get(order.workId());
    boolean settled = before != null && before.stamp().equals(stamp);
    if (before != null && settled && before.settled()) {
      // Refused before, as in a closed window, it may be wanted now.
      before.report().ifPresent(report -> desk.report(report, Actor.WORKER));
      return;
    }
    LogSection section = new LogSection(LoggedReports.wanted(order), log.vocabulary());
    files.read(log.estate(), log.file(), from, section);
    Optional<LogRun> run = section.latest(settled);
    Optional<Report> report = run.flatMap(told -> LoggedReports.of(order, told, settled));
    if (report.isPresent()) {
      attach(order, log, section, events);
      desk.report(report.get(), Actor.WORKER);
    }
    seen.put(order.workId(), new Seen(stamp, settled, report));
  }

  /** What stood in the log at the last look before the step was offered is not about it. */
  private Mark mark(WorkOrder order, WatchedLog log) throws IOException {
    Optional<Mark> kept = marks.of(order.migration(), order.workId());
    if (kept.isPresent()) {
      return kept.get();
    }
    End known = ends.get(new Source(order.estate(), order.site()));
    Mark from = known == null ? files.end(log.estate(), log.file()) : known.mark();
    marks.keep(order.migration(), order.workId(), from);
    return from;
  }

  /** Before the report, and once: a watch that is killed in between attaches nothing twice. */
  private void attach(
      WorkOrder order, WatchedLog log, LogSection section, List<RecordedEvent> events)
      throws IOException {
    EvidenceFile file =
        evidence.keep(log.file().name(), new ByteArrayInputStream(section.evidence()));
    boolean attached =
        events.stream()
            .map(RecordedEvent::event)
            .anyMatch(
                event ->
                    event instanceof MigrationEvent.EvidenceAttached earlier
                        && earlier.at().equals(order.at())
                        && earlier.file().sha256().equals(file.sha256()));
    if (!attached) {
      desk.instruct(
          order.migration(),
          new AttachEvidence(order.at(), file, "The Backup-Manager's log during this step (B6)."),
          Actor.WORKER);
    }
  }

  private void complain(WorkOrder order, WatchedLog log, IOException e) {
    String complaint = e.getClass().getSimpleName() + ": " + e.getMessage();
    if (!complaint.equals(complaints.put(order.workId(), complaint))) {
      warnings.accept(
          "The Backup-Manager's log %s cannot be read (B6), so %s waits for a person's word alone: %s"
              .formatted(log.file(), order.workId(), complaint));
    }
  }
}
