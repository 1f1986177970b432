package io.umzug.domain.backuplog;

import io.umzug.domain.backuplog.DatabaseOutcome.Result;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.diagnosis.LoggedError;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A run whose end has not been read yet. */
final class OpenRun {

  /** Memory is bounded, whatever stands in a log. */
  private static final int MOST_ERRORS = 100;

  private static final int MOST_DATABASES = 1000;

  /** How much an error tells about the root cause; the first that tells most is it. */
  private enum Weight {
    ACCOMPANIES,
    ANNOUNCES,
    UNKNOWN,
    CAUSE
  }

  private record Fault(String database, LogEntry entry, Weight weight) {}

  private final List<String> serviceAccounts;
  private final Map<String, Result> databases = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private Operation operation;
  private Place place;
  private @Nullable LocalDateTime begun;
  private @Nullable LocalDateTime last;
  private String server;
  private String folder = "";
  private String database = "";
  private boolean endedWell;
  private long omitted;

  OpenRun(Operation operation, LogEntry first, String server, List<String> serviceAccounts) {
    this.operation = operation;
    this.place = first.place();
    this.begun = first.time();
    this.last = first.time();
    this.server = server;
    this.serviceAccounts = serviceAccounts;
  }

  Operation operation() {
    return operation;
  }

  void goesTo(LogEntry entry) {
    place = place.to(entry.place());
    if (entry.time() != null) {
      begun = begun == null ? entry.time() : begun;
      last = entry.time();
    }
  }

  @Nullable LocalDateTime last() {
    return last;
  }

  void server(String name) {
    server = name;
  }

  void folder(String path) {
    folder = path;
  }

  /** Errors were told before anything said what is under way. */
  void turnsOutToBe(Operation known) {
    operation = known;
  }

  boolean knows(String name) {
    return databases.containsKey(name);
  }

  void begins(String name) {
    database = name;
    if (databases.size() < MOST_DATABASES) {
      databases.putIfAbsent(name, Result.NOT_TOLD);
    }
  }

  void succeeds() {
    if (!database.isEmpty()) {
      databases.replace(database, Result.NOT_TOLD, Result.SUCCEEDED);
    }
  }

  void endsWell() {
    endedWell = true;
  }

  /** An account is not there: it accompanies, and is no root cause (B7). */
  void accompanied(LogEntry entry, String name) {
    keep(new Fault(name.isEmpty() ? database : name, entry, Weight.ACCOMPANIES));
  }

  /** The same entry may tell the cause as well. */
  void announced(LogEntry entry, String name) {
    boolean known = error(name, entry).isKnown();
    keep(new Fault(name, entry, known ? Weight.CAUSE : Weight.ANNOUNCES));
  }

  void failed(LogEntry entry) {
    boolean known = error(database, entry).isKnown();
    keep(new Fault(database, entry, known ? Weight.CAUSE : Weight.UNKNOWN));
  }

  private void keep(Fault fault) {
    if (fault.weight() != Weight.ACCOMPANIES
        && (databases.containsKey(fault.database()) || databases.size() < MOST_DATABASES)
        && !fault.database().isEmpty()) {
      databases.put(fault.database(), Result.FAILED);
    }
    boolean firstCause =
        fault.weight() == Weight.CAUSE
            && faults.stream().noneMatch(kept -> kept.weight() == Weight.CAUSE);
    if (faults.size() < MOST_ERRORS || firstCause) {
      faults.add(fault);
    } else {
      omitted++;
    }
  }

  /**
   * @param cut whether the log ends here, rather than something else having begun
   */
  LogRun closed(boolean cut) {
    List<Fault> roots = roots();
    List<LogEntry> accompanying =
        faults.stream().filter(fault -> !roots.contains(fault)).map(Fault::entry).toList();
    return new LogRun(
        operation,
        place,
        begun,
        last,
        server,
        folder,
        databases.entrySet().stream()
            .map(each -> new DatabaseOutcome(each.getKey(), each.getValue()))
            .toList(),
        verdict(roots, cut),
        endedWell,
        accompanying,
        omitted);
  }

  private Verdict verdict(List<Fault> roots, boolean cut) {
    if (!roots.isEmpty()) {
      return new Verdict.Failed(roots.stream().map(this::failure).toList());
    }
    boolean allSucceeded =
        !databases.isEmpty()
            && databases.values().stream().allMatch(result -> result == Result.SUCCEEDED);
    if (endedWell || (allSucceeded && operation != Operation.SHARE_TEST)) {
      return new Verdict.Completed();
    }
    return cut ? new Verdict.Unfinished() : new Verdict.NotKnown();
  }

  /** For each database the first of those errors that tell most. */
  private List<Fault> roots() {
    Set<String> names = new LinkedHashSet<>();
    faults.stream()
        .filter(fault -> fault.weight() != Weight.ACCOMPANIES)
        .forEach(fault -> names.add(fault.database()));
    List<Fault> roots = new ArrayList<>();
    for (String name : names) {
      Fault root = null;
      for (Fault fault : faults) {
        boolean tellsMore =
            fault.database().equals(name)
                && fault.weight() != Weight.ACCOMPANIES
                && (root == null || fault.weight().compareTo(root.weight()) > 0);
        root = tellsMore ? fault : root;
      }
      if (root != null) {
        roots.add(root);
      }
    }
    return roots;
  }

  private LoggedFailure failure(Fault root) {
    Optional<Diagnosis> known = error(root.database(), root.entry()).diagnosis();
    return new LoggedFailure(
        root.database(),
        root.entry(),
        known.orElseGet(() -> unknown(root)),
        known.isPresent() && root.weight() == Weight.CAUSE);
  }

  private Diagnosis unknown(Fault root) {
    String cause =
        root.weight() == Weight.ANNOUNCES
            ? "During %s, the Backup-Manager's log says that it failed, but not why."
            : "During %s, the Backup-Manager reported an error that Umzug does not know.";
    return new Diagnosis(
        cause.formatted(operation.of(root.database())),
        List.of("B6"),
        "Read the exact text and the lines around it in the log, mend the cause, and try again.",
        root.entry().original());
  }

  private LoggedError error(String name, LogEntry entry) {
    return new LoggedError(server, operation.of(name), entry.original(), serviceAccounts);
  }
}
