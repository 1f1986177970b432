package io.umzug.domain.fingerprint;

import io.umzug.domain.evidence.TableFingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A table that is not the same on both sides. */
public sealed interface TableDifference {

  String table();

  /** For a person. */
  String sentence();

  /** It is at the source only. */
  record Missing(String table, long rows) implements TableDifference {
    @Override
    public String sentence() {
      return "%s: missing; the source has it, with %d rows".formatted(table, rows);
    }
  }

  /** It is at the target only. */
  record Additional(String table, long rows) implements TableDifference {
    @Override
    public String sentence() {
      return "%s: only at the target, with %d rows".formatted(table, rows);
    }
  }

  /** A column more or less, or of another name, type or place. */
  record OtherColumns(String table) implements TableDifference {
    @Override
    public String sentence() {
      return "%s: not the same columns (name, type or order)".formatted(table);
    }
  }

  /** More rows, or fewer. */
  record OtherCount(String table, long source, long target) implements TableDifference {
    @Override
    public String sentence() {
      return "%s: %d rows at the source, %d at the target".formatted(table, source, target);
    }
  }

  /** As many rows, but at least one is another. */
  record OtherContents(String table, long rows) implements TableDifference {
    @Override
    public String sentence() {
      return "%s: %d rows on both sides, but not the same ones".formatted(table, rows);
    }
  }

  /**
   * By the tables' names.
   *
   * @throws IllegalArgumentException where the two were made by different methods
   */
  static List<TableDifference> between(DatabaseFingerprint source, DatabaseFingerprint target) {
    if (!source.method().equals(target.method())) {
      throw new IllegalArgumentException(
          "One fingerprint was made by %s, the other by %s: make both by the same release of Umzug."
              .formatted(source.method(), target.method()));
    }
    Map<String, TableFingerprint> found = byTable(target);
    List<TableDifference> differences = new ArrayList<>();
    byTable(source)
        .forEach(
            (table, expected) -> {
              TableFingerprint there = found.remove(table);
              if (there == null) {
                differences.add(new Missing(table, expected.rows()));
              } else if (!expected.isOfTheSameContents(there)) {
                differences.add(of(expected, there));
              }
            });
    found.forEach((table, there) -> differences.add(new Additional(table, there.rows())));
    return List.copyOf(differences);
  }

  /** Between two that are not {@linkplain TableFingerprint#isOfTheSameContents the same}. */
  static TableDifference of(TableFingerprint source, TableFingerprint target) {
    if (!source.columns().equals(target.columns())) {
      return new OtherColumns(source.table());
    }
    return source.rows() == target.rows()
        ? new OtherContents(source.table(), source.rows())
        : new OtherCount(source.table(), source.rows(), target.rows());
  }

  private static Map<String, TableFingerprint> byTable(DatabaseFingerprint database) {
    return database.tables().stream()
        .collect(
            Collectors.toMap(
                TableFingerprint::table, Function.identity(), (first, _) -> first, TreeMap::new));
  }
}
