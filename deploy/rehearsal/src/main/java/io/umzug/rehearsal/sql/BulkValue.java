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

  int DATE_LENGTH = 10;
  int MOST_DIGITS = 9;
  String PATTERN = "0000-00-00T00:00:00";

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
    if (text.length() == DATE_LENGTH) {
      return LocalDate.parse(text).atStartOfDay();
    }
    return isPlain(text) ? plainMoment(text) : LocalDateTime.parse(text.replace(' ', 'T'));
  }

  /** Whether it is {@code 2024-02-29T12:34:56.123}, as most of them are: a parser is slow. */
  private static boolean isPlain(String text) {
    if (text.length() < PATTERN.length() || text.length() > PATTERN.length() + MOST_DIGITS + 1) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char wanted = i < PATTERN.length() ? PATTERN.charAt(i) : i == PATTERN.length() ? '.' : '0';
      boolean fits =
          wanted == '0' ? c >= '0' && c <= '9' : c == wanted || wanted == 'T' && c == ' ';
      if (!fits) {
        return false;
      }
    }
    return text.length() != PATTERN.length() + 1;
  }

  private static LocalDateTime plainMoment(String text) {
    int nanos = 0;
    if (text.length() > PATTERN.length()) {
      nanos = number(text, PATTERN.length() + 1, text.length());
      for (int digits = text.length() - PATTERN.length() - 1; digits < MOST_DIGITS; digits++) {
        nanos *= 10;
      }
    }
    return LocalDateTime.of(
        number(text, 0, 4),
        number(text, 5, 7),
        number(text, 8, 10),
        number(text, 11, 13),
        number(text, 14, 16),
        number(text, 17, 19),
        nanos);
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
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
