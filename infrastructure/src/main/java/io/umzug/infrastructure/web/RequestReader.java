package io.umzug.infrastructure.web;

import io.umzug.application.migration.Actor;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Step;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a request says, and answers what cannot be read with a sentence. */
final class RequestReader {

  /** The header that names the person behind a request; UTF-8, percent-encoded where not ASCII. */
  static final String PERSON = "X-Umzug-Person";

  private static final int MOST_BYTES = 64 * 1024;
  private static final int LONGEST_PERSON = 100;

  /** Strict: a misspelt field must not be taken for an absent one. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private RequestReader() {}

  /** The body, or the absent value where the request has none. */
  static <T> T body(HttpServletRequest request, Class<T> type, T absent) throws IOException {
    byte[] body = bytes(request);
    if (body.length == 0) {
      return absent;
    }
    try {
      T read = JSON.readValue(body, type);
      return read == null ? absent : read;
    } catch (UnrecognizedPropertyException e) {
      throw Problems.unknown(
          "The body has a field '%s' that does not belong there.".formatted(e.getPropertyName()),
          e.getKnownPropertyIds().stream().map(String::valueOf).toList());
    } catch (JacksonException e) {
      throw Problems.badRequest(
          "The body is not the JSON that is expected here: %s".formatted(e.getOriginalMessage()));
    }
  }

  /** The body as a text that says it is JSON; empty where the request has none. */
  static String json(HttpServletRequest request) throws IOException {
    byte[] body = bytes(request);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException _) {
      throw Problems.badRequest("The body is not UTF-8.");
    }
  }

  private static byte[] bytes(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw Problems.tooLarge(MOST_BYTES);
    }
    if (body.length > 0) {
      requireJson(request.getContentType());
    }
    return body;
  }

  private static void requireJson(@Nullable String contentType) {
    try {
      if (contentType != null
          && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(contentType))) {
        return;
      }
    } catch (InvalidMediaTypeException _) {
      // Answered as any other type that is not JSON.
    }
    throw new ErrorResponseException(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        Problems.problem(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The request is not understood",
            "Send the body as JSON, with the header 'Content-Type: application/json'."),
        null);
  }

  /** The person behind the request. */
  static Actor actor(HttpServletRequest request) {
    String sent = request.getHeader(PERSON);
    if (sent == null || sent.isBlank()) {
      throw Problems.badRequest(
          "Say who you are: the header '%s' is kept with every event.".formatted(PERSON));
    }
    String person;
    try {
      person = URLDecoder.decode(sent.replace("+", "%2B"), StandardCharsets.UTF_8).strip();
    } catch (IllegalArgumentException _) {
      throw Problems.badRequest(
          "The header '%s' is to be percent-encoded UTF-8: '%s' is not.".formatted(PERSON, sent));
    }
    requireText("The header '%s'".formatted(PERSON), person, LONGEST_PERSON);
    if (person.isEmpty()
        || person.indexOf('\uFFFD') >= 0
        || person.chars().anyMatch(Character::isISOControl)) {
      throw Problems.badRequest(
          "The header '%s' is to be a name in UTF-8, without control characters."
              .formatted(PERSON));
    }
    return new Actor(person, Actor.Origin.API);
  }

  /** The text as it may be stored. */
  static String requireText(String what, String text, int longest) {
    if (text.length() > longest) {
      throw Problems.badRequest(
          "%s has %d characters; up to %d are kept.".formatted(what, text.length(), longest));
    }
    // PostgreSQL stores no U+0000 in jsonb, nor half a surrogate pair.
    if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw Problems.badRequest("%s has characters that cannot be stored.".formatted(what));
    }
    return text;
  }

  static MigrationId id(@Nullable String id) {
    if (id == null) {
      throw Problems.badRequest("The field 'id' is missing: the move's name, such as 'acme'.");
    }
    try {
      return new MigrationId(id);
    } catch (IllegalArgumentException e) {
      throw Problems.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /** No step of any procedure is called so. */
  static ErrorResponseException noStep(String label) {
    return Problems.unknown(
        "No step is called '%s'.".formatted(label),
        Arrays.stream(Step.values()).map(Step::label).toList());
  }

  /** A constant of an enum as people write it: {@code in-place}; absent means the usual one. */
  static <E extends Enum<E>> E word(Class<E> type, String field, @Nullable String typed, E usual) {
    if (typed == null) {
      return usual;
    }
    List<E> known = List.of(type.getEnumConstants());
    return known.stream()
        .filter(constant -> kebab(constant).equalsIgnoreCase(typed.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                Problems.unknown(
                    "The field '%s' cannot be '%s'.".formatted(field, typed),
                    known.stream().map(RequestReader::kebab).toList()));
  }

  private static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Plan plan(@Nullable String letter) {
    List<String> known = Arrays.stream(Plan.values()).map(Plan::name).toList();
    if (letter == null) {
      throw Problems.unknown("The field 'plan' is missing.", known);
    }
    return Arrays.stream(Plan.values())
        .filter(plan -> plan.name().equalsIgnoreCase(letter))
        .findFirst()
        .orElseThrow(() -> Problems.unknown("No plan is called '%s'.".formatted(letter), known));
  }
}
