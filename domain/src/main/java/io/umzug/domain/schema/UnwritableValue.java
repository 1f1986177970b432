package io.umzug.domain.schema;

/** A value that no literal of Transact-SQL can carry, such as a float that is not a number. */
public final class UnwritableValue extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnwritableValue(String message) {
    super(message);
  }
}
