package io.umzug.infrastructure.web;

import io.umzug.domain.migration.Refusal;
import io.umzug.infrastructure.facts.Mistake;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What a client is told when a request is not carried out (RFC 9457). */
final class Problems {

  private Problems() {}

  /** The request cannot be understood; the sentence says what is wrong with it. */
  static ErrorResponseException badRequest(String sentence) {
    return of(problem(HttpStatus.BAD_REQUEST, "The request is not understood", sentence));
  }

  /**
   * @param known the values that would have been understood
   */
  static ErrorResponseException unknown(String sentence, List<String> known) {
    ProblemDetail problem =
        problem(
            HttpStatus.BAD_REQUEST,
            "The request is not understood",
            "%s Known are: %s.".formatted(sentence, String.join(", ", known)));
    problem.setProperty("known", known);
    return of(problem);
  }

  /** The facts in the body cannot be understood; every mistake is told. */
  static ErrorResponseException misread(List<Mistake> mistakes) {
    ProblemDetail problem =
        problem(
            HttpStatus.BAD_REQUEST,
            "The request is not understood",
            mistakes.stream().map(Mistake::toString).collect(Collectors.joining(" ")));
    problem.setProperty("mistakes", mistakes);
    return of(problem);
  }

  static ErrorResponseException tooLarge(int limit) {
    return of(
        problem(
            HttpStatus.CONTENT_TOO_LARGE,
            "The request is too large",
            "A request's body may have up to %d bytes.".formatted(limit)));
  }

  /** What was asked for is not there; the sentence says why. */
  static ErrorResponseException absent(String sentence) {
    return of(problem(HttpStatus.NOT_FOUND, "There is no such thing", sentence));
  }

  static ErrorResponseException refused(Refusal refusal) {
    boolean absent = refusal instanceof Refusal.NotOpened;
    ProblemDetail problem =
        problem(
            absent ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT,
            absent ? "There is no such move" : "The instruction is refused",
            refusal.sentence());
    problem.setProperty("refusal", kebab(refusal.getClass().getSimpleName()));
    if (!refusal.rule().isEmpty()) {
      problem.setProperty("rule", refusal.rule());
    }
    return of(problem);
  }

  /** Refused at the door, for a reason that the move itself cannot know. */
  static ErrorResponseException refused(String sentence, String name, String rule) {
    ProblemDetail problem = problem(HttpStatus.CONFLICT, "The instruction is refused", sentence);
    problem.setProperty("refusal", name);
    problem.setProperty("rule", rule);
    return of(problem);
  }

  static ProblemDetail problem(HttpStatus status, String title, String sentence) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
    problem.setTitle(title);
    return problem;
  }

  private static ErrorResponseException of(ProblemDetail problem) {
    return new ErrorResponseException(
        org.springframework.http.HttpStatusCode.valueOf(problem.getStatus()), problem, null);
  }

  private static String kebab(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
