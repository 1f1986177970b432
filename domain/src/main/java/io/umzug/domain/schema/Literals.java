package io.umzug.domain.schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.UUID;

/**
 * Values as Transact-SQL writes them: read back they are the same, whatever the language and date
 * format of the session.
 */
public final class Literals {

  public static final String NULL = "NULL";

  private static final int FRACTION_DIGITS = 7;

  /** A sign in front of a zero could be lost in reading; the division keeps it. */
  private static final String NEGATIVE_ZERO = "(0E0/-1E0)";

  private Literals() {}

  public static String bit(boolean value) {
    return value ? "1" : "0";
  }

  public static String integer(long value) {
    return Long.toString(value);
  }

  /** With every digit of its scale, so that rows of one INSERT agree on it. */
  public static String decimal(BigDecimal value) {
    return value.toPlainString();
  }

  /** The shortest text that gives back the same 64 bits; the exponent makes it a float. */
  public static String floating(double value) {
    if (!Double.isFinite(value)) {
      throw new UnwritableValue(
          "A float holds %s, which no statement can write. Set it to NULL or to a number."
              .formatted(value));
    }
    if (Double.compare(value, -0.0) == 0) {
      return NEGATIVE_ZERO;
    }
    double magnitude = Math.abs(value);
    return magnitude > 0 && magnitude < Double.MIN_NORMAL
        ? subnormal(value)
        : withExponent(Double.toString(value));
  }

  /**
   * SQL Server's grammar ends where the normal numbers do, its arithmetic does not: both factors
   * are normal, and their product is exactly the value.
   */
  private static String subnormal(double value) {
    return "("
        + withExponent(Double.toString(Math.scalb(value, -Double.MIN_EXPONENT)))
        + "*"
        + Double.MIN_NORMAL
        + ")";
  }

  /** A real is read as a float first: its text must survive both roundings. */
  public static String real(float value) {
    if (!Float.isFinite(value) || value == 0) {
      return floating(value);
    }
    String shortest = Float.toString(value);
    return (float) Double.parseDouble(shortest) == value ? withExponent(shortest) : floating(value);
  }

  private static String withExponent(String number) {
    return number.indexOf('E') < 0 ? number + "E0" : number;
  }

  public static String date(LocalDate value) {
    return "'" + inFourDigits(value) + "'";
  }

  /**
   * @param digits of a second's fraction, 0 to 7
   */
  public static String time(LocalTime value, int digits) {
    return "'" + clock(digits).format(value) + "'";
  }

  /** Of datetime (3 digits), smalldatetime (0 digits) and datetime2. */
  public static String dateTime(LocalDateTime value, int digits) {
    return "'" + inFourDigits(value.toLocalDate()) + "T" + clock(digits).format(value) + "'";
  }

  public static String dateTimeOffset(OffsetDateTime value, int digits) {
    String local = inFourDigits(value.toLocalDate()) + "T" + clock(digits).format(value);
    String offset = value.getOffset().getTotalSeconds() == 0 ? "+00:00" : value.getOffset().getId();
    return "'" + local + offset + "'";
  }

  private static String inFourDigits(LocalDate value) {
    return String.format(
        Locale.ROOT,
        "%04d-%02d-%02d",
        value.getYear(),
        value.getMonthValue(),
        value.getDayOfMonth());
  }

  private static DateTimeFormatter clock(int digits) {
    DateTimeFormatterBuilder pattern = new DateTimeFormatterBuilder().appendPattern("HH:mm:ss");
    int shown = Math.clamp(digits, 0, FRACTION_DIGITS);
    if (shown > 0) {
      pattern.appendFraction(ChronoField.NANO_OF_SECOND, shown, shown, true);
    }
    return pattern.toFormatter(Locale.ROOT);
  }

  public static String uniqueIdentifier(UUID value) {
    return "'" + value.toString().toUpperCase(Locale.ROOT) + "'";
  }

  public static String text(String value) {
    return SqlText.text(value);
  }

  public static String binary(byte[] value) {
    return SqlText.binary(value);
  }

  /** Style 1 keeps white space that nothing but white space surrounds. */
  public static String xml(String expression) {
    return "CONVERT(xml, " + expression + ", 1)";
  }

  /** Of hierarchyid, geometry and geography, by their own bytes. */
  public static String binaryAs(SystemType type, String expression) {
    return "CAST(" + expression + " AS " + SqlText.name(type.label()) + ")";
  }

  /**
   * A value that takes its type along; in a row among others it would take theirs.
   *
   * @param type of the value within
   */
  public static String variant(String literal, DataType type, String collation) {
    String cast = "CAST(" + literal + " AS " + type.baseText() + ")";
    String collated =
        type.base().isCharacter() && !collation.isEmpty() ? cast + " COLLATE " + collation : cast;
    return "CAST(" + collated + " AS [sql_variant])";
  }
}
