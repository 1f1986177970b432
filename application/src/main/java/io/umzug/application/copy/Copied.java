package io.umzug.application.copy;

import io.umzug.domain.schema.Gap;
import io.umzug.domain.schema.RowTransport;
import java.time.Duration;
import java.util.List;

/**
 * A copy that is whole; in each of its tables as many rows were counted as were read.
 *
 * @param consistency of which moment the rows are, for a person
 * @param gaps that did not block
 */
public record Copied(List<CopiedTable> tables, String consistency, List<Gap> gaps) {

  /**
   * A table's rows at the target.
   *
   * @param bytes of values; 0 where {@code kept}
   * @param kept whether an earlier call had written it
   */
  public record CopiedTable(
      String table,
      long rows,
      long bytes,
      Duration elapsed,
      RowTransport transport,
      boolean kept) {}

  public Copied {
    tables = List.copyOf(tables);
    gaps = List.copyOf(gaps);
  }

  public long rows() {
    return tables.stream().mapToLong(CopiedTable::rows).sum();
  }
}
