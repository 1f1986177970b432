package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * A column's, parameter's or alias type's data type.
 *
 * @param length characters or bytes as written; {@link SqlType#MAX} for (max); 0 where it has none
 * @param precision digits of decimal and numeric; else 0
 * @param scale digits behind the point, of a second where it is a time; else 0
 * @param userType user_type_id of an alias type; 0 for none
 * @param collation only where one was written
 * @param schemaBound xml_collection_id of a typed xml, negative where it is a DOCUMENT; 0 for none
 */
record ColumnType(
    SystemType system,
    int length,
    int precision,
    int scale,
    int userType,
    @Nullable String collation,
    int schemaBound) {

  static ColumnType of(SystemType system) {
    return new ColumnType(system, 0, system.precision, system.scale, 0, null, 0);
  }

  static ColumnType sized(SystemType system, int length) {
    return new ColumnType(system, length, 0, 0, 0, null, 0);
  }

  ColumnType withCollation(@Nullable String other) {
    return new ColumnType(system, length, precision, scale, userType, other, schemaBound);
  }

  /** As a column of a database with this collation. */
  ColumnType of(Catalog database) {
    String other = database.collation();
    return system.collated() && !other.equals(ServerProperties.COLLATION)
        ? withCollation(other)
        : this;
  }

  ColumnType withUserType(int id) {
    return new ColumnType(system, length, precision, scale, id, collation, schemaBound);
  }

  int userTypeId() {
    return userType == 0 ? system.userId : userType;
  }

  /** Bytes, as sys.columns says; -1 for (max). */
  int maxLength() {
    return switch (system) {
      case TIME -> scale <= 2 ? 3 : scale <= 4 ? 4 : 5;
      case DATETIME2 -> scale <= 2 ? 6 : scale <= 4 ? 7 : 8;
      case DATETIMEOFFSET -> scale <= 2 ? 8 : scale <= 4 ? 9 : 10;
      case DECIMAL, NUMERIC -> precision <= 9 ? 5 : precision <= 19 ? 9 : precision <= 28 ? 13 : 17;
      case NVARCHAR, NCHAR -> length == SqlType.MAX ? -1 : length * 2;
      case VARCHAR, CHAR, VARBINARY, BINARY -> length;
      default -> system.maxLength;
    };
  }

  /** What sys.columns says in precision. */
  int shownPrecision() {
    int fraction = scale == 0 ? 0 : scale + 1;
    return switch (system) {
      case TIME -> 8 + fraction;
      case DATETIME2 -> 19 + fraction;
      case DATETIMEOFFSET -> 26 + fraction;
      case DECIMAL, NUMERIC -> precision;
      default -> system.precision;
    };
  }

  int shownScale() {
    return switch (system) {
      case TIME, DATETIME2, DATETIMEOFFSET, DECIMAL, NUMERIC -> scale;
      default -> system.scale;
    };
  }

  /** What sys.columns says in collation_name. */
  @Nullable String shownCollation() {
    if (!system.collated()) {
      return null;
    }
    return collation == null ? ServerProperties.COLLATION : collation;
  }

  private boolean caseSensitive() {
    return collation != null
        && (collation.toUpperCase(java.util.Locale.ROOT).contains("_CS")
            || collation.toUpperCase(java.util.Locale.ROOT).contains("_BIN"));
  }

  /** The H2 type that keeps its values. */
  String h2() {
    return switch (system) {
      case IMAGE, GEOMETRY, GEOGRAPHY -> "BLOB";
      case TEXT, NTEXT, XML -> "CLOB";
      case UNIQUEIDENTIFIER -> "UUID";
      case DATE -> "DATE";
      case TIME -> "TIME(" + scale + ")";
      case DATETIME2 -> "TIMESTAMP(" + scale + ")";
      case DATETIMEOFFSET -> "TIMESTAMP(" + scale + ") WITH TIME ZONE";
      case TINYINT, SMALLINT -> "SMALLINT";
      case INT -> "INT";
      case SMALLDATETIME -> "TIMESTAMP(0)";
      case REAL -> "REAL";
      case MONEY -> "NUMERIC(19, 4)";
      case SMALLMONEY -> "NUMERIC(10, 4)";
      case DATETIME -> "TIMESTAMP(3)";
      case FLOAT -> "DOUBLE PRECISION";
      case SQL_VARIANT -> "VARBINARY(9000)";
      case BIT -> "BOOLEAN";
      case DECIMAL, NUMERIC -> "NUMERIC(" + precision + ", " + scale + ")";
      case BIGINT -> "BIGINT";
      case HIERARCHYID -> "VARBINARY(892)";
      case TIMESTAMP -> "VARBINARY(8)";
      case SYSNAME -> "VARCHAR(128)";
      case VARBINARY -> length == SqlType.MAX ? "BLOB" : "VARBINARY(" + length + ")";
      case BINARY -> "BINARY(" + length + ")";
      case VARCHAR, NVARCHAR ->
          length == SqlType.MAX
              ? "CLOB"
              : (caseSensitive() ? "VARCHAR_CASESENSITIVE(" : "VARCHAR(") + length + ")";
      case CHAR, NCHAR -> "CHAR(" + length + ")";
    };
  }

  /** The type under which its values travel. */
  SqlType wire() {
    return switch (system) {
      case IMAGE, GEOMETRY, GEOGRAPHY -> new SqlType(SqlType.Name.VARBINARY, SqlType.MAX, 0, 0);
      case TEXT -> new SqlType(SqlType.Name.VARCHAR, SqlType.MAX, 0, 0);
      case NTEXT, XML -> SqlType.nvarchar(SqlType.MAX);
      case UNIQUEIDENTIFIER -> SqlType.of(SqlType.Name.UNIQUEIDENTIFIER);
      case DATE -> SqlType.of(SqlType.Name.DATE);
      case TIME -> new SqlType(SqlType.Name.TIME, 0, 0, scale);
      case DATETIME2 -> new SqlType(SqlType.Name.DATETIME2, 0, 0, scale);
      case DATETIMEOFFSET -> new SqlType(SqlType.Name.DATETIMEOFFSET, 0, 0, scale);
      case TINYINT -> SqlType.of(SqlType.Name.TINYINT);
      case SMALLINT -> SqlType.of(SqlType.Name.SMALLINT);
      case INT -> SqlType.of(SqlType.Name.INT);
      case SMALLDATETIME, DATETIME -> SqlType.of(SqlType.Name.DATETIME);
      case REAL -> SqlType.of(SqlType.Name.REAL);
      case MONEY, SMALLMONEY -> SqlType.of(SqlType.Name.MONEY);
      case FLOAT -> SqlType.of(SqlType.Name.FLOAT);
      case SQL_VARIANT -> new SqlType(SqlType.Name.VARBINARY, 8000, 0, 0);
      case BIT -> SqlType.of(SqlType.Name.BIT);
      case DECIMAL, NUMERIC -> new SqlType(SqlType.Name.DECIMAL, 0, precision, scale);
      case BIGINT -> SqlType.of(SqlType.Name.BIGINT);
      case HIERARCHYID -> new SqlType(SqlType.Name.VARBINARY, 892, 0, 0);
      case TIMESTAMP -> new SqlType(SqlType.Name.VARBINARY, 8, 0, 0);
      case SYSNAME -> SqlType.nvarchar(128);
      case VARBINARY, BINARY -> new SqlType(SqlType.Name.VARBINARY, length, 0, 0);
      case VARCHAR, CHAR -> new SqlType(SqlType.Name.VARCHAR, length, 0, 0);
      case NVARCHAR, NCHAR -> SqlType.nvarchar(length);
    };
  }
}
