package io.umzug.rehearsal.director;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The service's public interface, as anybody with its token may use it. */
public final class UmzugApi {

  /** The service does not answer now: it is down, or it broke off. */
  public static final class Away extends Exception {

    private static final long serialVersionUID = 1L;

    Away(Exception cause) {
      super(cause);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path data;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @param data the service's data folder, where it leaves its address and its token
   */
  public UmzugApi(Path data) {
    this.data = data;
  }

  /**
   * @throws RehearsalProblem with the problem's sentence, where the service refuses
   */
  public JsonNode get(String path) throws Away, InterruptedException {
    return JSON.readTree(demand(send("GET", path, "application/json", "")));
  }

  /** The service's own text for people. */
  public String text(String path) throws Away, InterruptedException {
    return demand(send("GET", path, "text/plain", ""));
  }

  /**
   * Hands in an instruction. A refusal is no problem here: after a service's death nobody knows
   * whether the instruction before was taken, and the next look at the board tells.
   *
   * @return the refusal's sentence, or an empty text
   */
  public String post(String path, Map<String, ?> body) throws Away, InterruptedException {
    HttpResponse<String> response =
        send("POST", path, "application/json", JSON.writeValueAsString(body));
    if (response.statusCode() == 409) {
      return JSON.readTree(response.body()).path("detail").asString("");
    }
    demand(response);
    return "";
  }

  private static String demand(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw new RehearsalProblem(
          "The service answered %s with %d: %s"
              .formatted(response.uri(), response.statusCode(), response.body()));
    }
    return response.body();
  }

  private HttpResponse<String> send(String method, String path, String accept, String body)
      throws Away, InterruptedException {
    try {
      JsonNode service = JSON.readTree(Files.readString(data.resolve("service.json")));
      String token = Files.readString(data.resolve("api-token")).strip();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(service.path("url").asString() + path))
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + token)
              .header("X-Umzug-Person", "director")
              .header("Accept", accept)
              .header("Content-Type", "application/json")
              .method(
                  method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
              .build();
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new Away(e);
    }
  }
}
