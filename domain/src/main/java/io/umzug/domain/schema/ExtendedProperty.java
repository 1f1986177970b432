package io.umzug.domain.schema;

import java.util.List;

/**
 * A note on the database or on one of its parts.
 *
 * @param value a literal
 * @param levels from the schema down; empty for the database itself
 */
public record ExtendedProperty(String name, String value, List<Level> levels) {

  /** A step on the way down, such as TABLE and its name. */
  public record Level(String type, String name) {}

  public ExtendedProperty {
    levels = List.copyOf(levels);
  }
}
