package io.umzug.rehearsal.sql;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A column as sys.columns tells of it.
 *
 * @param columnSet whether it is COLUMN_SET FOR ALL_SPARSE_COLUMNS; null for no
 */
record ColumnDefinition(
    int id,
    String name,
    ColumnType type,
    boolean nullable,
    boolean rowGuid,
    boolean sparse,
    @Nullable Identity identity,
    @Nullable Computed computed,
    @Nullable Boolean columnSet) {

  /** IDENTITY(seed, increment). */
  record Identity(BigDecimal seed, BigDecimal increment, boolean notForReplication) {}

  /**
   * AS expression.
   *
   * @param calculated whether H2 can calculate it; else it is always NULL
   */
  record Computed(String definition, boolean persisted, boolean calculated) {}

  static ColumnDefinition plain(int id, String name, ColumnType type, boolean nullable) {
    return new ColumnDefinition(id, name, type, nullable, false, false, null, null, null);
  }

  ColumnDefinition with(ColumnType other, boolean mayBeNull, boolean isSparse) {
    return new ColumnDefinition(
        id, name, other, mayBeNull, rowGuid, isSparse, identity, computed, columnSet);
  }

  ColumnDefinition withRowGuid(boolean on) {
    return new ColumnDefinition(
        id, name, type, nullable, on, sparse, identity, computed, columnSet);
  }

  ColumnDefinition renamed(String other) {
    return new ColumnDefinition(
        id, other, type, nullable, rowGuid, sparse, identity, computed, columnSet);
  }

  ColumnDefinition with(Computed other) {
    return new ColumnDefinition(
        id, name, type, nullable, rowGuid, sparse, identity, other, columnSet);
  }

  /** Whether an INSERT without a list of columns gives it a value. */
  boolean givenByInsert() {
    return identity == null && computed == null && !isColumnSet();
  }

  boolean isColumnSet() {
    return Boolean.TRUE.equals(columnSet);
  }
}
