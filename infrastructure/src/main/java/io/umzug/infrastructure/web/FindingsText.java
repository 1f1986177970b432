package io.umzug.infrastructure.web;

import io.umzug.application.migration.Findings;
import io.umzug.domain.preflight.Drift.Change;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Verdict;
import io.umzug.infrastructure.web.TextPage.Ink;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What checks have found, and what has changed since it was accepted, as plain text. */
final class FindingsText {

  private static final String MARGIN = "    ";

  private FindingsText() {}

  /** For the board: what fails first, then the warnings, then the changes. */
  static void write(TextPage page, Findings findings) {
    page.wrapped(
        findings.failed() > 0 ? Ink.BAD : Ink.WAITING,
        "         ",
        "The checks: %d failed, %d warnings, %d passed."
            .formatted(findings.failed(), findings.warnings(), findings.passed()));
    findings.findings().forEach(finding -> finding(page, finding));
    changes(page, findings.changes());
    page.blank();
  }

  static void finding(TextPage page, Finding finding) {
    boolean fails = finding.verdict() == Verdict.FAIL;
    page.blank();
    page.wrapped(
        fails ? Ink.BAD : Ink.WAITING,
        finding.verdict() + "  ",
        finding.check().title() + ": " + finding.subject());
    page.wrapped(Ink.PLAIN, MARGIN, finding.sentence());
    if (!finding.rules().isEmpty()) {
      page.wrapped(Ink.FAINT, MARGIN + "Rule:    ", String.join(", ", finding.rules()));
    }
    if (!finding.remedy().isBlank()) {
      page.wrapped(Ink.PLAIN, MARGIN + "To do:   ", finding.remedy());
    }
    if (!finding.exactText().isBlank()) {
      page.line(Ink.FAINT, MARGIN + "Exact text:");
      page.verbatim(MARGIN + MARGIN, finding.exactText());
    }
  }

  /** With both values: what was accepted, and what is. */
  static void changes(TextPage page, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    page.blank();
    page.line(Ink.STRONG, "Changed since it was accepted:");
    for (Change change : changes) {
      page.wrapped(
          change.worsens() ? Ink.BAD : Ink.PLAIN,
          MARGIN,
          "%s: %s".formatted(change.check().title(), change.subject()));
      page.wrapped(Ink.PLAIN, MARGIN + "  then: ", value(change.verdictBefore(), change.before()));
      page.wrapped(Ink.PLAIN, MARGIN + "  now:  ", value(change.verdictNow(), change.now()));
    }
  }

  private static String value(@Nullable Verdict verdict, String observed) {
    return verdict == null
        ? "not found"
        : "%s%s"
            .formatted(
                verdict.name().toLowerCase(Locale.ROOT), observed.isBlank() ? "" : ", " + observed);
  }
}
