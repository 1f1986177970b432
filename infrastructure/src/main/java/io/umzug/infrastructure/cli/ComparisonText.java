package io.umzug.infrastructure.cli;

import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.fingerprint.DatabaseFingerprint;
import io.umzug.domain.fingerprint.TableDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the comparison of two databases has shown, in lines. */
final class ComparisonText {

  private static final int NAMED_COLUMNS = 20;

  private ComparisonText() {}

  /**
   * @param inFull with what was not compared, and of which moment the rows are
   */
  static List<String> of(
      DatabaseFingerprint source,
      DatabaseFingerprint target,
      List<TableDifference> differences,
      boolean inFull) {
    String database = source.database();
    List<String> lines = new ArrayList<>();
    differences.forEach(each -> lines.add("%s %s".formatted(database, each.sentence())));
    if (differences.isEmpty()) {
      lines.add(
          "%s: the same, %d tables with %d rows."
              .formatted(database, target.tables().size(), target.rows()));
    } else {
      lines.add(
          "%s: not the same, %d tables differ.%s"
              .formatted(
                  database,
                  differences.size(),
                  DatabaseRestore.isRegenerated(database)
                      ? " It is regenerated from its sources: that does not count (F2)."
                      : ""));
    }
    if (inFull) {
      leftOut(source, lines);
      lines.add("  source: " + source.consistency().sentence());
      lines.add("  target: " + target.consistency().sentence());
    }
    return lines;
  }

  private static void leftOut(DatabaseFingerprint source, List<String> lines) {
    List<String> columns =
        source.tables().stream()
            .flatMap(table -> table.leftOut().stream().map(column -> table.table() + "." + column))
            .toList();
    notCompared(columns).ifPresent(line -> lines.add("  " + line));
  }

  /**
   * Nothing where everything was.
   *
   * @param columns with their tables
   */
  static Optional<String> notCompared(List<String> columns) {
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "not compared, for they are made anew, computed or not readable: %s%s"
                .formatted(
                    columns.stream().limit(NAMED_COLUMNS).collect(Collectors.joining(", ")),
                    columns.size() > NAMED_COLUMNS
                        ? " and %d more columns".formatted(columns.size() - NAMED_COLUMNS)
                        : ""));
  }
}
