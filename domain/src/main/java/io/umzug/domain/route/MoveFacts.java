package io.umzug.domain.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known about a move. What is not in it is unknown, which is not the same as "no". */
public final class MoveFacts {

  private static final MoveFacts NOTHING = new MoveFacts(Map.of());

  private final Map<Fact<?>, Known<?>> known;

  private MoveFacts(Map<Fact<?>, Known<?>> known) {
    this.known = known;
  }

  public static MoveFacts nothing() {
    return NOTHING;
  }

  /** The same with this fact known; what was known of it before is forgotten. */
  public <T> MoveFacts with(Fact<T> fact, T value) {
    return with(new Known<>(fact, value));
  }

  public MoveFacts with(Known<?> fact) {
    Map<Fact<?>, Known<?>> more = new LinkedHashMap<>(known);
    more.put(fact.fact(), fact);
    return new MoveFacts(more);
  }

  public MoveFacts without(Fact<?> fact) {
    Map<Fact<?>, Known<?>> fewer = new LinkedHashMap<>(known);
    fewer.remove(fact);
    return new MoveFacts(fewer);
  }

  /** The value; empty where it is unknown. */
  @SuppressWarnings("unchecked") // A fact is only ever put in together with a value of its type.
  public <T> Optional<T> get(Fact<T> fact) {
    return Optional.ofNullable((Known<T>) known.get(fact)).map(Known::value);
  }

  /** Whether the fact is known and has this value. */
  public <T> boolean is(Fact<T> fact, T value) {
    return get(fact).equals(Optional.of(value));
  }

  public List<Known<?>> all() {
    return List.copyOf(known.values());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MoveFacts facts && known.equals(facts.known);
  }

  @Override
  public int hashCode() {
    return known.hashCode();
  }

  @Override
  public String toString() {
    return known.values().toString();
  }
}
