package io.umzug.application.worker;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a start of the service remembers, should it be picked up again after a kill.
 *
 * @param tables the tables, as {@code database/schema.table}, that were there before the first
 *     start
 */
record StartNotes(int healedStarts, boolean knowsTables, Set<String> tables) {

  static StartNotes beforeAnyStart() {
    return new StartNotes(0, false, Set.of());
  }

  static StartNotes recalled(String note) {
    String[] lines = note.split("\n", -1);
    Set<String> tables =
        Arrays.stream(lines)
            .skip(1)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    return new StartNotes(Integer.parseInt(lines[0]), true, tables);
  }

  /** A retry may heal anew, but what an earlier attempt's start created is not there "before". */
  static StartNotes recalledByRetry(String note) {
    return new StartNotes(0, true, recalled(note).tables());
  }

  StartNotes withTables(Set<String> present) {
    return new StartNotes(healedStarts, true, Set.copyOf(present));
  }

  StartNotes healed() {
    return new StartNotes(healedStarts + 1, knowsTables, tables);
  }

  String note() {
    return healedStarts + "\n" + String.join("\n", new TreeSet<>(tables));
  }
}
