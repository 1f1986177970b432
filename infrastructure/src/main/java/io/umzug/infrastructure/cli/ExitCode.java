package io.umzug.infrastructure.cli;

/** What a command tells the script that called it. */
public enum ExitCode {
  DONE(0),
  UNEXPECTED(1),
  USAGE(2),
  UNCHANGED(3),
  REFUSED(4);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
