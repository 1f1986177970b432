package io.umzug.rehearsal.estate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The control interface on 127.0.0.1, for whoever holds the token in the estate's folder.
 *
 * <p>{@code GET /state}, {@code GET /journal}, {@code GET /fingerprint?host=HOST}, {@code GET|POST
 * /faults}, {@code DELETE /faults/LABEL}, {@code POST /hands/HAND}, {@code POST
 * /services/HOST/NAME/VERB}, {@code POST /pools/HOST/NAME/VERB}. Refusals are JSON with a field
 * {@code error}: 400 not understood, 401 no token, 404 unknown, 409 not now.
 */
final class ControlServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer; {@code body} is written as JSON unless it is text. */
  private record Answer(int status, Object body) {

    static Answer ok(Object body) {
      return new Answer(200, body);
    }

    static Answer refused(int status, String error) {
      return new Answer(status, Map.of("error", error, "rehearsal", true));
    }
  }

  private final Estate estate;
  private final byte[] token;
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  private ControlServer(Estate estate, String token, HttpServer server) {
    this.estate = estate;
    this.token = bytes("Bearer " + token);
    this.server = server;
  }

  static ControlServer start(Estate estate, String token, int port) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      ControlServer control = new ControlServer(estate, token, server);
      server.setExecutor(control.executor);
      server.createContext("/", control::handle);
      server.start();
      return control;
    } catch (IOException e) {
      throw new EstateException(
          "The control interface cannot listen on port %d; it is remembered for this estate and taken by something else."
              .formatted(port),
          e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    Answer answer;
    try {
      answer = authorized(exchange) ? route(exchange) : Answer.refused(401, "Token wanted.");
    } catch (HandRefused e) {
      answer = Answer.refused(409, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException | JacksonException e) {
      answer = Answer.refused(400, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      answer = Answer.refused(500, e.toString());
    }
    boolean text = answer.body() instanceof String;
    byte[] body =
        answer.body() instanceof String plain
            ? bytes(plain)
            : JSON.writeValueAsBytes(answer.body());
    exchange
        .getResponseHeaders()
        .set("Content-Type", text ? "text/plain; charset=utf-8" : "application/json");
    exchange.getResponseHeaders().set("X-Rehearsal", "REHEARSAL");
    exchange.sendResponseHeaders(answer.status(), body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private boolean authorized(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    return given != null && MessageDigest.isEqual(token, bytes(given));
  }

  private Answer route(HttpExchange exchange) throws IOException, HandRefused {
    List<String> path =
        Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
            .filter(part -> !part.isEmpty())
            .map(ControlServer::decoded)
            .toList();
    String area = path.isEmpty() ? "" : path.getFirst();
    String request = exchange.getRequestMethod() + " " + area + " " + path.size();
    return switch (request) {
      case "GET state 1" -> Answer.ok(estate.status());
      case "GET journal 1" -> Answer.ok(estate.journalled());
      case "GET fingerprint 1" ->
          Answer.ok(estate.fingerprint(parameters(exchange).getOrDefault("host", "")));
      case "GET faults 1" -> Answer.ok(estate.status().faults());
      case "POST faults 1" -> arm(exchange);
      case "DELETE faults 2" -> clear(path.get(1));
      case "POST hands 2" -> hand(path.get(1), exchange);
      case "POST services 4" ->
          Answer.ok(estate.serviceControl(path.get(1), path.get(2), path.get(3)));
      case "POST pools 4" ->
          Answer.ok(
              estate.applicationPool(
                  path.get(1),
                  path.get(2),
                  path.get(3),
                  parameters(exchange).getOrDefault("account", "")));
      default -> Answer.refused(404, "There is no such thing: " + request);
    };
  }

  private Answer arm(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    estate.arm(ArmedFault.parse(body.path("fault").asString("")));
    return Answer.ok(estate.status().faults());
  }

  private Answer clear(String label) {
    estate.clear(Fault.labelled(label));
    return Answer.ok(estate.status().faults());
  }

  private Answer hand(String label, HttpExchange exchange) throws HandRefused {
    Hand hand =
        Hand.labelled(label)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No hand is called '%s'. There are: %s"
                            .formatted(
                                label,
                                String.join(
                                    ", ",
                                    Arrays.stream(Hand.values()).map(Hand::label).toList()))));
    return Answer.ok(estate.perform(hand, parameters(exchange)));
  }

  private static Map<String, String> parameters(HttpExchange exchange) {
    Map<String, String> parameters = new HashMap<>();
    String query = exchange.getRequestURI().getRawQuery();
    if (query != null) {
      for (String part : query.split("&")) {
        int equals = part.indexOf('=');
        if (equals > 0) {
          parameters.put(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
        }
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    // Not shutdownNow: a thread interrupted inside H2 would close its files.
    executor.shutdown();
  }
}
