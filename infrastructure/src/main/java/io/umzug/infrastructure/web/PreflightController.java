package io.umzug.infrastructure.web;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.preflight.Preflight;
import io.umzug.application.preflight.PreflightQuestion;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.PreflightReport;
import io.umzug.domain.preflight.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Makes a preflight and answers what it found. */
@RestController
final class PreflightController {

  /** Tells a client that reads plain text the worst verdict. */
  static final String VERDICT = "X-Umzug-Verdict";

  /** What a preflight found, as JSON. */
  record PreflightAnswer(
      String estate,
      RouteKind route,
      Plan plan,
      Downtime downtime,
      Occasion occasion,
      Verdict verdict,
      long failed,
      long warnings,
      long passed,
      List<Finding> findings) {

    static PreflightAnswer of(PreflightReport report) {
      return new PreflightAnswer(
          report.estate(),
          report.route(),
          report.plan(),
          report.downtime(),
          report.occasion(),
          report.verdict(),
          report.count(Verdict.FAIL),
          report.count(Verdict.WARNING),
          report.count(Verdict.PASS),
          report.findings());
    }
  }

  private final Estates estates;
  private final Preflight preflight;

  PreflightController(Estates estates, Preflight preflight) {
    this.estates = estates;
    this.preflight = preflight;
  }

  /**
   * @param plan A to D; an update of SQL Express needs none
   * @param downtime {@code in-place}, unless {@code intermediate-server} is said (R14, R15)
   * @param at {@code start}, unless {@code between-hops} or {@code restore} is said
   */
  @GetMapping("/api/estates/{name}/preflight")
  ResponseEntity<Object> run(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String plan,
      @RequestParam(defaultValue = "in-place") String downtime,
      @RequestParam(defaultValue = "start") String at,
      HttpServletRequest request)
      throws InterruptedException {
    Estate estate = estates.named(name);
    PreflightReport report =
        preflight.run(
            estate,
            new PreflightQuestion(
                estate.route(),
                plan(estate, plan),
                named(Downtime.class, "downtime", downtime),
                named(Occasion.class, "at", at)));
    ResponseEntity<Object> answer =
        Answer.either(
            request,
            HttpStatus.OK,
            PreflightAnswer.of(report),
            style -> new PreflightText(style).of(report, estate.rehearsal()));
    return ResponseEntity.status(answer.getStatusCode())
        .headers(answer.getHeaders())
        .header(VERDICT, report.verdict().name())
        .body(answer.getBody());
  }

  /** An update of SQL Express stays on its machine, with the integrated Express: as in plan A. */
  private static Plan plan(Estate estate, @Nullable String letter) {
    return switch (estate.route()) {
      case RELOCATION, TRANSFER -> RequestReader.plan(letter);
      case SQL_EXPRESS_UPDATE -> letter == null ? Plan.A : RequestReader.plan(letter);
    };
  }

  private static <E extends Enum<E>> E named(Class<E> type, String parameter, String said) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> spelled(value).equalsIgnoreCase(said))
        .findFirst()
        .orElseThrow(
            () ->
                Problems.unknown(
                    "'%s' cannot be '%s'.".formatted(parameter, said),
                    Arrays.stream(type.getEnumConstants())
                        .map(PreflightController::spelled)
                        .toList()));
  }

  private static String spelled(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
