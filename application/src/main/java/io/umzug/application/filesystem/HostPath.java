package io.umzug.application.filesystem;

/**
 * A path as a machine of an estate writes it. A UNC path leads to the same place from all of them.
 *
 * @param machine by the name that the estate gives it; {@link #HERE} for the one Umzug runs on
 */
public record HostPath(String machine, String path) {

  public static final String HERE = "";

  /** A path of the machine that Umzug runs on, or a UNC path. */
  public static HostPath here(String path) {
    return new HostPath(HERE, path);
  }

  @Override
  public String toString() {
    return machine.isEmpty() || path.startsWith("\\\\") ? path : path + " on " + machine;
  }
}
