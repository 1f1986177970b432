package io.umzug.rehearsal.director;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Umzug's public interface as far as the director uses it; keeps what it is told. */
final class GivenBoards implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An instruction: the last parts of its path, and its body. */
  record Told(String what, JsonNode body) {}

  private final Path data;
  private final HttpServer server;
  private final List<Told> told = Collections.synchronizedList(new ArrayList<>());
  private final List<JsonNode> happened = Collections.synchronizedList(new ArrayList<>());
  private volatile String refusal = "";

  GivenBoards(Path data) throws IOException {
    this.data = Files.createDirectories(data);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/migrations", this::answer);
    server.start();
    Files.writeString(
        data.resolve("service.json"),
        "{\"url\":\"http://127.0.0.1:%d\"}".formatted(server.getAddress().getPort()));
    Files.writeString(data.resolve("api-token"), "token");
  }

  UmzugApi api() {
    return new UmzugApi(data);
  }

  /** From now on every instruction is refused with this sentence. */
  void refuse(String sentence) {
    refusal = sentence;
  }

  /** An event, as the interface would show it. */
  void happens(String type, String payload) {
    happened.add(
        JSON.readTree(
            "{\"sequence\":%d,\"type\":\"migration.%s\",\"sentence\":\"%s\",\"payload\":%s}"
                .formatted(happened.size(), type, type, payload)));
  }

  List<Told> told() {
    return List.copyOf(told);
  }

  static JsonNode board(String state, String label, String more) {
    return JSON.readTree(
        "{\"state\":\"%s\",\"current\":{\"label\":\"%s\",\"attempts\":1}%s}"
            .formatted(state, label, more));
  }

  static JsonNode offered(String label) {
    return board("OFFERED", label, "");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String what = exchange.getRequestURI().getPath().replaceFirst("^/api/migrations/?", "");
    if (what.endsWith("/events")) {
      int after = Integer.parseInt(exchange.getRequestURI().getQuery().replace("after=", ""));
      send(exchange, 200, JSON.writeValueAsBytes(happened.subList(after + 1, happened.size())));
      return;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    told.add(new Told(what, body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body)));
    send(
        exchange,
        refusal.isEmpty() ? 200 : 409,
        JSON.writeValueAsBytes(java.util.Map.of("detail", refusal)));
  }

  private static void send(HttpExchange exchange, int status, byte[] answer) throws IOException {
    exchange.sendResponseHeaders(status, answer.length);
    try (var out = exchange.getResponseBody()) {
      out.write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
