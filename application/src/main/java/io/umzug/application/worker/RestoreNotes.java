package io.umzug.application.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a restore remembers, should it be picked up again after a kill: of each database that it
 * began, the latest restore before it, and the backup set. A database that was restored since then
 * was so by this work; one that an earlier work brought from the same backup may have been written
 * to.
 */
record RestoreNotes(Map<String, Begun> begun) {

  /**
   * @param latestBefore the number of the database's latest restore before this one
   * @param backupSet empty where the restore is not to be gone on with
   */
  record Begun(long latestBefore, String backupSet) {}

  private static final String TAB = "\t";

  static RestoreNotes nothing() {
    return new RestoreNotes(Map.of());
  }

  /**
   * Reads what {@link #note} wrote: a line a database; number and backup set behind a tab each, the
   * latter absent in what earlier releases wrote.
   */
  static RestoreNotes recalled(String note) {
    Map<String, Begun> begun = new LinkedHashMap<>();
    note.lines()
        .map(line -> line.split(TAB, -1))
        .forEach(
            cells ->
                begun.put(
                    cells[0],
                    new Begun(Long.parseLong(cells[1]), cells.length > 2 ? cells[2] : "")));
    return new RestoreNotes(begun);
  }

  RestoreNotes with(String database, long latest, String backupSet) {
    Map<String, Begun> more = new LinkedHashMap<>(begun);
    more.put(database, new Begun(latest, backupSet));
    return new RestoreNotes(more);
  }

  /** Empty where this work has not begun with the database. */
  OptionalLong of(String database) {
    Begun there = begun.get(database);
    return there == null ? OptionalLong.empty() : OptionalLong.of(there.latestBefore());
  }

  /** Whether the database was begun to be restored from this backup set, and nothing since. */
  boolean isOf(String database, long latest, String backupSet) {
    Begun there = begun.get(database);
    return there != null
        && there.latestBefore() == latest
        && there.backupSet().equalsIgnoreCase(backupSet);
  }

  String note() {
    return begun.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + TAB
                    + entry.getValue().latestBefore()
                    + TAB
                    + entry.getValue().backupSet())
        .collect(Collectors.joining("\n"));
  }
}
