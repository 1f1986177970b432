package io.umzug.domain.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** SQL Server's own types, and how their length is told. */
public enum SystemType {
  BIT(Size.NONE, Values.PLAIN),
  TINYINT(Size.NONE, Values.PLAIN),
  SMALLINT(Size.NONE, Values.PLAIN),
  INT(Size.NONE, Values.PLAIN),
  BIGINT(Size.NONE, Values.PLAIN),
  DECIMAL(Size.PRECISION, Values.PLAIN),
  NUMERIC(Size.PRECISION, Values.PLAIN),
  MONEY(Size.NONE, Values.PLAIN),
  SMALLMONEY(Size.NONE, Values.PLAIN),
  FLOAT(Size.MANTISSA, Values.PLAIN),
  REAL(Size.NONE, Values.PLAIN),
  DATE(Size.NONE, Values.PLAIN),
  TIME(Size.SCALE, Values.PLAIN),
  DATETIME(Size.NONE, Values.PLAIN),
  DATETIME2(Size.SCALE, Values.PLAIN),
  SMALLDATETIME(Size.NONE, Values.PLAIN),
  DATETIMEOFFSET(Size.SCALE, Values.PLAIN),
  CHAR(Size.BYTES, Values.CHARACTERS),
  VARCHAR(Size.BYTES, Values.CHARACTERS),
  TEXT(Size.NONE, Values.LARGE_CHARACTERS),
  NCHAR(Size.CHARACTERS, Values.CHARACTERS),
  NVARCHAR(Size.CHARACTERS, Values.CHARACTERS),
  NTEXT(Size.NONE, Values.LARGE_CHARACTERS),
  SYSNAME(Size.NONE, Values.CHARACTERS),
  BINARY(Size.BYTES, Values.PLAIN),
  VARBINARY(Size.BYTES, Values.PLAIN),
  IMAGE(Size.NONE, Values.LARGE),
  TIMESTAMP(Size.NONE, Values.PLAIN),
  UNIQUEIDENTIFIER(Size.NONE, Values.PLAIN),
  XML(Size.NONE, Values.LARGE),
  HIERARCHYID(Size.NONE, Values.PLAIN),
  GEOMETRY(Size.NONE, Values.UNSORTED),
  GEOGRAPHY(Size.NONE, Values.UNSORTED),
  SQL_VARIANT(Size.NONE, Values.PLAIN);

  /** What stands in parentheses behind the name. */
  enum Size {
    NONE,
    BYTES,
    CHARACTERS,
    PRECISION,
    MANTISSA,
    SCALE
  }

  /** What can be done with the values. */
  private enum Values {
    PLAIN,
    CHARACTERS,
    /** Longer than a row, and not sorted. */
    LARGE_CHARACTERS,
    LARGE,
    UNSORTED
  }

  private final Size size;
  private final Values values;

  SystemType(Size size, Values values) {
    this.size = size;
    this.values = values;
  }

  Size size() {
    return size;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By the name in {@code sys.types}; empty where this release does not know it. */
  public static Optional<SystemType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.label().equals(name)).findFirst();
  }

  /** Values that can be longer than a row, whatever is said of them. */
  boolean isLarge() {
    return values == Values.LARGE || values == Values.LARGE_CHARACTERS;
  }

  public boolean isCharacter() {
    return values == Values.CHARACTERS || values == Values.LARGE_CHARACTERS;
  }

  /** Whether ORDER BY takes it. */
  public boolean isSortable() {
    return values == Values.PLAIN || values == Values.CHARACTERS;
  }
}
