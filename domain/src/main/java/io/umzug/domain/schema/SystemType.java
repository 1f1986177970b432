package io.umzug.domain.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** SQL Server's own types, and how their length is told. */
public enum SystemType {
  BIT(Size.NONE),
  TINYINT(Size.NONE),
  SMALLINT(Size.NONE),
  INT(Size.NONE),
  BIGINT(Size.NONE),
  DECIMAL(Size.PRECISION),
  NUMERIC(Size.PRECISION),
  MONEY(Size.NONE),
  SMALLMONEY(Size.NONE),
  FLOAT(Size.MANTISSA),
  REAL(Size.NONE),
  DATE(Size.NONE),
  TIME(Size.SCALE),
  DATETIME(Size.NONE),
  DATETIME2(Size.SCALE),
  SMALLDATETIME(Size.NONE),
  DATETIMEOFFSET(Size.SCALE),
  CHAR(Size.BYTES),
  VARCHAR(Size.BYTES),
  TEXT(Size.NONE),
  NCHAR(Size.CHARACTERS),
  NVARCHAR(Size.CHARACTERS),
  NTEXT(Size.NONE),
  SYSNAME(Size.NONE),
  BINARY(Size.BYTES),
  VARBINARY(Size.BYTES),
  IMAGE(Size.NONE),
  TIMESTAMP(Size.NONE),
  UNIQUEIDENTIFIER(Size.NONE),
  XML(Size.NONE),
  HIERARCHYID(Size.NONE),
  GEOMETRY(Size.NONE),
  GEOGRAPHY(Size.NONE),
  SQL_VARIANT(Size.NONE);

  /** What stands in the parentheses behind a type's name. */
  enum Size {
    NONE,
    BYTES,
    CHARACTERS,
    PRECISION,
    MANTISSA,
    SCALE
  }

  private final Size size;

  SystemType(Size size) {
    this.size = size;
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

  /** Values that can be longer than a row, and are read as a stream. */
  public boolean isLargeText() {
    return this == TEXT || this == NTEXT || this == XML;
  }

  public boolean isCharacter() {
    return switch (this) {
      case CHAR, VARCHAR, TEXT, NCHAR, NVARCHAR, NTEXT, SYSNAME -> true;
      case BIT,
          TINYINT,
          SMALLINT,
          INT,
          BIGINT,
          DECIMAL,
          NUMERIC,
          MONEY,
          SMALLMONEY,
          FLOAT,
          REAL,
          DATE,
          TIME,
          DATETIME,
          DATETIME2,
          SMALLDATETIME,
          DATETIMEOFFSET,
          BINARY,
          VARBINARY,
          IMAGE,
          TIMESTAMP,
          UNIQUEIDENTIFIER,
          XML,
          HIERARCHYID,
          GEOMETRY,
          GEOGRAPHY,
          SQL_VARIANT ->
          false;
    };
  }

  /** Whether ORDER BY takes it. */
  public boolean isSortable() {
    return switch (this) {
      case TEXT, NTEXT, IMAGE, XML, GEOMETRY, GEOGRAPHY -> false;
      case BIT,
          TINYINT,
          SMALLINT,
          INT,
          BIGINT,
          DECIMAL,
          NUMERIC,
          MONEY,
          SMALLMONEY,
          FLOAT,
          REAL,
          DATE,
          TIME,
          DATETIME,
          DATETIME2,
          SMALLDATETIME,
          DATETIMEOFFSET,
          CHAR,
          VARCHAR,
          NCHAR,
          NVARCHAR,
          SYSNAME,
          BINARY,
          VARBINARY,
          TIMESTAMP,
          UNIQUEIDENTIFIER,
          HIERARCHYID,
          SQL_VARIANT ->
          true;
    };
  }
}
