package io.umzug.rehearsal.sql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types that every SQL Server has, with the numbers of sys.types. */
enum SystemType {
  IMAGE(34, 16),
  TEXT(35, 16),
  UNIQUEIDENTIFIER(36, 16),
  DATE(40, 3, 10, 0),
  TIME(41, 5, 16, 7),
  DATETIME2(42, 8, 27, 7),
  DATETIMEOFFSET(43, 10, 34, 7),
  TINYINT(48, 1, 3, 0),
  SMALLINT(52, 2, 5, 0),
  INT(56, 4, 10, 0),
  SMALLDATETIME(58, 4, 16, 0),
  REAL(59, 4, 24, 0),
  MONEY(60, 8, 19, 4),
  DATETIME(61, 8, 23, 3),
  FLOAT(62, 8, 53, 0),
  SQL_VARIANT(98, 8016),
  NTEXT(99, 16),
  BIT(104, 1, 1, 0),
  DECIMAL(106, 17, 38, 38),
  NUMERIC(108, 17, 38, 38),
  SMALLMONEY(122, 4, 10, 4),
  BIGINT(127, 8, 19, 0),
  HIERARCHYID(240, 128, 892, 0, 0),
  GEOMETRY(240, 129, -1, 0, 0),
  GEOGRAPHY(240, 130, -1, 0, 0),
  VARBINARY(165, 8000),
  VARCHAR(167, 8000),
  BINARY(173, 8000),
  CHAR(175, 8000),
  TIMESTAMP(189, 8),
  NVARCHAR(231, 8000),
  NCHAR(239, 8000),
  XML(241, -1),
  SYSNAME(231, 256, 256, 0, 0);

  final int systemId;
  final int userId;
  final int maxLength;
  final int precision;
  final int scale;

  SystemType(int id, int maxLength) {
    this(id, id, maxLength, 0, 0);
  }

  SystemType(int id, int maxLength, int precision, int scale) {
    this(id, id, maxLength, precision, scale);
  }

  SystemType(int systemId, int userId, int maxLength, int precision, int scale) {
    this.systemId = systemId;
    this.userId = userId;
    this.maxLength = maxLength;
    this.precision = precision;
    this.scale = scale;
  }

  /** As sys.types spells it. */
  String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean collated() {
    return switch (this) {
      case TEXT, NTEXT, VARCHAR, CHAR, NVARCHAR, NCHAR, SYSNAME -> true;
      case IMAGE,
          UNIQUEIDENTIFIER,
          DATE,
          TIME,
          DATETIME2,
          DATETIMEOFFSET,
          TINYINT,
          SMALLINT,
          INT,
          SMALLDATETIME,
          REAL,
          MONEY,
          DATETIME,
          FLOAT,
          SQL_VARIANT,
          BIT,
          DECIMAL,
          NUMERIC,
          SMALLMONEY,
          BIGINT,
          HIERARCHYID,
          GEOMETRY,
          GEOGRAPHY,
          VARBINARY,
          BINARY,
          TIMESTAMP,
          XML ->
          false;
    };
  }

  /** Whether the length counts characters of two bytes. */
  boolean wide() {
    return this == NVARCHAR || this == NCHAR || this == SYSNAME;
  }

  /** Whether a number of characters or bytes may be written behind it. */
  boolean sized() {
    return switch (this) {
      case VARBINARY, VARCHAR, BINARY, CHAR, NVARCHAR, NCHAR -> true;
      default -> false;
    };
  }

  boolean clr() {
    return systemId == 240;
  }

  static @Nullable SystemType named(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "ROWVERSION" -> TIMESTAMP;
      case "INTEGER" -> INT;
      case "DEC" -> DECIMAL;
      case "CHARACTER" -> CHAR;
      case "DOUBLE" -> FLOAT;
      default -> {
        for (SystemType type : values()) {
          if (type.name().equalsIgnoreCase(name)) {
            yield type;
          }
        }
        yield null;
      }
    };
  }
}
