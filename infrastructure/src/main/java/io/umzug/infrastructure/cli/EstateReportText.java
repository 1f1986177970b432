package io.umzug.infrastructure.cli;

import io.umzug.application.estatecheck.Answer;
import io.umzug.application.estatecheck.Answer.Outcome;
import io.umzug.application.estatecheck.Entry;
import io.umzug.application.estatecheck.EstateChecks.Report;
import io.umzug.application.estatecheck.Tried;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a check of the estate file, as lines for a screen of some width. */
final class EstateReportText {

  private static final int MOST_ORIGINAL_LINES = 12;

  private final WrappedText text;

  private EstateReportText(WrappedText text) {
    this.text = text;
  }

  static List<String> of(Path file, Report report, boolean offline, Screen screen) {
    EstateReportText text = new EstateReportText(WrappedText.on(screen));
    text.report(file, report, offline);
    return text.text.lines();
  }

  private void report(Path file, Report report, boolean offline) {
    if (!report.mistakes().isEmpty()) {
      report.mistakes().forEach(mistake -> text.line(mistake.in(file.toString())));
      int count = report.mistakes().size();
      text.line(
          count == 1 ? "1 mistake; nothing was tried." : count + " mistakes; nothing was tried.");
      return;
    }
    String described =
        report.estates().isEmpty()
            ? "it describes no estate"
            : "it describes " + String.join(", ", report.estates());
    text.line("%s has no mistakes; %s.".formatted(file, described));
    if (offline) {
      text.line("Nothing was tried (--offline).");
      return;
    }
    @Nullable Entry shown = null;
    for (Tried tried : report.tried()) {
      if (!tried.entry().equals(shown)) {
        shown = tried.entry();
        text.line("");
        text.line("%s %s (line %d)".formatted(shown.kind(), shown.name(), shown.line()));
      }
      answer(tried.what(), tried.answer());
    }
    text.line("");
    text.line(
        "%d tried: %d as it should be, %d with a remark, %d not."
            .formatted(
                report.tried().size(),
                count(report, Outcome.GOOD),
                count(report, Outcome.REMARK),
                count(report, Outcome.BAD)));
  }

  private static long count(Report report, Outcome outcome) {
    return report.tried().stream().filter(each -> each.answer().outcome() == outcome).count();
  }

  private void answer(String what, Answer answer) {
    String rules =
        answer.outcome() == Outcome.GOOD || answer.rules().isEmpty()
            ? ""
            : " (" + String.join(", ", answer.rules()) + ")";
    wrapped("  %s %-10s ".formatted(mark(answer.outcome()), what), answer.sentence() + rules);
    String margin = " ".repeat(lead());
    if (!answer.remedy().isBlank()) {
      wrapped(margin, "What to do: " + answer.remedy());
    }
    answer
        .exactText()
        .lines()
        .limit(MOST_ORIGINAL_LINES)
        .forEach(original -> text.line(margin + "| " + original));
  }

  /** A remedy may bear line ends of its own. */
  private void wrapped(String lead, String sentence) {
    text.wrapped(lead, sentence.strip().replaceAll("\\s+", " "));
  }

  private int lead() {
    return "  %s %-10s ".formatted(mark(Outcome.GOOD), "").length();
  }

  /** Words where the screen knows no more than ASCII. */
  private String mark(Outcome outcome) {
    return switch (outcome) {
      case GOOD -> text.isUnicode() ? "\u2713" : "ok    ";
      case REMARK -> text.isUnicode() ? "!" : "remark";
      case BAD -> text.isUnicode() ? "\u2717" : "FAILED";
    };
  }
}
