package io.umzug.domain.route;

/**
 * A fact with its value.
 *
 * @param <T> the type of the value
 */
public record Known<T>(Fact<T> fact, T value) {

  public Known {
    if (!fact.kind().accepts(value)) {
      throw new IllegalArgumentException(
          "%s cannot be %s; it is %s".formatted(fact, value, fact.kind().values()));
    }
  }

  /** The value as a person writes it. */
  public String written() {
    return fact.kind().write(value);
  }

  @Override
  public String toString() {
    return "%s = %s".formatted(fact, written());
  }
}
