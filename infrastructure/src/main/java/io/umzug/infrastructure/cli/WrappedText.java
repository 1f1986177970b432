package io.umzug.infrastructure.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines for a screen of some width, of which only sentences are broken. */
final class WrappedText {

  private static final int NARROWEST = 60;
  private static final int WIDEST = 200;

  private final int width;
  private final boolean unicode;
  private final List<String> lines = new ArrayList<>();

  private WrappedText(int width, boolean unicode) {
    this.width = Math.clamp(width, NARROWEST, WIDEST);
    this.unicode = unicode;
  }

  static WrappedText on(Screen screen) {
    return new WrappedText(screen.width(), screen.unicode());
  }

  /** In the letters of this process's console. */
  static WrappedText ofWidth(int width) {
    return new WrappedText(width, false);
  }

  List<String> lines() {
    return lines;
  }

  boolean isUnicode() {
    return unicode;
  }

  void line(String line) {
    lines.add(shown(line).stripTrailing());
  }

  private String shown(String text) {
    return unicode ? ConsoleText.of(text, List.of(StandardCharsets.UTF_8)) : ConsoleText.of(text);
  }

  /** Broken between words; what follows the first line stands below its text. */
  void wrapped(String lead, String text) {
    StringBuilder line = new StringBuilder(lead);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > width) {
        line(line.toString());
        line = new StringBuilder(" ".repeat(lead.length()));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    line(line.toString());
  }
}
