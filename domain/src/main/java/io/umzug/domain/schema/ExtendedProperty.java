package io.umzug.domain.schema;

import java.util.List;

/**
 * A note on the database or on one of its parts.
 *
 * @param value a literal
 * @param levels from the schema down; empty for the database itself
 */
public record ExtendedProperty(String name, String value, List<Level> levels) {

  /** The type of the first step to a trigger of the database. */
  public static final String DATABASE_TRIGGER = "TRIGGER";

  /** A step on the way down, such as TABLE and its name. */
  public record Level(String type, String name) {}

  public ExtendedProperty {
    levels = List.copyOf(levels);
  }

  boolean isOfDatabaseTrigger() {
    return !levels.isEmpty() && levels.getFirst().type().equals(DATABASE_TRIGGER);
  }
}
