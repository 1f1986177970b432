package io.umzug.domain.preflight;

import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import java.util.Comparator;
import java.util.List;

/**
 * What a preflight found.
 *
 * @param estate the estate's name
 * @param findings by check, then by subject
 */
public record PreflightReport(
    String estate,
    RouteKind route,
    Plan plan,
    Downtime downtime,
    Occasion occasion,
    List<Finding> findings) {

  private static final int LONGEST_TEXT = 2000;

  private static final Comparator<Finding> AS_TOLD =
      Comparator.comparing(Finding::check).thenComparing(Finding::subject);

  public PreflightReport {
    findings = findings.stream().sorted(AS_TOLD).toList();
  }

  /** The worst verdict of all. */
  public Verdict verdict() {
    return Verdict.worst(findings.stream().map(Finding::verdict));
  }

  public List<Finding> with(Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).toList();
  }

  /** The same as it is stored for ever: endless original texts are cut. */
  public PreflightReport abridged() {
    return new PreflightReport(
        estate,
        route,
        plan,
        downtime,
        occasion,
        findings.stream().map(finding -> finding.abridged(LONGEST_TEXT)).toList());
  }

  public long count(Verdict verdict) {
    return with(verdict).size();
  }
}
