package io.umzug.domain.preflight;

import io.umzug.domain.preflight.Drift.Change;
import io.umzug.domain.preflight.Drift.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the checks of a move have found, and what of it was accepted. Like is compared with like: a
 * finding with what was last accepted about the same check and subject, on whatever occasion.
 *
 * @param found the latest report; absent before the first
 * @param attempt of the run of the checks that made it; 0 before the first
 * @param accepted the latest accepted report of each occasion, the latest of all last
 */
public record Inspection(
    @Nullable PreflightReport found, int attempt, List<PreflightReport> accepted) {

  public Inspection {
    accepted = List.copyOf(accepted);
  }

  public static Inspection none() {
    return new Inspection(null, 0, List.of());
  }

  public Inspection with(PreflightReport report, int ofAttempt) {
    return new Inspection(report, ofAttempt, accepted);
  }

  /** The latest report is accepted as it is. */
  public Inspection accept() {
    if (found == null) {
      return this;
    }
    List<PreflightReport> reports = new ArrayList<>(accepted);
    reports.removeIf(earlier -> earlier.occasion() == found.occasion());
    reports.add(found);
    return new Inspection(found, attempt, reports);
  }

  /** Whether a person has to look: something fails, or is worse than it was accepted. */
  public boolean wantsPerson() {
    return found != null
        && (found.verdict() == Verdict.FAIL || drift(found).stream().anyMatch(Change::worsens));
  }

  /** How many findings would do harm: they are accepted with a reason only. */
  public long failures() {
    return found == null ? 0 : found.count(Verdict.FAIL);
  }

  /**
   * What is not as it was accepted; nothing before anything was. A check that is made for the first
   * time and passes is no change, nor is one that this occasion does not make.
   */
  public List<Change> changes() {
    if (found == null || accepted.isEmpty()) {
      return List.of();
    }
    PreflightReport now = found;
    return drift(now).stream()
        .filter(change -> !(change.kind() == Kind.APPEARED && change.verdictNow() == Verdict.PASS))
        .filter(change -> change.kind() != Kind.DISAPPEARED || belongsTo(now.occasion(), change))
        .toList();
  }

  private List<Change> drift(PreflightReport now) {
    return Drift.between(baseline(), now.findings());
  }

  private List<Finding> baseline() {
    List<Finding> latest = new ArrayList<>();
    for (PreflightReport report : accepted.reversed()) {
      report.findings().stream()
          .filter(finding -> latest.stream().noneMatch(finding::isAbout))
          .toList()
          .forEach(latest::add);
    }
    return latest;
  }

  private boolean belongsTo(Occasion occasion, Change change) {
    Optional<PreflightReport> same =
        accepted.stream().filter(report -> report.occasion() == occasion).findFirst();
    return same.stream()
        .flatMap(report -> report.findings().stream())
        .anyMatch(f -> f.check() == change.check() && f.subject().equals(change.subject()));
  }
}
