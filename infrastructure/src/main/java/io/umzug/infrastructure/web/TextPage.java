package io.umzug.infrastructure.web;

import io.umzug.application.text.Visible;
import java.util.ArrayList;
import java.util.List;

/** A plain text under way: lines that fit the reader's width and carry nothing but text. */
final class TextPage {

  /** What a piece of text means, for readers with colours. */
  enum Ink {
    PLAIN("0"),
    STRONG("1"),
    FAINT("2"),
    GOOD("32"),
    BUSY("36"),
    WAITING("1;33"),
    BAD("1;31"),
    BANNER("1;7;33");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  private final TextStyle style;
  private final StringBuilder text = new StringBuilder();

  TextPage(TextStyle style) {
    this.style = style;
  }

  TextStyle style() {
    return style;
  }

  void blank() {
    text.append('\n');
  }

  /** One line, cut to the width. */
  void line(Ink ink, String line) {
    text.append(painted(ink, cut(safe(line), style.width())).stripTrailing()).append('\n');
  }

  /** A line whose cells are safe, measured and painted already. */
  void cells(List<String> cells) {
    text.append(String.join("  ", cells).stripTrailing()).append('\n');
  }

  /** Text broken between words, all its lines under the first one behind the heading. */
  void wrapped(Ink ink, String heading, String content) {
    String indent = " ".repeat(heading.length());
    String lead = heading;
    for (String line : broken(safe(content), style.width() - heading.length())) {
      text.append(lead).append(painted(ink, line)).append('\n');
      lead = indent;
    }
  }

  /** Text as it is, line by line behind a margin; nothing of it is cut, for it may be searched. */
  void verbatim(String margin, String content) {
    content.lines().forEach(line -> text.append(margin).append(safe(line)).append('\n'));
  }

  /** A cell of exactly this many columns. */
  String cell(Ink ink, String content, int columns) {
    String fitting = cut(safe(content), columns);
    return painted(ink, fitting + " ".repeat(columns - fitting.length()));
  }

  String rightCell(Ink ink, String content, int columns) {
    String fitting = cut(safe(content), columns);
    return painted(ink, " ".repeat(columns - fitting.length()) + fitting);
  }

  /** One symbol or the other, by what the reader can show. */
  String either(String unicode, String ascii) {
    return style.unicode() ? unicode : ascii;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private String painted(Ink ink, String line) {
    return style.colour() && ink != Ink.PLAIN
        ? "\u001b[" + ink.code + "m" + line + "\u001b[0m"
        : line;
  }

  private static String cut(String line, int columns) {
    return line.length() <= columns ? line : line.substring(0, columns - 1) + "~";
  }

  /**
   * Notes, titles and error texts come from outside: an escape sequence in them must not reach the
   * reader's terminal, nor a character that turns the direction of writing.
   */
  String safe(String content) {
    StringBuilder safe = new StringBuilder(content.length());
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if ((c >= ' ' && c <= '~') || (c > '~' && style.unicode() && Visible.isVisible(c))) {
        safe.append(c);
      } else if (c == '\n' || c == '\r' || c == '\t') {
        safe.append(' ');
      } else {
        safe.append("\\u%04x".formatted((int) c));
      }
    }
    return safe.toString();
  }

  private static List<String> broken(String content, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : content.strip().split(" +", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
