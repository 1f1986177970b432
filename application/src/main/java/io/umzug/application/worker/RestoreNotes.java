package io.umzug.application.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a restore remembers, should it be picked up again after a kill: of each database that it
 * began, the latest restore before it. A database that was restored since then was so by this work;
 * one that an earlier work brought from the same backup may have been written to.
 */
record RestoreNotes(Map<String, Long> latestBefore) {

  private static final String TAB = "\t";

  static RestoreNotes nothing() {
    return new RestoreNotes(Map.of());
  }

  /** Reads what {@link #note} wrote: a line a database, the number behind a tab. */
  static RestoreNotes recalled(String note) {
    Map<String, Long> latest = new LinkedHashMap<>();
    note.lines()
        .map(line -> line.split(TAB, -1))
        .forEach(cells -> latest.put(cells[0], Long.parseLong(cells[1])));
    return new RestoreNotes(latest);
  }

  RestoreNotes with(String database, long latest) {
    Map<String, Long> more = new LinkedHashMap<>(latestBefore);
    more.put(database, latest);
    return new RestoreNotes(more);
  }

  /** Empty where this work has not begun with the database. */
  OptionalLong of(String database) {
    Long latest = latestBefore.get(database);
    return latest == null ? OptionalLong.empty() : OptionalLong.of(latest);
  }

  String note() {
    return latestBefore.entrySet().stream()
        .map(entry -> entry.getKey() + TAB + entry.getValue())
        .collect(Collectors.joining("\n"));
  }
}
