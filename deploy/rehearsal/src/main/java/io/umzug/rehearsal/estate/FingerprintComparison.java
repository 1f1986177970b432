package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.estate.Fingerprint.DatabasePrint;
import io.umzug.rehearsal.estate.Fingerprint.TablePrint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Two fingerprints of a machine, and in what they differ. */
public record FingerprintComparison(Fingerprint then, Fingerprint now) {

  public boolean isSame() {
    return then.equals(now);
  }

  /** For people: all that was looked at, in one line. */
  public String looked() {
    long tables = now.databases().stream().mapToLong(d -> d.tables().size()).sum();
    long rows =
        now.databases().stream()
            .flatMap(database -> database.tables().values().stream())
            .mapToLong(TablePrint::rows)
            .sum();
    return "V%d, %d files, %d databases with %d tables and %d rows"
        .formatted(now.version(), now.files().size(), now.databases().size(), tables, rows);
  }

  /** One line for each thing that is not as it was; empty where all is. */
  public List<String> differences() {
    List<String> lines = new ArrayList<>();
    difference(lines, "machine", then.host(), now.host());
    difference(lines, "software", "V" + then.version(), "V" + now.version());
    for (String file : both(then.files(), now.files())) {
      difference(lines, file, then.files().get(file), now.files().get(file));
    }
    difference(lines, "databases", names(then), names(now));
    for (DatabasePrint before : then.databases()) {
      now.databases().stream()
          .filter(after -> after.database().equals(before.database()))
          .forEach(after -> database(lines, before, after));
    }
    if (lines.isEmpty() && !isSame()) {
      lines.add("What differs is not known to this comparison: %s, then %s".formatted(now, then));
    }
    return lines;
  }

  private static void database(List<String> lines, DatabasePrint before, DatabasePrint after) {
    String name = before.database();
    difference(lines, name + " is on", before.server(), after.server());
    difference(lines, name + " is online", before.online(), after.online());
    for (String table : both(before.tables(), after.tables())) {
      difference(lines, name + "." + table, before.tables().get(table), after.tables().get(table));
    }
  }

  private static List<String> names(Fingerprint print) {
    return print.databases().stream().map(DatabasePrint::database).toList();
  }

  private static TreeSet<String> both(Map<String, ?> before, Map<String, ?> after) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names;
  }

  private static void difference(
      List<String> lines, String what, @Nullable Object before, @Nullable Object after) {
    if (before == null || !before.equals(after)) {
      lines.add(
          "%s: %s, then %s"
              .formatted(
                  what,
                  after == null ? "not there" : after,
                  before == null ? "not there" : before));
    }
  }
}
