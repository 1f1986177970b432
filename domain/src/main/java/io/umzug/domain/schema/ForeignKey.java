package io.umzug.domain.schema;

import java.util.List;

/**
 * A foreign key.
 *
 * @param columns of the table and, at the same place, of the referenced one
 * @param onDelete and onUpdate such as {@code NO_ACTION}, {@code CASCADE}
 * @param trusted whether every row was checked
 */
public record ForeignKey(
    String name,
    ObjectName referenced,
    List<Pair> columns,
    String onDelete,
    String onUpdate,
    boolean trusted,
    boolean disabled,
    boolean notForReplication) {

  /** A column and the one that it refers to. */
  public record Pair(String column, String referenced) {}

  public ForeignKey {
    columns = List.copyOf(columns);
  }
}
