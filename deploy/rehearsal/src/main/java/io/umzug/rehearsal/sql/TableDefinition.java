package io.umzug.rehearsal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table: columns, indexes and constraints.
 *
 * @param lastColumn the highest column_id that was ever given
 * @param compression of the heap; NONE, ROW or PAGE
 * @param temporal null where there is no period
 */
record TableDefinition(
    List<ColumnDefinition> columns,
    List<IndexDefinition> indexes,
    List<DefaultDefinition> defaults,
    List<CheckDefinition> checks,
    List<ForeignKeyDefinition> foreignKeys,
    List<StatisticsDefinition> statistics,
    int lastColumn,
    String compression,
    String lockEscalation,
    @Nullable Temporal temporal) {

  /**
   * The period of a row's validity, and who keeps former rows.
   *
   * @param start and end column_id
   * @param history object_id of the history table; 0 where versioning is off
   * @param retention null for ever
   * @param hidden the columns that SELECT * leaves out
   */
  record Temporal(
      int start, int end, int history, @Nullable Retention retention, List<Integer> hidden) {}

  /** How long former rows are kept; the unit is DAY, WEEK, MONTH or YEAR. */
  record Retention(int number, String unit) {}

  /** A DEFAULT with its normalised text. */
  record DefaultDefinition(
      int id, String name, int column, String definition, boolean systemNamed) {}

  /**
   * A CHECK with its normalised text.
   *
   * @param column column_id where it stood with a column; else 0
   */
  record CheckDefinition(
      int id,
      String name,
      int column,
      String definition,
      boolean systemNamed,
      boolean disabled,
      boolean notTrusted,
      boolean notForReplication) {

    CheckDefinition with(boolean off, boolean untrusted) {
      return new CheckDefinition(
          id, name, column, definition, systemNamed, off, untrusted, notForReplication);
    }
  }

  /** A FOREIGN KEY; the actions are spelled as in delete_referential_action_desc. */
  record ForeignKeyDefinition(
      int id,
      String name,
      List<Integer> columns,
      int referenced,
      List<Integer> referencedColumns,
      String onDelete,
      String onUpdate,
      boolean systemNamed,
      boolean disabled,
      boolean notTrusted,
      boolean notForReplication) {

    ForeignKeyDefinition with(boolean off, boolean untrusted) {
      return new ForeignKeyDefinition(
          id,
          name,
          columns,
          referenced,
          referencedColumns,
          onDelete,
          onUpdate,
          systemNamed,
          off,
          untrusted,
          notForReplication);
    }
  }

  /** Made by CREATE STATISTICS. */
  record StatisticsDefinition(
      int id, String name, List<Integer> columns, @Nullable String filter, boolean noRecompute) {}

  static TableDefinition of(List<ColumnDefinition> columns) {
    return new TableDefinition(
        List.copyOf(columns),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        columns.size(),
        "NONE",
        "TABLE",
        null);
  }

  @Nullable ColumnDefinition column(String name) {
    return first(columns, column -> column.name().equalsIgnoreCase(name));
  }

  ColumnDefinition column(int id) {
    for (ColumnDefinition column : columns) {
      if (column.id() == id) {
        return column;
      }
    }
    throw new IllegalStateException("There is no column " + id);
  }

  @Nullable IndexDefinition index(String name) {
    return first(indexes, index -> name.equalsIgnoreCase(index.name()));
  }

  @Nullable DefaultDefinition defaultOf(int column) {
    return first(defaults, known -> known.column() == column);
  }

  static <T> @Nullable T first(List<T> all, Predicate<T> wanted) {
    return all.stream().filter(wanted).findFirst().orElse(null);
  }

  static <T> List<T> plus(List<T> all, T one) {
    return Stream.concat(all.stream(), Stream.of(one)).toList();
  }

  static <T> List<T> without(List<T> all, Predicate<T> unwanted) {
    return all.stream().filter(unwanted.negate()).toList();
  }

  static <T> List<T> changed(List<T> all, Predicate<T> wanted, UnaryOperator<T> change) {
    List<T> changed = new ArrayList<>();
    for (T one : all) {
      changed.add(wanted.test(one) ? change.apply(one) : one);
    }
    return List.copyOf(changed);
  }

  TableDefinition withColumns(List<ColumnDefinition> others) {
    int last = others.stream().mapToInt(ColumnDefinition::id).max().orElse(0);
    return new TableDefinition(
        List.copyOf(others),
        indexes,
        defaults,
        checks,
        foreignKeys,
        statistics,
        Math.max(last, lastColumn),
        compression,
        lockEscalation,
        temporal);
  }

  TableDefinition withIndexes(List<IndexDefinition> others) {
    return new TableDefinition(
        columns,
        List.copyOf(others),
        defaults,
        checks,
        foreignKeys,
        statistics,
        lastColumn,
        compression,
        lockEscalation,
        temporal);
  }

  TableDefinition withDefaults(List<DefaultDefinition> others) {
    return new TableDefinition(
        columns,
        indexes,
        List.copyOf(others),
        checks,
        foreignKeys,
        statistics,
        lastColumn,
        compression,
        lockEscalation,
        temporal);
  }

  TableDefinition withChecks(List<CheckDefinition> others) {
    return new TableDefinition(
        columns,
        indexes,
        defaults,
        List.copyOf(others),
        foreignKeys,
        statistics,
        lastColumn,
        compression,
        lockEscalation,
        temporal);
  }

  TableDefinition withForeignKeys(List<ForeignKeyDefinition> others) {
    return new TableDefinition(
        columns,
        indexes,
        defaults,
        checks,
        List.copyOf(others),
        statistics,
        lastColumn,
        compression,
        lockEscalation,
        temporal);
  }

  TableDefinition withStatistics(List<StatisticsDefinition> others) {
    return new TableDefinition(
        columns,
        indexes,
        defaults,
        checks,
        foreignKeys,
        List.copyOf(others),
        lastColumn,
        compression,
        lockEscalation,
        temporal);
  }

  TableDefinition withCompression(String other) {
    return new TableDefinition(
        columns,
        indexes,
        defaults,
        checks,
        foreignKeys,
        statistics,
        lastColumn,
        other,
        lockEscalation,
        temporal);
  }

  TableDefinition withLockEscalation(String other) {
    return new TableDefinition(
        columns,
        indexes,
        defaults,
        checks,
        foreignKeys,
        statistics,
        lastColumn,
        compression,
        other,
        temporal);
  }

  TableDefinition withTemporal(@Nullable Temporal other) {
    return new TableDefinition(
        columns,
        indexes,
        defaults,
        checks,
        foreignKeys,
        statistics,
        lastColumn,
        compression,
        lockEscalation,
        other);
  }
}
