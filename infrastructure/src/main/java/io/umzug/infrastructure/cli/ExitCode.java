package io.umzug.infrastructure.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a command tells the script that called it. */
public enum ExitCode {
  DONE(0, "done"),
  UNEXPECTED(1, "unexpected error"),
  USAGE(2, "wrong usage, or a value that is not known"),
  UNCHANGED(3, "unchanged: all that was asked for is already so (atlas rewrite)"),
  REFUSED(
      4,
      "refused: the move, or the file, does not allow it now; or questions are open (plan FILE)"),
  NO_SERVICE(5, "no service answers"),
  NOT_FOUND(6, "there is no such move"),
  NOT_ADMITTED(7, "the service does not admit this user"),
  FAILED(
      8,
      "SQL Server refused a batch, or the connection to it (copy, script, verify); something does not answer (probe)"),
  DIFFERENT(9, "the databases are not the same (copy, verify)"),
  INTERRUPTED(130, "ended by ^C");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  /** Every code and what it means, as picocli's help prints it. */
  static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    Arrays.stream(values()).forEach(exit -> meanings.put("%3d".formatted(exit.code), exit.meaning));
    return meanings;
  }
}
