package io.umzug.domain.schema;

import java.util.Comparator;

/**
 * The name of something that lives in a schema; ordered by its characters, whatever the collation.
 */
public record ObjectName(String schema, String name) implements Comparable<ObjectName> {

  private static final Comparator<ObjectName> ORDER =
      Comparator.comparing(ObjectName::schema).thenComparing(ObjectName::name);

  /** Delimited, as every statement takes it. */
  public String quoted() {
    return SqlText.name(schema) + "." + SqlText.name(name);
  }

  @Override
  public int compareTo(ObjectName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }
}
