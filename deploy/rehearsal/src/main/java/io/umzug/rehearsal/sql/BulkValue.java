package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.BulkStatement.Target;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From a value as it was declared to one that H2 takes for the column. */
@FunctionalInterface
interface BulkValue {

  @Nullable Object converted(@Nullable Object value) throws SqlRefusal;

  static BulkValue of(Target target) {
    ColumnType type = target.column().type();
    return switch (type.system()) {
      case UNIQUEIDENTIFIER -> BulkValue::uuid;
      case DATE -> value -> value instanceof String text ? read(LocalDate::parse, text) : value;
      case TIME -> value -> value instanceof String text ? read(LocalTime::parse, text) : value;
      case DATETIME, SMALLDATETIME, DATETIME2 ->
          value -> value instanceof String text ? read(BulkValue::moment, text) : value;
      case DATETIMEOFFSET ->
          value -> value instanceof String text ? read(BulkValue::offset, text) : value;
      case SQL_VARIANT -> value -> variant(target.declared(), value);
      default -> value -> value;
    };
  }

  /** Reads a text, and throws a DateTimeException where it cannot. */
  @FunctionalInterface
  interface Reading {
    Object of(String text);
  }

  private static Object read(Reading reading, String text) throws SqlRefusal {
    try {
      return reading.of(text.strip());
    } catch (DateTimeException _) {
      throw SqlRefusal.of(
          241, 16, 1, "Conversion failed when converting date and/or time from character string.");
    }
  }

  private static Object moment(String text) {
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay()
        : LocalDateTime.parse(text.replace(' ', 'T'));
  }

  private static Object offset(String text) {
    int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
    String moment = text.substring(0, sign).strip().replace(' ', 'T');
    return OffsetDateTime.parse(moment + text.substring(sign));
  }

  private static @Nullable Object uuid(@Nullable Object value) throws SqlRefusal {
    if (!(value instanceof String text)) {
      return value;
    }
    try {
      return UUID.fromString(text.strip());
    } catch (IllegalArgumentException _) {
      throw SqlRefusal.of(
          8169,
          16,
          2,
          "Conversion failed when converting from a character string to uniqueidentifier.");
    }
  }

  private static @Nullable Object variant(ColumnType declared, @Nullable Object value) {
    if (value == null || value instanceof byte[] bytes && Variant.is(bytes)) {
      return value;
    }
    return new Variant(declared, value).bytes();
  }
}
