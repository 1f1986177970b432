package io.umzug.rehearsal.estate;

import java.util.Arrays;
import java.util.Locale;

/** How the rows get to their new SQL Server, which decides how new that one may be. */
public enum Transport {
  /** To a SQL Server that is as new as the old one, or newer. */
  BACKUP,
  /** The external SQL Server is the older one, and no backup can be restored there (M1). */
  SCRIPT;

  /** The name on the command line: {@code backup} or {@code script}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException naming the labels there are
   */
  public static Transport labelled(String label) {
    return Arrays.stream(values())
        .filter(transport -> transport.label().equalsIgnoreCase(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no kind of transport. There are: backup, script".formatted(label)));
  }
}
