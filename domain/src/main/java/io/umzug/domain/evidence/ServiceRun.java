package io.umzug.domain.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that came up, with its databases initialised and its pages answering (R30).
 *
 * @param healedStarts how often partially created tables had to be dropped first (R31)
 * @param rows how many of each database the first start brought, in tables that were not there
 *     before it (R33); empty where nobody looked
 */
public record ServiceRun(
    String service, int healedStarts, List<PageProbe> pages, @Nullable List<DatabaseRows> rows) {

  public ServiceRun {
    pages = List.copyOf(pages);
    // Absent in what the first release stored.
    rows = rows == null ? List.of() : List.copyOf(rows);
  }

  @Override
  public List<DatabaseRows> rows() {
    return rows == null ? List.of() : rows;
  }
}
