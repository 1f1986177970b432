package io.umzug.infrastructure.cli;

import io.umzug.application.text.Visible;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Text as this console shows it, whatever a file or a server put into it. */
final class ConsoleText {

  /** The two may differ, where one of them goes to a file. */
  private static final List<Charset> STREAMS =
      Stream.of("stdout.encoding", "stderr.encoding").map(ConsoleText::charset).distinct().toList();

  private ConsoleText() {}

  private static Charset charset(String property) {
    String name = System.getProperty(property, "");
    return name.isEmpty() || !Charset.isSupported(name)
        ? StandardCharsets.US_ASCII
        : Charset.forName(name);
  }

  /** What neither stream can say, or a console would obey, becomes a backslash, u and its code. */
  static String of(String text) {
    return of(text, STREAMS);
  }

  static String of(String text, List<Charset> streams) {
    List<CharsetEncoder> encoders = streams.stream().map(Charset::newEncoder).toList();
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            code -> {
              String character = Character.toString(code);
              if ((code >= ' ' && code <= '~')
                  || code == '\t'
                  || (Visible.isVisible(code)
                      && encoders.stream().allMatch(each -> each.canEncode(character)))) {
                shown.append(character);
              } else {
                character.chars().forEach(unit -> shown.append("\\u%04x".formatted(unit)));
              }
            });
    return shown.toString();
  }

  /** A line that is seen at once. */
  static void print(PrintWriter to, String line) {
    to.println(of(line));
    to.flush();
  }
}
