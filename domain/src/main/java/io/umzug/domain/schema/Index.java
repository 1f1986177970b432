package io.umzug.domain.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index, or the constraint that stands on one.
 *
 * @param filter null where every row is in it
 * @param xml null for other kinds
 */
public record Index(
    String name,
    Role role,
    Kind kind,
    boolean unique,
    List<Part> columns,
    List<String> included,
    @Nullable String filter,
    Options options,
    boolean disabled,
    @Nullable XmlUse xml) {

  /** What the index is there for. */
  public enum Role {
    PRIMARY_KEY,
    UNIQUE_CONSTRAINT,
    INDEX
  }

  /** How it is kept; names as in {@code sys.indexes.type}. */
  public enum Kind {
    CLUSTERED,
    NONCLUSTERED,
    XML,
    SPATIAL,
    CLUSTERED_COLUMNSTORE,
    NONCLUSTERED_COLUMNSTORE,
    HASH
  }

  /** A column of the key. */
  public record Part(String column, boolean descending) {

    String text() {
      return SqlText.name(column) + (descending ? " DESC" : " ASC");
    }
  }

  /**
   * The options that stay with an index.
   *
   * @param fillFactor in percent, 0 for the server's own
   * @param compression NONE, ROW or PAGE
   */
  public record Options(
      int fillFactor,
      boolean padded,
      boolean ignoreDuplicates,
      boolean rowLocks,
      boolean pageLocks,
      boolean statisticsNotRecomputed,
      Compression compression) {

    public static final Options NONE =
        new Options(0, false, false, true, true, false, Compression.NONE);
  }

  /**
   * Of an XML index.
   *
   * @param primary the primary XML index that a secondary one stands on; null for a primary one
   * @param use PATH, VALUE or PROPERTY of a secondary one
   */
  public record XmlUse(@Nullable String primary, @Nullable String use) {}

  public Index {
    columns = List.copyOf(columns);
    included = List.copyOf(included);
  }

  boolean isConstraint() {
    return role != Role.INDEX;
  }

  /** Rows are kept in its order: it stands before the data. */
  public boolean isClustered() {
    return kind == Kind.CLUSTERED;
  }

  boolean isColumnstore() {
    return kind == Kind.CLUSTERED_COLUMNSTORE || kind == Kind.NONCLUSTERED_COLUMNSTORE;
  }
}
