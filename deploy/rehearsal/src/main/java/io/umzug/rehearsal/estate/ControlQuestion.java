package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a stand-in of a Windows program asks the running estate; with nothing but the JDK's base.
 */
record ControlQuestion(Path estate) {

  /** The answer's {@code key=value} lines. */
  Map<String, String> ask(String... path) throws IOException {
    return ask("", path);
  }

  Map<String, String> ask(String query, String[] path) throws IOException {
    String url = Files.readString(estate.resolve("control-url")).trim();
    String token = Files.readString(estate.resolve("control-token")).trim();
    String encoded =
        Arrays.stream(path).map(ControlQuestion::encoded).collect(Collectors.joining("/"));
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url + encoded + query).toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Authorization", "Bearer " + token);
    connection.setConnectTimeout(5_000);
    connection.setReadTimeout(30_000);
    connection.setFixedLengthStreamingMode(0);
    connection.setDoOutput(true);
    connection.getOutputStream().close();
    String body = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> answer = new HashMap<>();
    body.lines()
        .filter(line -> line.contains("="))
        .forEach(
            line ->
                answer.put(
                    line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    return answer;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
