package io.umzug.domain.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has changed between two preflights. */
public final class Drift {

  /** How a finding has changed. */
  public enum Kind {
    APPEARED,
    DISAPPEARED,
    CHANGED
  }

  /**
   * A finding that is not what it was.
   *
   * @param verdictBefore absent where the finding has appeared
   * @param verdictNow absent where it has disappeared
   * @param before the value observed then; empty where the finding has appeared
   * @param now the value observed now; empty where it has disappeared
   */
  public record Change(
      Kind kind,
      Check check,
      String subject,
      @Nullable Verdict verdictBefore,
      @Nullable Verdict verdictNow,
      String before,
      String now) {

    /** Whether a person has to approve again: something is worse than it was approved. */
    public boolean worsens() {
      Verdict then = verdictBefore == null ? Verdict.PASS : verdictBefore;
      return verdictNow != null && verdictNow.compareTo(then) > 0;
    }
  }

  private Drift() {}

  /** In the order of the later report; what has disappeared comes last. */
  public static List<Change> between(PreflightReport approved, PreflightReport now) {
    return between(approved.findings(), now.findings());
  }

  static List<Change> between(List<Finding> approved, List<Finding> now) {
    List<Change> changes = new ArrayList<>();
    for (Finding finding : now) {
      find(approved, finding)
          .map(earlier -> changed(earlier, finding))
          .orElseGet(() -> Optional.of(appeared(finding)))
          .ifPresent(changes::add);
    }
    approved.stream()
        .filter(earlier -> find(now, earlier).isEmpty())
        .map(Drift::disappeared)
        .forEach(changes::add);
    return List.copyOf(changes);
  }

  private static Optional<Finding> find(List<Finding> findings, Finding like) {
    return findings.stream().filter(like::isAbout).findFirst();
  }

  private static Optional<Change> changed(Finding earlier, Finding finding) {
    boolean isSameValue =
        finding.check().isVolatile() || finding.observed().equals(earlier.observed());
    if (isSameValue && finding.verdict() == earlier.verdict()) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(
            Kind.CHANGED,
            finding.check(),
            finding.subject(),
            earlier.verdict(),
            finding.verdict(),
            earlier.observed(),
            finding.observed()));
  }

  private static Change appeared(Finding finding) {
    return new Change(
        Kind.APPEARED,
        finding.check(),
        finding.subject(),
        null,
        finding.verdict(),
        "",
        finding.observed());
  }

  private static Change disappeared(Finding finding) {
    return new Change(
        Kind.DISAPPEARED,
        finding.check(),
        finding.subject(),
        finding.verdict(),
        null,
        finding.observed(),
        "");
  }
}
