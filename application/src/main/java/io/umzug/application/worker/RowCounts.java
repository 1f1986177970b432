package io.umzug.application.worker;

import io.umzug.application.sqlserver.SqlServer.Table;
import io.umzug.domain.evidence.TableComparison;
import io.umzug.domain.evidence.TableCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows per table of one database, in a form that can be remembered between two pick-ups. */
record RowCounts(Map<String, Long> rows) {

  static RowCounts of(List<Table> tables) {
    Map<String, Long> rows = new LinkedHashMap<>();
    tables.forEach(table -> rows.put(table.qualifiedName(), table.rows()));
    return new RowCounts(rows);
  }

  static RowCounts recalled(String note) {
    Map<String, Long> rows = new LinkedHashMap<>();
    note.lines()
        .forEach(
            line -> {
              int tab = line.lastIndexOf('\t');
              rows.put(line.substring(0, tab), Long.parseLong(line.substring(tab + 1)));
            });
    return new RowCounts(rows);
  }

  String note() {
    return rows.entrySet().stream()
        .map(table -> table.getKey() + "\t" + table.getValue())
        .collect(Collectors.joining("\n"));
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
