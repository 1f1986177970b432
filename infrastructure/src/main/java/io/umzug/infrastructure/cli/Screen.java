package io.umzug.infrastructure.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * What the command's output can show, and how it waits between two looks.
 *
 * @param terminal whether a person looks at it, so that it may be painted over
 * @param width in columns
 * @param unicode whether it shows more than ASCII
 */
public record Screen(boolean terminal, int width, boolean colour, boolean unicode, Pause pause) {

  /** Waits between two looks at the service. */
  @FunctionalInterface
  public interface Pause {
    void between(Duration duration) throws InterruptedException;
  }

  private static final int USUAL_WIDTH = 100;

  /** The screen of this process. */
  public static Screen ofProcess() {
    boolean terminal = System.console() != null && System.console().isTerminal();
    return of(terminal, System.getenv(), System.getProperty("stdout.encoding", ""));
  }

  static Screen of(boolean terminal, Map<String, String> environment, String encoding) {
    boolean unicode =
        terminal
            && Charset.isSupported(encoding.isEmpty() ? "US-ASCII" : encoding)
            && StandardCharsets.UTF_8.equals(
                Charset.forName(encoding.isEmpty() ? "US-ASCII" : encoding));
    // The old Windows console shows escape sequences as rubbish; its successors set one of these.
    boolean understandsAnsi =
        environment.containsKey("WT_SESSION")
            || !environment.getOrDefault("TERM", "dumb").equals("dumb");
    boolean colour =
        terminal && understandsAnsi && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Screen(
        terminal && understandsAnsi,
        width(environment.getOrDefault("COLUMNS", "")),
        colour,
        unicode,
        Thread::sleep);
  }

  private static int width(String columns) {
    return columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
  }

  /** The query by which the service writes a text for this screen. */
  String query() {
    return "?width=%d&colour=%b&unicode=%b".formatted(width, colour, unicode);
  }
}
