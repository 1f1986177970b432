package io.umzug.application.worker;

import io.umzug.application.work.Pace;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.evidence.TableFingerprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A work's context whose one note holds two: the worker's own, and behind it the tables that were
 * read, each under the key of the reading. Neither knows of the other.
 */
final class NotedContents implements WorkContext {

  private static final String SECTION = "\u001C";
  private static final String LIST = "\u001D";
  private static final String RECORD = "\u001E";
  private static final String CELL = "\u001F";
  private static final int CELLS = 6;

  private final WorkContext context;

  NotedContents(WorkContext context) {
    this.context = context;
  }

  @Override
  public void progress(String subject, int percent) {
    context.progress(subject, percent);
  }

  @Override
  public void progress(String subject, int percent, Pace pace) {
    context.progress(subject, percent, pace);
  }

  /** Keeps the worker's own note; the tables stay. */
  @Override
  public synchronized void remember(String note) {
    keep(note, tables());
  }

  @Override
  public Optional<String> recall() {
    return context.recall().map(NotedContents::own).filter(own -> !own.isEmpty());
  }

  @Override
  public Optional<String> recallEarlierAttempt() {
    return context.recallEarlierAttempt().map(NotedContents::own).filter(own -> !own.isEmpty());
  }

  private static String own(String note) {
    int section = note.indexOf(SECTION);
    return section < 0 ? note : note.substring(0, section);
  }

  /** The tables that were read under this key, by this pick-up of the work or an earlier one. */
  synchronized List<TableFingerprint> known(String key) {
    return List.copyOf(tables().getOrDefault(key, List.of()));
  }

  /** The same, of the latest earlier attempt. */
  List<TableFingerprint> knownEarlier(String key) {
    return tables(context.recallEarlierAttempt()).getOrDefault(key, List.of());
  }

  synchronized void add(String key, TableFingerprint table) {
    Map<String, List<TableFingerprint>> tables = tables();
    tables.computeIfAbsent(key, _ -> new ArrayList<>()).add(table);
    keep(recall().orElse(""), tables);
  }

  /** What was read of a database that is made anew counts for nothing. */
  synchronized void forget(String keysThatBeginSo) {
    Map<String, List<TableFingerprint>> tables = tables();
    if (tables.keySet().removeIf(key -> key.startsWith(keysThatBeginSo))) {
      keep(recall().orElse(""), tables);
    }
  }

  private void keep(String own, Map<String, List<TableFingerprint>> tables) {
    String section =
        tables.entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(table -> line(entry.getKey(), table)))
            .collect(Collectors.joining(RECORD));
    context.remember(section.isEmpty() ? own : own + SECTION + section);
  }

  private static String line(String key, TableFingerprint table) {
    return String.join(
        CELL,
        key,
        table.table(),
        String.valueOf(table.rows()),
        table.sum(),
        table.columns(),
        String.join(LIST, table.leftOut()));
  }

  private Map<String, List<TableFingerprint>> tables() {
    return tables(context.recall());
  }

  private static Map<String, List<TableFingerprint>> tables(Optional<String> note) {
    Map<String, List<TableFingerprint>> tables = new LinkedHashMap<>();
    String all = note.orElse("");
    int section = all.indexOf(SECTION);
    if (section < 0) {
      return tables;
    }
    for (String line : all.substring(section + 1).split(RECORD, -1)) {
      String[] cells = line.split(CELL, CELLS);
      if (cells.length == CELLS) {
        List<String> leftOut = cells[5].isEmpty() ? List.of() : List.of(cells[5].split(LIST, -1));
        tables
            .computeIfAbsent(cells[0], _ -> new ArrayList<>())
            .add(
                new TableFingerprint(
                    cells[1], Long.parseLong(cells[2]), cells[3], cells[4], leftOut));
      }
    }
    return tables;
  }
}
