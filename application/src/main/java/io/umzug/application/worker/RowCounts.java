package io.umzug.application.worker;

import io.umzug.application.sqlserver.SqlServer.Table;
import io.umzug.domain.evidence.TableComparison;
import io.umzug.domain.evidence.TableCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows per table of one database. */
record RowCounts(Map<String, Long> rows) {

  static RowCounts of(List<Table> tables) {
    Map<String, Long> rows = new LinkedHashMap<>();
    tables.forEach(table -> rows.put(table.qualifiedName(), table.rows()));
    return new RowCounts(rows);
  }

  /** These counts as those before the backup, the others as those after it. */
  List<TableCount> until(RowCounts after) {
    Map<String, TableCount> counts = new LinkedHashMap<>();
    rows.forEach(
        (table, before) ->
            counts.put(table, new TableCount(table, before, after.rows.getOrDefault(table, 0L))));
    after.rows.forEach(
        (table, count) -> counts.putIfAbsent(table, new TableCount(table, 0, count)));
    return List.copyOf(counts.values());
  }

  List<TableComparison> against(List<TableCount> expected) {
    return expected.stream()
        .map(
            count ->
                new TableComparison(count.table(), count, rows.getOrDefault(count.table(), 0L)))
        .toList();
  }
}
