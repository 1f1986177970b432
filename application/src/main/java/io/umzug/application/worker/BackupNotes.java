package io.umzug.application.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a backup remembers, should it be picked up again after a kill: the rows of each database as
 * they were before its backup began. Counted anew, they would hide what was written meanwhile.
 *
 * @param nonce part of every file's name and every backup's: a file that bears it was written by
 *     this very work, not by one of the same name in another life
 */
record BackupNotes(String nonce, Map<String, RowCounts> counts) {

  private static final String TAB = "\t";

  static BackupNotes fresh(String nonce) {
    return new BackupNotes(nonce, Map.of());
  }

  /**
   * Reads what {@link #note} wrote: the nonce, then a line a table; database, table and rows parted
   * by tabs.
   */
  static BackupNotes recalled(String note) {
    Map<String, Map<String, Long>> rows = new LinkedHashMap<>();
    note.lines()
        .skip(1)
        .map(line -> line.split(TAB, -1))
        .forEach(
            cells -> {
              Map<String, Long> tables = rows.computeIfAbsent(cells[0], _ -> new LinkedHashMap<>());
              if (cells.length == 3) {
                tables.put(cells[1], Long.parseLong(cells[2]));
              }
            });
    Map<String, RowCounts> counts = new LinkedHashMap<>();
    rows.forEach((database, tables) -> counts.put(database, new RowCounts(tables)));
    return new BackupNotes(note.lines().findFirst().orElse(""), counts);
  }

  BackupNotes with(String database, RowCounts count) {
    Map<String, RowCounts> more = new LinkedHashMap<>(counts);
    more.put(database, count);
    return new BackupNotes(nonce, more);
  }

  Optional<RowCounts> of(String database) {
    return Optional.ofNullable(counts.get(database));
  }

  String note() {
    return nonce
        + counts.entrySet().stream()
            .map(
                database ->
                    "\n"
                        + database.getKey()
                        + database.getValue().rows().entrySet().stream()
                            .map(table -> TAB + table.getKey() + TAB + table.getValue())
                            .collect(Collectors.joining("\n" + database.getKey())))
            .collect(Collectors.joining());
  }
}
