package io.umzug.rehearsal.tds;

/**
 * A SQL Server data type as it travels in COLMETADATA and in parameters.
 *
 * @param name which family; decides the Java class of a value (see {@link Name})
 * @param length characters (NVARCHAR, VARCHAR) or bytes (VARBINARY); {@link #MAX} for (max); else 0
 * @param precision digits of DECIMAL; else 0
 * @param scale digits after the point of DECIMAL, of a second in DATETIME2 / TIME / DATETIMEOFFSET
 */
public record SqlType(Name name, int length, int precision, int scale) {

  public static final int MAX = -1;

  /** The families, each with the Java class of its values; SQL NULL is {@code null}. */
  public enum Name {
    /** Boolean. */
    BIT,
    /** Short, 0 to 255. */
    TINYINT,
    /** Short. */
    SMALLINT,
    /** Integer. */
    INT,
    /** Long. */
    BIGINT,
    /** BigDecimal. */
    DECIMAL,
    /** BigDecimal with four digits after the point. */
    MONEY,
    /** Float. */
    REAL,
    /** Double. */
    FLOAT,
    /** String. */
    NVARCHAR,
    /** String. */
    VARCHAR,
    /** byte[]. */
    VARBINARY,
    /** java.util.UUID. */
    UNIQUEIDENTIFIER,
    /** java.time.LocalDate. */
    DATE,
    /** java.time.LocalTime. */
    TIME,
    /** java.time.LocalDateTime. */
    DATETIME,
    /** java.time.LocalDateTime. */
    DATETIME2,
    /** java.time.OffsetDateTime. */
    DATETIMEOFFSET
  }

  public static SqlType of(Name name) {
    return new SqlType(name, 0, 0, 0);
  }

  public static SqlType nvarchar(int length) {
    return new SqlType(Name.NVARCHAR, length, 0, 0);
  }
}
