package io.umzug.rehearsal.director;

import io.umzug.rehearsal.estate.Hand;
import io.umzug.rehearsal.estate.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came over from a V4, by the estate's own journal (R6).
 *
 * @param exported how many, by the artefact's letter; empty where the route has no transfer
 * @param imported how many of them arrived
 */
record Transfer(Map<String, String> exported, Map<String, String> imported) {

  static Transfer of(List<Journal.Entry> journal) {
    Map<String, String> exported = new TreeMap<>();
    Map<String, String> imported = new TreeMap<>();
    for (Journal.Entry entry : journal) {
      if (entry.what().equals(Hand.EXPORT_V4.label())) {
        exported.putAll(entry.details());
      } else if (entry.what().equals(Hand.IMPORT_V4.label())) {
        imported.put(
            entry.details().getOrDefault("artefact", ""),
            entry.details().getOrDefault("count", ""));
      }
    }
    return new Transfer(exported, imported);
  }

  boolean isComplete() {
    return !exported.isEmpty() && exported.equals(imported);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    exported.forEach(
        (letter, count) -> {
          String arrived = imported.getOrDefault(letter, "0");
          lines.add(
              "  R6%s %10s %s %10s"
                  .formatted(letter, count, count.equals(arrived) ? "=" : "#", arrived));
        });
    return lines;
  }
}
