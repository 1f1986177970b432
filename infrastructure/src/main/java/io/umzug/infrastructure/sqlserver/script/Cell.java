package io.umzug.infrastructure.sqlserver.script;

import io.umzug.domain.schema.Column;
import io.umzug.domain.schema.DataType;
import io.umzug.domain.schema.Literals;
import io.umzug.domain.schema.RowBatches;
import io.umzug.domain.schema.SqlText;
import io.umzug.domain.schema.SystemType;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import microsoft.sql.DateTimeOffset;
import org.jspecify.annotations.Nullable;

/**
 * How one column is selected and becomes literals.
 *
 * @param selected the expression of the SELECT
 */
record Cell(String selected, Column column, Reading reading) {

  /** From the row's value to a literal. */
  @FunctionalInterface
  interface Reading {
    void read(ResultSet row, int index, RowBatches batches) throws SQLException, IOException;
  }

  /** A literal of a value that is not NULL. */
  @FunctionalInterface
  private interface Plain {
    @Nullable String literal(ResultSet row, int index) throws SQLException;
  }

  private static final int DATETIME_DIGITS = 3;

  static Cell of(Column column, LongValues longValues) {
    String name = SqlText.name(column.name());
    DataType type = column.type();
    return switch (type.base()) {
      case BIT -> plain(name, column, (row, i) -> Literals.bit(row.getBoolean(i)));
      case TINYINT, SMALLINT, INT, BIGINT ->
          plain(name, column, (row, i) -> Literals.integer(row.getLong(i)));
      case DECIMAL, NUMERIC, MONEY, SMALLMONEY ->
          plain(name, column, (row, i) -> literal(row.getBigDecimal(i)));
      case FLOAT -> plain(name, column, (row, i) -> floating(row, i));
      case REAL -> plain(name, column, (row, i) -> real(row, i));
      case DATE ->
          plain(
              name,
              column,
              (row, i) -> {
                LocalDate value = row.getObject(i, LocalDate.class);
                return value == null ? null : Literals.date(value);
              });
      case TIME ->
          plain(
              name,
              column,
              (row, i) -> {
                LocalTime value = row.getObject(i, LocalTime.class);
                return value == null ? null : Literals.time(value, type.scale());
              });
      case DATETIME -> dateTime(name, column, DATETIME_DIGITS);
      case SMALLDATETIME -> dateTime(name, column, 0);
      case DATETIME2 -> dateTime(name, column, type.scale());
      case DATETIMEOFFSET -> plain(name, column, (row, i) -> dateTimeOffset(row, i, type.scale()));
      case UNIQUEIDENTIFIER ->
          plain(
              name,
              column,
              (row, i) -> {
                String value = row.getString(i);
                return value == null ? null : Literals.uniqueIdentifier(UUID.fromString(value));
              });
      case CHAR, VARCHAR, NCHAR, NVARCHAR, SYSNAME ->
          type.isLarge()
              ? new Cell(name, column, longValues::text)
              : plain(name, column, (row, i) -> text(row.getString(i)));
      case TEXT, NTEXT -> new Cell(name, column, longValues::text);
      case BINARY, VARBINARY ->
          type.isLarge()
              ? new Cell(name, column, longValues::binary)
              : plain(name, column, (row, i) -> binary(row.getBytes(i)));
      case IMAGE, TIMESTAMP -> new Cell(name, column, longValues::binary);
      case XML -> new Cell("CONVERT(nvarchar(max), " + name + ")", column, longValues::xml);
      case HIERARCHYID, GEOMETRY, GEOGRAPHY ->
          new Cell(
              "CONVERT(varbinary(max), " + name + ")",
              column,
              (row, i, batches) -> longValues.binaryAs(type.base(), row, i, batches));
      case SQL_VARIANT -> new Cell(Variants.selected(name), column, Variants::read);
    };
  }

  /** How many expressions it selects. */
  int width() {
    return column.type().base() == SystemType.SQL_VARIANT ? Variants.WIDTH : 1;
  }

  private static Cell plain(String selected, Column column, Plain plain) {
    return new Cell(
        selected,
        column,
        (row, i, batches) -> {
          String literal = plain.literal(row, i);
          batches.value(literal == null || row.wasNull() ? Literals.NULL : literal);
        });
  }

  private static Cell dateTime(String name, Column column, int digits) {
    return plain(
        name,
        column,
        (row, i) -> {
          LocalDateTime value = row.getObject(i, LocalDateTime.class);
          return value == null ? null : Literals.dateTime(value, digits);
        });
  }

  /** The driver's own type keeps the offset as it was written. */
  private static @Nullable String dateTimeOffset(ResultSet row, int index, int digits)
      throws SQLException {
    DateTimeOffset value = row.getObject(index, DateTimeOffset.class);
    return value == null ? null : Literals.dateTimeOffset(value.getOffsetDateTime(), digits);
  }

  private static @Nullable String floating(ResultSet row, int index) throws SQLException {
    double value = row.getDouble(index);
    return row.wasNull() ? null : Literals.floating(value);
  }

  private static @Nullable String real(ResultSet row, int index) throws SQLException {
    float value = row.getFloat(index);
    return row.wasNull() ? null : Literals.real(value);
  }

  private static @Nullable String literal(java.math.@Nullable BigDecimal value) {
    return value == null ? null : Literals.decimal(value);
  }

  private static @Nullable String text(@Nullable String value) {
    return value == null ? null : Literals.text(value);
  }

  private static @Nullable String binary(byte @Nullable [] value) {
    return value == null ? null : Literals.binary(value);
  }
}
