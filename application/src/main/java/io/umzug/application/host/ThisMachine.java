package io.umzug.application.host;

/** The machine that Umzug runs on. */
public final class ThisMachine {

  /** For people. */
  public static final String NAME = "this machine";

  private ThisMachine() {}

  public static boolean isWindows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }
}
