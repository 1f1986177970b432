package io.umzug.rehearsal.estate;

import java.util.Arrays;
import java.util.Locale;

/** How the updates up to V8 are lived through. */
public enum Downtime {
  /** On the old machine, which is down for the whole route (R14). */
  IN_PLACE,
  /** On an intermediate server; the old one keeps running (R15). */
  INTERMEDIATE;

  /** The name on the command line: {@code in-place} or {@code intermediate}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException naming the labels there are
   */
  public static Downtime labelled(String label) {
    return Arrays.stream(values())
        .filter(downtime -> downtime.label().equalsIgnoreCase(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no kind of downtime. There are: in-place, intermediate"
                        .formatted(label)));
  }
}
