package io.umzug.infrastructure.web;

import io.umzug.application.estate.Estates.UnknownEstate;
import java.util.UUID;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever ends a request into a problem with a sentence. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unknownEstate(UnknownEstate e) {
    return answer(
        Problems.problem(
            HttpStatus.BAD_REQUEST,
            "The request is not understood",
            String.valueOf(e.getMessage())));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> concurrent(ConcurrencyException e) {
    LOG.info("An instruction met another one of the same move", e);
    return answer(
        Problems.problem(
            HttpStatus.CONFLICT,
            "The move has just changed",
            "Something else happened to the move at the same moment. Look at it, then repeat."));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unexpected(Exception e) {
    UUID incident = UUID.randomUUID();
    LOG.error("Incident {}: a request ended unexpectedly", incident, e);
    ProblemDetail problem =
        Problems.problem(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Unexpected error",
            "Umzug met an error that it does not know. Its log has the details under incident %s."
                .formatted(incident));
    problem.setProperty("incident", incident);
    return answer(problem);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String name = e.getPropertyName() == null ? "A parameter" : "'" + e.getPropertyName() + "'";
    Class<?> wanted = e.getRequiredType();
    return handleExceptionInternal(
        e,
        Problems.problem(
            HttpStatus.BAD_REQUEST,
            "The request is not understood",
            "%s cannot be '%s'; it is of type %s."
                .formatted(
                    name, e.getValue(), wanted == null ? "unknown" : wanted.getSimpleName())),
        headers,
        HttpStatus.BAD_REQUEST,
        request);
  }

  /** Also for who asked for plain text: a problem has one form only. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ResponseEntity<Object> answer =
        super.handleExceptionInternal(e, body, headers, status, request);
    return answer == null
        ? null
        : ResponseEntity.status(answer.getStatusCode())
            .headers(answer.getHeaders())
            .contentType(MediaType.APPLICATION_PROBLEM_JSON)
            .body(answer.getBody());
  }

  private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
