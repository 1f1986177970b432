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

  /** The type of the step to a user or role: they share their names, and this word. */
  public static final String PRINCIPAL = "USER";

  /** A step on the way down, such as TABLE and its name. */
  public record Level(String type, String name) {}

  public ExtendedProperty {
    levels = List.copyOf(levels);
  }

  /** Whether it is a note on a user or role. */
  boolean isOf(String principal) {
    return levels.size() == 1
        && levels.getFirst().type().equals(PRINCIPAL)
        && levels.getFirst().name().equals(principal);
  }

  boolean isOfDatabaseTrigger() {
    return !levels.isEmpty() && levels.getFirst().type().equals(DATABASE_TRIGGER);
  }
}
