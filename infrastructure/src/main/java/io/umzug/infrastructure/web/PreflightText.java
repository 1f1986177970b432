package io.umzug.infrastructure.web;

import io.umzug.domain.preflight.Drift.Change;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.PreflightReport;
import io.umzug.domain.preflight.Verdict;
import io.umzug.infrastructure.web.TextPage.Ink;
import java.util.List;
import java.util.Locale;

/** A preflight as plain text: what fails first, then the warnings, the passes a line each. */
final class PreflightText {

  private final TextPage page;

  PreflightText(TextStyle style) {
    this.page = new TextPage(style);
  }

  String of(PreflightReport report, boolean rehearsal) {
    return of(report, List.of(), rehearsal);
  }

  /** Within a move, with what has changed since its findings were accepted. */
  String of(PreflightReport report, List<Change> changes, boolean rehearsal) {
    if (rehearsal) {
      page.line(Ink.BANNER, " REHEARSAL ");
    }
    page.line(
        Ink.STRONG,
        "Preflight of %s: %s, plan %s, %s"
            .formatted(
                report.estate(), words(report.route()), report.plan(), words(report.occasion())));
    report.with(Verdict.FAIL).forEach(finding -> FindingsText.finding(page, finding));
    report.with(Verdict.WARNING).forEach(finding -> FindingsText.finding(page, finding));
    passes(report.with(Verdict.PASS));
    FindingsText.changes(page, changes);
    page.blank();
    page.line(
        ink(report.verdict()),
        "%d failed, %d warnings, %d passed."
            .formatted(
                report.count(Verdict.FAIL),
                report.count(Verdict.WARNING),
                report.count(Verdict.PASS)));
    return page.toString();
  }

  private static Ink ink(Verdict verdict) {
    return switch (verdict) {
      case PASS -> Ink.GOOD;
      case WARNING -> Ink.WAITING;
      case FAIL -> Ink.BAD;
    };
  }

  private void passes(List<Finding> findings) {
    if (!findings.isEmpty()) {
      page.blank();
    }
    for (Finding finding : findings) {
      page.line(
          Ink.PLAIN,
          "PASS  %-10s  %s".formatted(String.join(", ", finding.rules()), finding.sentence()));
    }
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
