package io.umzug.infrastructure.cli;

import io.umzug.infrastructure.datafolder.ApiToken;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the service; what does not succeed becomes a {@link CommandFailure}. */
final class ServiceClient {

  static final JsonMapper JSON = JsonMapper.shared();

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          // The service is on this machine: a proxy must not see its token.
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  /** In which form an answer is wanted. */
  enum Form {
    JSON("application/json"),
    TEXT("text/plain, application/problem+json;q=0.5");

    private final String accept;

    Form(String accept) {
      this.accept = accept;
    }
  }

  private final URI url;
  private final ApiToken token;
  private final String person;
  private final Path folder;

  ServiceClient(URI url, ApiToken token, String person, Path folder) {
    this.url = url;
    this.token = token;
    this.person = person;
    this.folder = folder;
  }

  HttpResponse<String> get(String path, Form form) {
    return get(path, form, ANSWER);
  }

  /** For questions that the service cannot answer without looking around first. */
  HttpResponse<String> get(String path, Form form, Duration patience) {
    return send(request(path, form).timeout(patience).GET().build());
  }

  HttpResponse<String> post(String path, Map<String, Object> body, Form form) {
    return send(
        request(path, form)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build());
  }

  HttpResponse<String> send(String path, Path file, Form form) {
    if (Files.isDirectory(file)) {
      throw new CommandFailure(
          ExitCode.USAGE, "%s: this is a folder. Attach a file.".formatted(file));
    }
    try {
      return send(
          request(path, form)
              .header("Content-Type", "application/octet-stream")
              .POST(BodyPublishers.ofFile(file))
              .build());
    } catch (FileNotFoundException _) {
      throw new CommandFailure(ExitCode.USAGE, "%s: there is no such file.".formatted(file));
    }
  }

  /** A path's part, as the user typed it. */
  static String segment(String typed) {
    return encoded(typed);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path, Form form) {
    String base = url.toString().replaceAll("/+$", "");
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(ANSWER)
        .header("Accept", form.accept)
        .header("Authorization", token.authorization())
        .header("X-Umzug-Person", encoded(person));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() / 100 == 2) {
        return response;
      }
      throw failure(response);
    } catch (ConnectException | HttpConnectTimeoutException _) {
      throw new CommandFailure(
          ExitCode.NO_SERVICE,
          "No service answers at %s, which is what the data folder %s names or --server said. Start it with 'umzug serve'."
              .formatted(url, folder));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.NO_SERVICE,
          "The service at %s broke off: %s. Look with 'show' before you repeat an instruction."
              .formatted(url, e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.UNEXPECTED, "Interrupted while waiting for the service.");
    }
  }

  private CommandFailure failure(HttpResponse<String> response) {
    JsonNode problem = problem(response.body());
    String detail = text(problem, "detail");
    String sentence =
        detail == null
            ? "%s answered with HTTP status %d.".formatted(url, response.statusCode())
            : detail;
    return switch (response.statusCode()) {
      case 401 ->
          new CommandFailure(
              ExitCode.NOT_ADMITTED,
              "The service at %s does not accept the token in the data folder %s: it keeps its data elsewhere."
                  .formatted(url, folder));
      case 404 ->
          new CommandFailure(
              text(problem, "refusal") == null ? ExitCode.UNEXPECTED : ExitCode.NOT_FOUND,
              sentence);
      case 409 -> {
        String rule = text(problem, "rule");
        yield new CommandFailure(
            ExitCode.REFUSED,
            "Refused: " + sentence + (rule == null ? "" : " (rule " + rule + ")"));
      }
      case 400, 413, 415 -> new CommandFailure(ExitCode.USAGE, sentence);
      default -> new CommandFailure(ExitCode.UNEXPECTED, sentence);
    };
  }

  private static @Nullable JsonNode problem(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException _) {
      return null;
    }
  }

  private static @Nullable String text(@Nullable JsonNode problem, String field) {
    JsonNode value = problem == null ? null : problem.get(field);
    return value == null || !value.isString() ? null : value.stringValue();
  }
}
