package io.umzug.application.migration;

import io.umzug.domain.preflight.Drift.Change;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Inspection;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.PreflightReport;
import io.umzug.domain.preflight.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the latest checks of a move have found, and how that differs from what was accepted.
 *
 * @param passed how many checks passed; they are not among the findings
 * @param findings what fails, then what only warns
 * @param changes since the findings were last accepted; none before that
 */
public record Findings(
    Occasion occasion,
    long failed,
    long warnings,
    long passed,
    List<Finding> findings,
    List<Change> changes) {

  public Findings {
    findings = List.copyOf(findings);
    changes = List.copyOf(changes);
  }

  /** Empty where no checks were made yet. */
  static Optional<Findings> of(Inspection inspection) {
    PreflightReport found = inspection.found();
    return found == null
        ? Optional.empty()
        : Optional.of(
            new Findings(
                found.occasion(),
                found.count(Verdict.FAIL),
                found.count(Verdict.WARNING),
                found.count(Verdict.PASS),
                Stream.concat(
                        found.with(Verdict.FAIL).stream(), found.with(Verdict.WARNING).stream())
                    .toList(),
                inspection.changes()));
  }
}
