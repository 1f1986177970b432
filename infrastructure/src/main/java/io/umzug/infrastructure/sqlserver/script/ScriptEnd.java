package io.umzug.infrastructure.sqlserver.script;

import java.util.Optional;

/**
 * The last line of a file that Umzug writes, told in its first: a file that was cut off between two
 * batches looks whole otherwise.
 */
final class ScriptEnd {

  private static final String ANNOUNCED = "-- Umzug: the last line is that of the end of ";
  private static final String END = "-- Umzug: the end of ";

  /** More than any of the two lines has. */
  static final int LONGEST = 400;

  private ScriptEnd() {}

  /** A batch of its own. */
  static String announced(String file) {
    return ANNOUNCED + file + "\nGO\n";
  }

  static String of(String file) {
    return END + file + "\n";
  }

  /**
   * The line that should be a file's last and is not; empty where none was announced.
   *
   * @param beginning and ending up to {@link #LONGEST} characters each
   */
  static Optional<String> missing(String beginning, String ending) {
    String first = beginning.lines().findFirst().orElse("").replace("\uFEFF", "");
    if (!first.startsWith(ANNOUNCED)) {
      return Optional.empty();
    }
    String wanted = END + first.substring(ANNOUNCED.length()).strip();
    String last = ending.strip().lines().reduce("", (_, line) -> line).strip();
    return last.equals(wanted) ? Optional.empty() : Optional.of(wanted);
  }
}
