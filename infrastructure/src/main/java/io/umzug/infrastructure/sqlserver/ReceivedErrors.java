package io.umzug.infrastructure.sqlserver;

import io.umzug.domain.diagnosis.SqlServerError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The errors of one statement, each once: the driver shows the one that it is about to throw a
 * second time. CHECKDB has one for every damaged page, and all of them go into an event.
 */
final class ReceivedErrors {

  static final int MOST = 100;

  private final Set<SqlServerError> kept = new LinkedHashSet<>();
  private long more;

  synchronized void add(SqlServerError error) {
    if (kept.size() < MOST) {
      kept.add(error);
    } else if (!kept.contains(error)) {
      more++;
    }
  }

  synchronized void clear() {
    kept.clear();
    more = 0;
  }

  synchronized boolean isEmpty() {
    return kept.isEmpty();
  }

  /** In the order in which they came; the last one says how many more there were. */
  synchronized List<SqlServerError> all() {
    List<SqlServerError> all = new ArrayList<>(kept);
    if (more > 0) {
      SqlServerError last = all.removeLast();
      all.add(
          new SqlServerError(
              last.number(),
              last.severity(),
              last.state(),
              "%s (and %d more errors)".formatted(last.text(), more),
              last.server(),
              last.procedure(),
              last.line()));
    }
    return all;
  }
}
