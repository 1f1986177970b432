package io.umzug.application.filesystem;

import java.util.regex.Pattern;

/**
 * A path as a machine of an estate writes it. A UNC path leads to the same place from all of them.
 *
 * @param machine by the name that the estate gives it; {@link #HERE} for the one Umzug runs on
 */
public record HostPath(String machine, String path) {

  public static final String HERE = "";

  private static final Pattern WINDOWS = Pattern.compile("[A-Za-z]:");

  /** A path of the machine that Umzug runs on, or a UNC path. */
  public static HostPath here(String path) {
    return new HostPath(HERE, path);
  }

  /** Something beside it or below it, on the same machine. */
  public HostPath at(String otherPath) {
    return new HostPath(machine, otherPath);
  }

  /** The last part of the path. */
  public String name() {
    boolean windows = path.startsWith("\\\\") || WINDOWS.matcher(path).lookingAt();
    int end = Math.max(path.lastIndexOf('/'), windows ? path.lastIndexOf('\\') : -1);
    return path.substring(end + 1);
  }

  @Override
  public String toString() {
    return machine.isEmpty() || path.startsWith("\\\\") ? path : path + " on " + machine;
  }
}
