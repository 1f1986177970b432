package io.umzug.infrastructure.sqlserver.copy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;

/**
 * Dates and times as SQL Server reads them in any language and date format: {@code
 * 2024-02-29T12:34:56.123}.
 */
final class IsoText {

  static final int DATE = 10;
  private static final int CLOCK = 8;
  private static final int OFFSET = 6;
  private static final int MOST_DIGITS = 9;

  private IsoText() {}

  static int time(int digits) {
    return CLOCK + (digits == 0 ? 0 : digits + 1);
  }

  static int dateTime(int digits) {
    return DATE + 1 + time(digits);
  }

  static int dateTimeOffset(int digits) {
    return dateTime(digits) + OFFSET;
  }

  static String of(LocalDate date) {
    char[] text = new char[DATE];
    date(date, text);
    return new String(text);
  }

  static String of(LocalTime time, int digits) {
    char[] text = new char[time(digits)];
    time(time, digits, text, 0);
    return new String(text);
  }

  static String of(LocalDateTime moment, int digits) {
    char[] text = new char[dateTime(digits)];
    moment(moment, digits, text);
    return new String(text);
  }

  static String of(OffsetDateTime moment, int digits) {
    char[] text = new char[dateTimeOffset(digits)];
    moment(moment.toLocalDateTime(), digits, text);
    int at = dateTime(digits);
    int minutes = moment.getOffset().getTotalSeconds() / 60;
    text[at] = minutes < 0 ? '-' : '+';
    number(Math.abs(minutes) / 60, 2, text, at + 1);
    text[at + 3] = ':';
    number(Math.abs(minutes) % 60, 2, text, at + 4);
    return new String(text);
  }

  private static void moment(LocalDateTime moment, int digits, char[] text) {
    date(moment.toLocalDate(), text);
    text[DATE] = 'T';
    time(moment.toLocalTime(), digits, text, DATE + 1);
  }

  private static void date(LocalDate date, char[] text) {
    number(date.getYear(), 4, text, 0);
    text[4] = '-';
    number(date.getMonthValue(), 2, text, 5);
    text[7] = '-';
    number(date.getDayOfMonth(), 2, text, 8);
  }

  private static void time(LocalTime time, int digits, char[] text, int at) {
    number(time.getHour(), 2, text, at);
    text[at + 2] = ':';
    number(time.getMinute(), 2, text, at + 3);
    text[at + 5] = ':';
    number(time.getSecond(), 2, text, at + 6);
    if (digits > 0) {
      text[at + CLOCK] = '.';
      int fraction = time.getNano();
      for (int dropped = digits; dropped < MOST_DIGITS; dropped++) {
        fraction /= 10;
      }
      number(fraction, digits, text, at + CLOCK + 1);
    }
  }

  private static void number(int value, int width, char[] text, int at) {
    int rest = value;
    for (int i = width - 1; i >= 0; i--) {
      text[at + i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
