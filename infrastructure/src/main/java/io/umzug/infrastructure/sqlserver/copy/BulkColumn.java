package io.umzug.infrastructure.sqlserver.copy;

import io.umzug.domain.schema.Column;
import io.umzug.domain.schema.DataType;
import io.umzug.domain.schema.SqlText;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import microsoft.sql.DateTimeOffset;
import org.jspecify.annotations.Nullable;

/**
 * How one column is selected and handed to a bulk load. Dates and times go as text: the driver's
 * own way takes them through this machine's time zone, in which some of them do not exist.
 *
 * @param selected the expression of the SELECT
 * @param jdbcType as which the bulk load announces it
 * @param length characters or bytes, or digits of a number
 * @param reading null for a long value, which is read as a stream
 */
record BulkColumn(
    Column column,
    String selected,
    int jdbcType,
    int length,
    int scale,
    @Nullable Reading reading) {

  /** From the row's value to the bulk load's. */
  @FunctionalInterface
  interface Reading {
    @Nullable Object of(ResultSet row, int index) throws SQLException;
  }

  /** Beyond what fits into a row: the driver sends such a column in pieces. */
  private static final int STREAMED = Integer.MAX_VALUE;

  private static final int MONEY_DIGITS = 19;
  private static final int SMALLMONEY_DIGITS = 10;
  private static final int MONEY_SCALE = 4;
  private static final int DATETIME_DIGITS = 3;
  private static final int GUID_LENGTH = 36;
  private static final int SYSNAME_LENGTH = 128;

  static BulkColumn of(Column column) {
    String name = SqlText.name(column.name());
    DataType type = column.type();
    return switch (type.base()) {
      case BIT -> plain(column, Types.BIT);
      case TINYINT -> plain(column, Types.TINYINT);
      case SMALLINT -> plain(column, Types.SMALLINT);
      case INT -> plain(column, Types.INTEGER);
      case BIGINT -> plain(column, Types.BIGINT);
      case FLOAT -> plain(column, Types.DOUBLE);
      case REAL -> plain(column, Types.REAL);
      case DECIMAL, NUMERIC -> decimal(column, type.precision(), type.scale());
      case MONEY -> decimal(column, MONEY_DIGITS, MONEY_SCALE);
      case SMALLMONEY -> decimal(column, SMALLMONEY_DIGITS, MONEY_SCALE);
      case DATE -> text(column, IsoText.DATE, (row, i) -> date(row, i));
      case TIME -> text(column, IsoText.time(type.scale()), (row, i) -> time(row, i, type.scale()));
      case DATETIME -> dateTime(column, DATETIME_DIGITS);
      case SMALLDATETIME -> dateTime(column, 0);
      case DATETIME2 -> dateTime(column, type.scale());
      case DATETIMEOFFSET ->
          text(
              column,
              IsoText.dateTimeOffset(type.scale()),
              (row, i) -> dateTimeOffset(row, i, type.scale()));
      case UNIQUEIDENTIFIER ->
          sized(column, name, Types.CHAR, GUID_LENGTH, (row, i) -> row.getString(i));
      case CHAR, VARCHAR ->
          type.isLarge()
              ? large(column, name, Types.LONGVARCHAR)
              : sized(column, name, Types.VARCHAR, type.maxLength(), ResultSet::getString);
      case NCHAR, NVARCHAR ->
          type.isLarge()
              ? large(column, name, Types.LONGNVARCHAR)
              : sized(column, name, Types.NVARCHAR, type.maxLength() / 2, ResultSet::getString);
      case SYSNAME -> sized(column, name, Types.NVARCHAR, SYSNAME_LENGTH, ResultSet::getString);
      case TEXT -> large(column, name, Types.LONGVARCHAR);
      case NTEXT -> large(column, name, Types.LONGNVARCHAR);
      case BINARY, VARBINARY ->
          type.isLarge()
              ? large(column, name, Types.LONGVARBINARY)
              : sized(column, name, Types.VARBINARY, type.maxLength(), ResultSet::getBytes);
      case IMAGE -> large(column, name, Types.LONGVARBINARY);
      case HIERARCHYID, GEOMETRY, GEOGRAPHY ->
          large(column, "CONVERT(varbinary(max), " + name + ")", Types.LONGVARBINARY);
      case XML, SQL_VARIANT, TIMESTAMP ->
          throw new IllegalArgumentException(
              "%s %s does not go in bulk".formatted(type.base().label(), name));
    };
  }

  boolean isLarge() {
    return reading == null;
  }

  boolean isText() {
    return jdbcType == Types.LONGVARCHAR || jdbcType == Types.LONGNVARCHAR;
  }

  /** The driver's own object for the value is the one that its bulk load takes. */
  private static BulkColumn plain(Column column, int jdbcType) {
    return new BulkColumn(
        column, SqlText.name(column.name()), jdbcType, 0, 0, (row, i) -> row.getObject(i));
  }

  private static BulkColumn sized(
      Column column, String selected, int jdbcType, int length, Reading reading) {
    return new BulkColumn(column, selected, jdbcType, length, 0, reading);
  }

  private static BulkColumn large(Column column, String selected, int jdbcType) {
    return new BulkColumn(column, selected, jdbcType, STREAMED, 0, null);
  }

  private static BulkColumn text(Column column, int length, Reading reading) {
    return sized(column, SqlText.name(column.name()), Types.VARCHAR, length, reading);
  }

  private static BulkColumn decimal(Column column, int precision, int scale) {
    return new BulkColumn(
        column,
        SqlText.name(column.name()),
        Types.DECIMAL,
        precision,
        scale,
        (row, i) -> {
          BigDecimal value = row.getBigDecimal(i);
          return value == null ? null : value.setScale(scale);
        });
  }

  private static BulkColumn dateTime(Column column, int digits) {
    return text(
        column,
        IsoText.dateTime(digits),
        (row, i) -> {
          LocalDateTime value = row.getObject(i, LocalDateTime.class);
          return value == null ? null : IsoText.of(value, digits);
        });
  }

  private static @Nullable Object date(ResultSet row, int index) throws SQLException {
    LocalDate value = row.getObject(index, LocalDate.class);
    return value == null ? null : IsoText.of(value);
  }

  private static @Nullable Object time(ResultSet row, int index, int digits) throws SQLException {
    LocalTime value = row.getObject(index, LocalTime.class);
    return value == null ? null : IsoText.of(value, digits);
  }

  private static @Nullable Object dateTimeOffset(ResultSet row, int index, int digits)
      throws SQLException {
    DateTimeOffset value = row.getObject(index, DateTimeOffset.class);
    return value == null ? null : IsoText.of(value.getOffsetDateTime(), digits);
  }
}
