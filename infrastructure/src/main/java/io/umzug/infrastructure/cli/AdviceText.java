package io.umzug.infrastructure.cli;

import io.umzug.domain.plan.Guidance;
import io.umzug.domain.plan.Obligation;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RelocationTable;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.route.Compilation.Advice;
import io.umzug.domain.route.Compilation.Unclear;
import io.umzug.domain.route.Fact;
import io.umzug.domain.route.Flip;
import io.umzug.domain.route.Known;
import io.umzug.domain.route.MoveFacts;
import io.umzug.domain.route.Outcome;
import io.umzug.domain.route.Outcome.WithCaution;
import io.umzug.domain.route.Outcome.WithRow;
import io.umzug.domain.route.Question;
import io.umzug.domain.route.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Advice, or the questions before it, as lines for a screen of some width. */
final class AdviceText {

  private final WrappedText text;

  private AdviceText(int width) {
    text = WrappedText.ofWidth(width);
  }

  static List<String> of(Advice advice, int width) {
    AdviceText text = new AdviceText(width);
    text.summary(advice);
    text.warnings(advice);
    Optional.ofNullable(advice.plan()).ifPresent(plan -> text.rows(plan, advice));
    text.reasons(advice);
    return text.text.lines();
  }

  static List<String> of(Unclear unclear, MoveFacts facts, int width) {
    AdviceText text = new AdviceText(width);
    int count = unclear.questions().size();
    text.text.line(
        "No advice yet: %d question%s to answer in the file."
            .formatted(count, count == 1 ? "" : "s"));
    for (int i = 0; i < count; i++) {
      text.question(i + 1, unclear.questions().get(i), facts);
    }
    return text.text.lines();
  }

  private void summary(Advice advice) {
    heading("Advice");
    List<String> decided = new ArrayList<>();
    for (Reason reason : advice.reasons()) {
      Outcome outcome = reason.outcome();
      boolean told =
          outcome instanceof WithCaution
              || outcome instanceof WithRow
              || decided.contains(outcome.decision());
      if (!told) {
        decided.add(outcome.decision());
        text.line("  %-10s %s".formatted(outcome.decision(), outcome.value()));
      }
    }
  }

  private void warnings(Advice advice) {
    if (advice.warnings().isEmpty()) {
      return;
    }
    heading("Mind");
    advice.warnings().stream()
        .map(reason -> reason.sentence() + rules(reason.rules()))
        .distinct()
        .forEach(warning -> wrapped("  ! ", warning));
  }

  private void rows(Plan plan, Advice advice) {
    heading("The rows of plan %s (R24), after a complete backup (R23)".formatted(plan));
    RelocationTable.ROWS.stream()
        .filter(row -> row.in(plan) != Obligation.ABSENT)
        .forEach(
            row -> {
              if (row.step() == Step.RESTORE && advice.transport() == Transport.SCRIPT) {
                byScript();
              } else {
                row(row.step(), mark(row.step(), advice), row.action().replace("**", ""));
              }
            });
  }

  /** M1: a backup cannot be restored on an older SQL Server, so row 12 is not gone. */
  private void byScript() {
    for (Step step : List.of(Step.EXPORT_SCRIPT, Step.RUN_SCRIPT)) {
      row(step, "required", Guidance.of(step).title() + ", in place of row 12 (M1)");
    }
  }

  private void row(Step step, String mark, String action) {
    wrapped("  %-3s %-10s ".formatted(step.label(), mark), action);
  }

  private static String mark(Step step, Advice advice) {
    return advice.rows().stream()
        .filter(row -> row.row() == step)
        .findFirst()
        .map(WithRow::value)
        .orElse("required");
  }

  private void reasons(Advice advice) {
    heading("Why, and what would change it");
    Outcome before = null;
    for (Reason reason : advice.reasons()) {
      if (!reason.outcome().equals(before)) {
        before = reason.outcome();
        text.line("  %s: %s".formatted(before.decision(), before.value()));
      }
      wrapped("    - ", reason.sentence() + rules(reason.rules()));
      wrapped("      ", grounds(reason));
    }
  }

  private static String grounds(Reason reason) {
    String known =
        reason.known().map(Known::toString).orElse(reason.restsOn().name() + " is unknown");
    List<String> flips = reason.flips().stream().map(AdviceText::flip).toList();
    return "[%s] %s"
        .formatted(
            known,
            flips.isEmpty()
                ? "No other value of it alone would change that."
                : String.join("; ", flips) + ".");
  }

  private static String flip(Flip flip) {
    Outcome becomes = flip.becomes();
    return "%s -> %s"
        .formatted(
            flip.with(),
            becomes instanceof Outcome.Asked asked
                ? "a question about " + asked.fact().name()
                : "%s %s".formatted(becomes.decision(), becomes.value()));
  }

  private void question(int number, Question question, MoveFacts facts) {
    text.line("");
    wrapped(
        "%2d. ".formatted(number),
        "%s: %s%s".formatted(question.fact(), question.asks(), rules(question.rules())));
    wrapped("    ", question.why());
    if (question.isContradiction()) {
      wrapped(
          "    ",
          "As it stands, %s does not go together with %s."
              .formatted(
                  told(question.fact(), facts),
                  String.join(
                      ", ", question.contradicts().stream().map(f -> told(f, facts)).toList())));
    }
    wrapped("    ", "%s is %s.".formatted(question.fact(), question.fact().kind().values()));
  }

  private static <T> String told(Fact<T> fact, MoveFacts facts) {
    return facts.get(fact).map(value -> new Known<>(fact, value).toString()).orElse(fact.name());
  }

  private static String rules(List<String> rules) {
    return " (%s)".formatted(String.join(", ", rules));
  }

  private void heading(String title) {
    if (!text.lines().isEmpty()) {
      text.line("");
    }
    text.line(title);
  }

  private void wrapped(String lead, String sentence) {
    text.wrapped(lead, ConsoleText.of(sentence));
  }
}
