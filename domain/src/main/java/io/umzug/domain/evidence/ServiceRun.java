package io.umzug.domain.evidence;

import java.util.List;

/**
 * A service that came up, with its databases initialised and its pages answering (R30).
 *
 * @param healedStarts how often partially created tables had to be dropped first (R31)
 */
public record ServiceRun(String service, int healedStarts, List<PageProbe> pages) {

  public ServiceRun {
    pages = List.copyOf(pages);
  }
}
