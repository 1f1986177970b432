package io.umzug.infrastructure.facts;

import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.route.Compilation;
import io.umzug.domain.route.Compilation.Advice;
import io.umzug.domain.route.Compilation.Unclear;
import io.umzug.domain.route.DatabaseSizes;
import io.umzug.domain.route.Fact;
import io.umzug.domain.route.Flip;
import io.umzug.domain.route.Known;
import io.umzug.domain.route.Outcome;
import io.umzug.domain.route.Question;
import io.umzug.domain.route.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compilation as JSON shows it.
 *
 * @param answer {@code advice} or {@code questions}; the other one is null
 */
public record AdviceView(
    String answer, @Nullable AdviceGiven advice, @Nullable List<QuestionAsked> questions) {

  /** The advice; null is what it has none of. */
  public record AdviceGiven(
      RouteKind route,
      List<XPhoneVersion> versions,
      @Nullable Plan plan,
      @Nullable Downtime downtime,
      @Nullable Transport transport,
      List<RowAdvised> rows,
      List<ReasonGiven> warnings,
      List<ReasonGiven> reasons) {}

  public record RowAdvised(String row, boolean advised) {}

  public record ReasonGiven(
      Decision decision,
      String sentence,
      List<String> rules,
      String restsOn,
      @Nullable Object known,
      List<FlipTried> flips) {}

  /** What was decided about, and what it came to. */
  public record Decision(String about, String value) {}

  public record FlipTried(String fact, Object value, Decision becomes) {}

  public record QuestionAsked(
      String fact,
      String question,
      String why,
      List<String> rules,
      List<String> contradicts,
      String values) {}

  public static AdviceView of(Compilation compilation) {
    return switch (compilation) {
      case Advice advice -> new AdviceView("advice", given(advice), null);
      case Unclear unclear ->
          new AdviceView(
              "questions", null, unclear.questions().stream().map(AdviceView::asked).toList());
    };
  }

  private static AdviceGiven given(Advice advice) {
    return new AdviceGiven(
        advice.route(),
        advice.versions(),
        advice.plan(),
        advice.downtime(),
        advice.transport(),
        advice.rows().stream()
            .map(row -> new RowAdvised(row.row().label(), row.advised()))
            .toList(),
        advice.warnings().stream().map(AdviceView::given).toList(),
        advice.reasons().stream().map(AdviceView::given).toList());
  }

  private static ReasonGiven given(Reason reason) {
    return new ReasonGiven(
        decision(reason.outcome()),
        reason.sentence(),
        reason.rules(),
        reason.restsOn().name(),
        reason.known().map(AdviceView::value).orElse(null),
        reason.flips().stream().map(AdviceView::tried).toList());
  }

  private static Decision decision(Outcome outcome) {
    return new Decision(outcome.decision(), outcome.value());
  }

  private static FlipTried tried(Flip flip) {
    return new FlipTried(flip.with().fact().name(), value(flip.with()), decision(flip.becomes()));
  }

  /** A value as it would be sent: true, 501, "V5", or a size for each database. */
  static Object value(Known<?> known) {
    return switch (known.value()) {
      case Boolean yes -> yes;
      case Number number -> number;
      case DatabaseSizes sizes -> sizes.gigabytes();
      default -> known.written();
    };
  }

  private static QuestionAsked asked(Question question) {
    return new QuestionAsked(
        question.fact().name(),
        question.asks(),
        question.why(),
        question.rules(),
        question.contradicts().stream().map(Fact::name).toList(),
        question.fact().kind().values());
  }
}
