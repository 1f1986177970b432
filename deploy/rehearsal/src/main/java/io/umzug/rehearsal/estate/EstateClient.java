package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Speaks to an estate's control interface. */
public final class EstateClient implements AutoCloseable {

  /** The estate refused: 400 not understood, 401 no token, 404 unknown, 409 not now. */
  public static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final URI address;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  public EstateClient(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  /** For the estate in this folder, by the address and token that it left there. */
  public static EstateClient of(Path folder) {
    EstateFolder files = new EstateFolder(folder);
    return new EstateClient(
        URI.create(EstateFolder.read(files.controlUrl()).trim()),
        EstateFolder.read(files.controlToken()).trim());
  }

  public EstateStatus state() {
    return JSON.convertValue(request("GET", "state", BodyPublishers.noBody()), EstateStatus.class);
  }

  public List<Journal.Entry> journal() {
    return List.of(
        JSON.convertValue(
            request("GET", "journal", BodyPublishers.noBody()), Journal.Entry[].class));
  }

  /**
   * What is on a machine now: files, software, rows.
   *
   * @throws Refused 400 where there is no such machine
   */
  public Fingerprint fingerprint(String host) {
    String query = "?host=" + URLEncoder.encode(host, StandardCharsets.UTF_8);
    return JSON.convertValue(
        request("GET", "fingerprint" + query, BodyPublishers.noBody()), Fingerprint.class);
  }

  /**
   * @param specification such as {@code restore-fails=1}
   */
  public void arm(String specification) {
    request(
        "POST",
        "faults",
        BodyPublishers.ofString(JSON.writeValueAsString(Map.of("fault", specification))));
  }

  public void clear(Fault fault) {
    request("DELETE", "faults/" + fault.label(), BodyPublishers.noBody());
  }

  public HandResult perform(Hand hand) {
    return perform(hand, Map.of());
  }

  /**
   * @param parameters {@code server} for restart-sql-server, {@code artefact} for import-v4, {@code
   *     name} for take-vm-snapshot; {@code host} and {@code version} for what is done to one of
   *     several machines or with one of several versions
   * @throws Refused 409 with a sentence, where the estate is not ready for it
   */
  public HandResult perform(Hand hand, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return JSON.convertValue(
        request("POST", "hands/" + hand.label() + "?" + query, BodyPublishers.noBody()),
        HandResult.class);
  }

  private JsonNode request(String method, String path, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Authorization", "Bearer " + token)
            .timeout(PATIENCE)
            .method(method, body)
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofByteArray());
      JsonNode answer = JSON.readTree(response.body());
      if (response.statusCode() != 200) {
        throw new Refused(response.statusCode(), answer.path("error").asString(""));
      }
      return answer;
    } catch (IOException e) {
      throw new EstateException("The rehearsal estate does not answer at " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EstateException("Interrupted while asking the rehearsal estate", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
