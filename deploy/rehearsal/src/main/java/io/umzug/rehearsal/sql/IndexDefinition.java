package io.umzug.rehearsal.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index, also that behind a key.
 *
 * @param id index_id: 1 where clustered
 * @param kind as in type_desc: CLUSTERED, NONCLUSTERED, CLUSTERED COLUMNSTORE, …
 * @param constraint object_id of the key that it belongs to; 0 for none
 * @param primary whether that key is the primary one
 */
record IndexDefinition(
    int id,
    String name,
    String kind,
    boolean unique,
    int constraint,
    boolean primary,
    boolean systemNamed,
    List<IndexColumn> columns,
    @Nullable String filter,
    IndexOptions options,
    boolean disabled,
    @Nullable XmlUse xml) {

  /**
   * Of an XML index.
   *
   * @param primary index_id of the primary one that it stands on; 0 for that one itself
   * @param use VALUE, PATH or PROPERTY; null for a primary one
   */
  record XmlUse(int primary, @Nullable String use) {}

  /** A column of an index; included ones have no order. */
  record IndexColumn(int column, boolean descending, boolean included) {}

  /** What stands behind WITH. */
  record IndexOptions(
      int fillFactor,
      boolean padIndex,
      boolean ignoreDuplicates,
      boolean allowRowLocks,
      boolean allowPageLocks,
      boolean noRecompute,
      String compression) {

    static final IndexOptions USUAL = new IndexOptions(0, false, false, true, true, false, "NONE");
  }

  boolean clustered() {
    return kind.startsWith("CLUSTERED");
  }

  boolean rowStore() {
    return !kind.endsWith("COLUMNSTORE") && !kind.equals("XML");
  }

  List<Integer> keys() {
    return columns.stream().filter(c -> !c.included()).map(IndexColumn::column).toList();
  }

  IndexDefinition with(IndexOptions others, boolean off) {
    return new IndexDefinition(
        id,
        name,
        kind,
        unique,
        constraint,
        primary,
        systemNamed,
        columns,
        filter,
        others,
        off,
        xml);
  }

  IndexDefinition renamed(String other) {
    return new IndexDefinition(
        id,
        other,
        kind,
        unique,
        constraint,
        primary,
        false,
        columns,
        filter,
        options,
        disabled,
        xml);
  }
}
