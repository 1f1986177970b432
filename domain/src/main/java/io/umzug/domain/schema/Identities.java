package io.umzug.domain.schema;

import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** With which number a table's identity goes on. */
final class Identities {

  private Identities() {}

  /**
   * What RESEED is told, behind the rows. A table that has rows gives the number behind it next,
   * one without any gives that very number.
   *
   * @param highest number among the rows; null where there are none
   * @return empty where the rows alone say it
   */
  static Optional<String> seed(Table table, @Nullable String highest) {
    return table
        .identity()
        .flatMap(
            column ->
                Optional.ofNullable(column.identity())
                    .filter(identity -> identity.lastValue() != null)
                    .map(identity -> seed(column, identity, highest)))
        .filter(seed -> !seed.equals(highest));
  }

  private static String seed(Column column, Column.Identity identity, @Nullable String highest) {
    String last = String.valueOf(identity.lastValue());
    if (highest != null) {
      return last;
    }
    BigInteger next = new BigInteger(last).add(new BigInteger(identity.increment()));
    return holds(column.type(), next) ? next.toString() : last;
  }

  /** Behind the last number of its type no table can go on. */
  private static boolean holds(DataType type, BigInteger number) {
    return switch (type.base()) {
      case TINYINT -> number.signum() >= 0 && number.bitLength() <= Byte.SIZE;
      case SMALLINT -> number.bitLength() < Short.SIZE;
      case INT -> number.bitLength() < Integer.SIZE;
      case BIGINT -> number.bitLength() < Long.SIZE;
      default -> number.abs().compareTo(BigInteger.TEN.pow(type.precision())) < 0;
    };
  }
}
