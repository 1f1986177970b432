package io.umzug.domain.schema;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A view, procedure, function or trigger, by the text that created it.
 *
 * @param definition null where it is encrypted
 * @param dependsOn by name, as far as the server knows
 * @param parent the table or view of a trigger; null for others, and for triggers of the database
 * @param indexes of a view
 * @param firings of a trigger, where an order was set
 */
public record SqlModule(
    ObjectName name,
    Kind kind,
    @Nullable String definition,
    boolean ansiNulls,
    boolean quotedIdentifier,
    boolean schemaBound,
    Set<ObjectName> dependsOn,
    @Nullable ObjectName parent,
    boolean disabled,
    List<Index> indexes,
    List<Firing> firings) {

  /**
   * A statement for which a trigger comes first or last among those of its table.
   *
   * @param statement such as INSERT, or the event of a trigger of the database
   */
  public record Firing(boolean first, String statement) {}

  /** What it is; the order is the one in which names are resolved at creation. */
  public enum Kind {
    SCALAR_FUNCTION("FUNCTION"),
    INLINE_FUNCTION("FUNCTION"),
    TABLE_FUNCTION("FUNCTION"),
    VIEW("VIEW"),
    PROCEDURE("PROCEDURE"),
    TRIGGER("TRIGGER"),
    DATABASE_TRIGGER("TRIGGER"),
    /** Of an assembly: there is no text of it. */
    ASSEMBLY_MODULE("ASSEMBLY");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word behind CREATE. */
    public String word() {
      return word;
    }

    /** Creating it looks up every name that it uses. */
    boolean resolvesAtOnce() {
      return this == VIEW || this == INLINE_FUNCTION;
    }

    boolean isFunction() {
      return this == SCALAR_FUNCTION || this == INLINE_FUNCTION || this == TABLE_FUNCTION;
    }

    boolean isTrigger() {
      return this == TRIGGER || this == DATABASE_TRIGGER;
    }
  }

  public SqlModule {
    dependsOn = Set.copyOf(dependsOn);
    indexes = List.copyOf(indexes);
    firings = List.copyOf(firings);
  }
}
