package io.umzug.rehearsal.sql;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates and times in the styles of CONVERT. */
final class Dates {

  private Dates() {}

  /**
   * A date or a moment.
   *
   * @param digits of a second's fraction
   */
  static String text(LocalDateTime moment, String type, int digits, @Nullable Integer style)
      throws SQLException {
    boolean date = type.equals("date");
    int usual = type.endsWith("datetime") ? 0 : 121;
    return switch (style == null ? usual : style) {
      case 0, 100 ->
          moment
              .format(DateTimeFormatter.ofPattern("MMM ppd yyyy ", Locale.ENGLISH))
              .concat(date ? "" : moment.format(clock12()))
              .stripTrailing();
      case 23 -> moment.toLocalDate().toString();
      case 103 -> moment.format(DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT));
      case 104 -> moment.format(DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT));
      case 112 -> moment.format(DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT));
      case 20, 120 -> date ? day(moment) : day(moment) + " " + text(moment.toLocalTime(), 0);
      case 21, 25, 121 ->
          date ? day(moment) : day(moment) + " " + text(moment.toLocalTime(), digits);
      case 126, 127 -> {
        boolean whole = moment.getNano() == 0 && type.endsWith("datetime");
        yield date
            ? day(moment)
            : day(moment) + "T" + text(moment.toLocalTime(), whole ? 0 : digits);
      }
      default -> throw noStyle(style, type);
    };
  }

  private static DateTimeFormatter clock12() {
    return DateTimeFormatter.ofPattern("pph:mma", Locale.ENGLISH);
  }

  private static SQLException noStyle(@Nullable Integer style, String type) {
    return new SQLException(
        "%d is not a style that this stand-in knows when converting from %s to a character string."
            .formatted(style, type));
  }

  private static String day(LocalDateTime moment) {
    return moment.format(DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT));
  }

  static String text(LocalTime time, int digits) {
    String pattern = digits == 0 ? "HH:mm:ss" : "HH:mm:ss." + "S".repeat(Math.min(digits, 7));
    return time.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
  }

  static String text(OffsetDateTime moment, int digits, @Nullable Integer style)
      throws SQLException {
    return switch (style == null ? 121 : style) {
      case 127 ->
          text(
                  moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime(),
                  "datetime2",
                  digits,
                  126)
              + "Z";
      case 126 -> text(moment.toLocalDateTime(), "datetime2", digits, 126) + offset(moment);
      case 20, 21, 25, 120, 121 ->
          text(moment.toLocalDateTime(), "datetime2", digits, 121) + " " + offset(moment);
      default -> throw noStyle(style, "datetimeoffset");
    };
  }

  private static String offset(OffsetDateTime moment) {
    return moment.getOffset().getTotalSeconds() == 0 ? "+00:00" : moment.getOffset().getId();
  }
}
