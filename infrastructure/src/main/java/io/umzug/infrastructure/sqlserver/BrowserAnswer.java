package io.umzug.infrastructure.sqlserver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What SQL Server Browser says about one instance.
 *
 * @param tcpPort null where it does not listen on TCP/IP
 */
record BrowserAnswer(String instance, @Nullable Integer tcpPort) {

  private static final int RESPONSE = 0x05;
  private static final int HEADER = 3;

  /** The instances in a datagram; none where it is no answer of a Browser. */
  static List<BrowserAnswer> parse(byte[] datagram, int length) {
    if (length < HEADER || datagram[0] != RESPONSE) {
      return List.of();
    }
    int claimed = (datagram[1] & 0xFF) | (datagram[2] & 0xFF) << 8;
    String text =
        new String(
            datagram, HEADER, Math.min(claimed, length - HEADER), StandardCharsets.ISO_8859_1);
    List<BrowserAnswer> answers = new ArrayList<>();
    for (String part : text.split(";;", -1)) {
      Map<String, String> facts = facts(part);
      String name = facts.get("instancename");
      if (name != null && !name.isEmpty()) {
        answers.add(new BrowserAnswer(name, port(facts.get("tcp"))));
      }
    }
    return answers;
  }

  private static Map<String, String> facts(String part) {
    String[] words = part.split(";", -1);
    Map<String, String> facts = new HashMap<>();
    for (int i = 0; i + 1 < words.length; i += 2) {
      facts.putIfAbsent(words[i].toLowerCase(Locale.ROOT), words[i + 1]);
    }
    return facts;
  }

  private static @Nullable Integer port(@Nullable String text) {
    if (text == null || !text.matches("\\d{1,5}")) {
      return null;
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= 65_535 ? port : null;
  }
}
