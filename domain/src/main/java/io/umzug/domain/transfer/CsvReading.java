package io.umzug.domain.transfer;

import io.umzug.domain.transfer.CsvFinding.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What a file for the text connector holds.
 *
 * @param separator empty where it could not be told
 * @param attributes as the first line names them
 * @param users the lines that are users, faulty ones included
 * @param findings in the order of the lines, every one
 * @param assumptions what R7 leaves open, and how it was read
 */
public record CsvReading(
    Optional<Separator> separator,
    List<String> attributes,
    int users,
    List<CsvFinding> findings,
    List<String> assumptions) {

  public CsvReading {
    attributes = List.copyOf(attributes);
    findings = List.copyOf(findings);
    assumptions = List.copyOf(assumptions);
  }

  /** Whether nothing speaks against an import by R7. */
  public boolean isImportable() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
