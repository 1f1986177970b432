package io.umzug.infrastructure.datafolder;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where Umzug keeps its data unless told otherwise. */
public final class DataFolder {

  private DataFolder() {}

  /** The folder for the user who runs this process; it need not exist. */
  public static Path standard() {
    return standard(
        System.getProperty("os.name", ""), System.getenv(), System.getProperty("user.home", "."));
  }

  static Path standard(String operatingSystem, Map<String, String> environment, String home) {
    if (operatingSystem.toLowerCase(Locale.ROOT).startsWith("windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      return local.isBlank()
          ? Path.of(home, "AppData", "Local", "Umzug")
          : Path.of(local).resolve("Umzug");
    }
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    // The XDG specification: a relative path in the variable is to be ignored.
    return xdg.startsWith("/")
        ? Path.of(xdg).resolve("umzug")
        : Path.of(home, ".local", "share", "umzug");
  }
}
