package io.umzug.domain.schema;

import java.util.List;

/** A type of table-valued parameters. */
public record TableType(
    ObjectName name, List<Column> columns, List<Index> indexes, List<Check> checks) {

  public TableType {
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
    checks = List.copyOf(checks);
  }
}
