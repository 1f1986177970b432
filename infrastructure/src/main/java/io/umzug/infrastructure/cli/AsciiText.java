package io.umzug.infrastructure.cli;

import java.io.PrintWriter;

/** Text as any console and any log can show it, whatever a file put into it. */
final class AsciiText {
  private AsciiText() {}

  /** All but printable ASCII and tabs becomes a backslash, u and four hexadecimal digits. */
  static String of(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= ' ' && c <= '~') || c == '\t') {
        ascii.append(c);
      } else {
        ascii.append("\\u%04x".formatted((int) c));
      }
    }
    return ascii.toString();
  }

  /** A line that is seen at once. */
  static void print(PrintWriter to, String line) {
    to.println(of(line));
    to.flush();
  }
}
