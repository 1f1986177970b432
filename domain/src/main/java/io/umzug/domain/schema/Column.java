package io.umzug.domain.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table or a table type.
 *
 * @param collation of characters; null for other types
 * @param identity null where the values are given
 * @param computed null where the values are stored as they are given
 * @param defaultValue null where there is none
 */
public record Column(
    String name,
    DataType type,
    boolean nullable,
    @Nullable String collation,
    @Nullable Identity identity,
    @Nullable Computed computed,
    @Nullable DefaultValue defaultValue,
    Traits traits) {

  /**
   * Numbers that the server gives.
   *
   * @param seed and increment as decimal integers
   * @param lastValue what was given last; null where none was
   */
  public record Identity(
      String seed, String increment, boolean notForReplication, @Nullable String lastValue) {}

  /** A value that follows from others of the row. */
  public record Computed(String definition, boolean persisted) {}

  /** A default with the name of its constraint. */
  public record DefaultValue(String constraint, String definition) {}

  /**
   * What else can be said of a column.
   *
   * @param masking the function of a dynamic data mask; null where there is none
   * @param generated START or END of a row's validity; null for other columns
   */
  public record Traits(
      boolean sparse,
      boolean columnSet,
      boolean rowGuid,
      boolean fileStream,
      boolean encrypted,
      boolean ansiPadded,
      @Nullable String masking,
      @Nullable String generated,
      boolean hidden) {

    public static final Traits NONE =
        new Traits(false, false, false, false, false, true, null, null, false);
  }

  public static Column of(String name, DataType type, boolean nullable) {
    return new Column(name, type, nullable, null, null, null, null, Traits.NONE);
  }

  /** Whether a script gives the value, instead of the server (rowversion, computed, column set). */
  public boolean isWritten() {
    return computed == null && type.base() != SystemType.TIMESTAMP && !traits.columnSet();
  }
}
