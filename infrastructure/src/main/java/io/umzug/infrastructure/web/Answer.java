package io.umzug.infrastructure.web;

import io.umzug.application.migration.Board;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;

/** The same answer as JSON or as plain text, whichever the client asked for. */
final class Answer {

  /** Tells a client that reads plain text how the move stands. */
  static final String STATE = "X-Umzug-State";

  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);
  private static final int USUAL_WIDTH = 100;

  private Answer() {}

  static ResponseEntity<Object> board(
      HttpServletRequest request, HttpStatus status, Board board, BoardText text) {
    ResponseEntity<Object> answer = either(request, status, board, style -> text.of(board, style));
    return ResponseEntity.status(status)
        .headers(answer.getHeaders())
        .header(STATE, board.state().name())
        .body(answer.getBody());
  }

  static ResponseEntity<Object> either(
      HttpServletRequest request,
      HttpStatus status,
      Object json,
      Function<TextStyle, String> text) {
    return asksForText(request)
        ? ResponseEntity.status(status).contentType(TEXT).body(text.apply(style(request)))
        : ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(json);
  }

  private static boolean asksForText(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    if (accept == null) {
      return false;
    }
    try {
      List<MediaType> wanted = MediaType.parseMediaTypes(accept);
      MimeTypeUtils.sortBySpecificity(wanted);
      for (MediaType type : wanted) {
        if (type.includes(MediaType.APPLICATION_JSON)) {
          return false;
        }
        if (type.includes(MediaType.TEXT_PLAIN)) {
          return true;
        }
      }
      return false;
    } catch (InvalidMediaTypeException _) {
      throw Problems.badRequest("The header 'Accept' is malformed: '%s'.".formatted(accept));
    }
  }

  private static TextStyle style(HttpServletRequest request) {
    return new TextStyle(
        width(request.getParameter("width")),
        Boolean.parseBoolean(request.getParameter("colour")),
        Boolean.parseBoolean(request.getParameter("unicode")));
  }

  private static int width(@Nullable String width) {
    try {
      return width == null ? USUAL_WIDTH : Integer.parseInt(width);
    } catch (NumberFormatException _) {
      throw Problems.badRequest("'width' is a number of columns, not '%s'.".formatted(width));
    }
  }
}
