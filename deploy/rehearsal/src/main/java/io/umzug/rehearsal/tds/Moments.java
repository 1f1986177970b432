package io.umzug.rehearsal.tds;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Dates and times as they travel. */
final class Moments {

  private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
  private static final LocalDate DATETIME_EPOCH = LocalDate.of(1900, 1, 1);
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private static final long TICKS_PER_DAY = 300L * 86_400;

  private Moments() {}

  static int timeSize(int scale) {
    return scale <= 2 ? 3 : scale <= 4 ? 4 : 5;
  }

  static void writeDate(ByteWriter out, LocalDate date) {
    out.unsigned(ChronoUnit.DAYS.between(FIRST_DAY, date), 3);
  }

  static void writeTime(ByteWriter out, LocalTime time, int scale) {
    // A time has no next day to be rounded into.
    long units = Math.min(units(time, scale), NANOS_PER_DAY / nanosPerUnit(scale) - 1);
    out.unsigned(units, timeSize(scale));
  }

  static void writeDateTime2(ByteWriter out, LocalDateTime moment, int scale) {
    long units = units(moment.toLocalTime(), scale);
    long unitsPerDay = NANOS_PER_DAY / nanosPerUnit(scale);
    out.unsigned(units % unitsPerDay, timeSize(scale));
    writeDate(out, moment.toLocalDate().plusDays(units / unitsPerDay));
  }

  static void writeDateTimeOffset(ByteWriter out, OffsetDateTime moment, int scale) {
    writeDateTime2(out, moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime(), scale);
    out.u16(moment.getOffset().getTotalSeconds() / 60);
  }

  /** DATETIME counts 1/300 of a second. */
  static void writeDateTime(ByteWriter out, LocalDateTime moment) {
    long ticks = (moment.toLocalTime().toNanoOfDay() * 3 + 5_000_000L) / 10_000_000L;
    long days = ChronoUnit.DAYS.between(DATETIME_EPOCH, moment.toLocalDate());
    out.i32(days + ticks / TICKS_PER_DAY).i32(ticks % TICKS_PER_DAY);
  }

  static LocalDate readDate(ByteReader in) throws ProtocolException {
    return FIRST_DAY.plusDays(in.unsigned(3));
  }

  static LocalTime readTime(ByteReader in, int size, int scale) throws ProtocolException {
    long units = in.unsigned(size);
    long unit = nanosPerUnit(scale);
    if (units >= NANOS_PER_DAY / unit) {
      throw new ProtocolException("A time lies behind the end of the day.");
    }
    return LocalTime.ofNanoOfDay(units * unit);
  }

  static LocalDateTime readDateTime2(ByteReader in, int size, int scale) throws ProtocolException {
    LocalTime time = readTime(in, size - 3, scale);
    return LocalDateTime.of(readDate(in), time);
  }

  static OffsetDateTime readDateTimeOffset(ByteReader in, int size, int scale)
      throws ProtocolException {
    LocalDateTime utc = readDateTime2(in, size - 2, scale);
    short minutes = (short) in.u16();
    if (Math.abs(minutes) > 14 * 60) {
      throw new ProtocolException("A time zone is " + minutes + " minutes away from UTC.");
    }
    return utc.atOffset(ZoneOffset.UTC)
        .withOffsetSameInstant(ZoneOffset.ofTotalSeconds(minutes * 60));
  }

  static LocalDateTime readDateTime(ByteReader in) throws ProtocolException {
    int days = in.i32();
    long ticks = in.u32();
    if (ticks >= TICKS_PER_DAY || Math.abs((long) days) > 4_000_000L) {
      throw new ProtocolException("A datetime lies outside the calendar.");
    }
    // Whole milliseconds, .000 .003 .007, as SQL Server shows them.
    long millis = (ticks * 10 + 1) / 3;
    return DATETIME_EPOCH.plusDays(days).atStartOfDay().plus(millis, ChronoUnit.MILLIS);
  }

  static LocalDateTime readSmallDateTime(ByteReader in) throws ProtocolException {
    int days = in.u16();
    int minutes = in.u16();
    return DATETIME_EPOCH.plusDays(days).atStartOfDay().plusMinutes(minutes);
  }

  private static long units(LocalTime time, int scale) {
    long unit = nanosPerUnit(scale);
    return (time.toNanoOfDay() + unit / 2) / unit;
  }

  private static long nanosPerUnit(int scale) {
    long nanos = 1_000_000_000L;
    for (int i = 0; i < scale; i++) {
      nanos /= 10;
    }
    return nanos;
  }
}
