package io.umzug.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values come back from their literals as they were. */
class LiteralsTest {

  private static final int CASES = Integer.getInteger("umzug.literals.cases", 3000);
  private static final String AWKWARD =
      "'\"$($(\r\n\r\n]GO:r!!--/*äß€\u240A\u240D\u20A4\uD83D\uDE00\u0000\u2028 \t";

  @Test
  void texts_come_back_whatever_they_hold() {
    Random random = new Random(20_261_125);
    for (int i = 0; i < CASES; i++) {
      String value = text(random);
      String literal = Literals.text(value);
      assertThat(evaluated(literal)).as("seed 20261125, case %d: %s", i, literal).isEqualTo(value);
      assertThat(literal).doesNotContain("\n", "\r", "$(");
      assertThat(literal.chars().noneMatch(c -> c == 0 || c == '\u2028')).isTrue();
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      int kind = random.nextInt(30);
      if (kind == 0) {
        text.append((char) random.nextInt(0x10000));
      } else if (kind < 4) {
        text.append("$(");
      } else {
        text.append(AWKWARD.charAt(random.nextInt(AWKWARD.length())));
      }
    }
    return text.toString();
  }

  private static final Pattern REPLACEMENT =
      Pattern.compile("^REPLACE\\((.*), N'(.)', (NCHAR\\((\\d+)\\)|N'\\$')\\)$");

  /** What SQL Server makes of the few expressions that are written. */
  private static String evaluated(String expression) {
    Matcher replacement = REPLACEMENT.matcher(expression);
    if (replacement.matches()) {
      String by =
          replacement.group(4) == null
              ? "$"
              : String.valueOf((char) Integer.parseInt(replacement.group(4)));
      return evaluated(replacement.group(1)).replace(replacement.group(2), by);
    }
    if (expression.startsWith("CAST(0x")) {
      String hex = expression.substring(7, expression.indexOf(" AS "));
      byte[] bytes = HexFormat.of().parseHex(hex);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < bytes.length; i += 2) {
        text.append((char) ((bytes[i] & 0xFF) | (bytes[i + 1] & 0xFF) << 8));
      }
      return text.toString();
    }
    String literal = expression.replaceFirst(" COLLATE Latin1_General_BIN2$", "");
    assertThat(literal).startsWith("N'").endsWith("'");
    String inner = literal.substring(2, literal.length() - 1);
    assertThat(inner.replace("''", "")).doesNotContain("'");
    return inner.replace("''", "'");
  }

  @Test
  void floats_and_reals_come_back_bit_by_bit() {
    Random random = new Random(7);
    for (int i = 0; i < CASES; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        assertThat(calculated(Literals.floating(number))).isEqualTo(number);
      }
      float small = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(small)) {
        String literal = Literals.real(small);
        assertThat((float) Double.parseDouble(literal)).as(literal).isEqualTo(small);
        assertThat(literal).contains("E");
      }
    }
    for (double number :
        new double[] {0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL / 2}) {
      assertThat(calculated(Literals.floating(number))).isEqualTo(number);
    }
    assertThat(calculated(Literals.real(-0.0f))).isEqualTo(-0.0);
    assertThat(Literals.floating(0.1)).isEqualTo("0.1E0");
    assertThat(Literals.floating(-1e300)).isEqualTo("-1.0E300");
    assertThatThrownBy(() -> Literals.floating(Double.NaN)).isInstanceOf(UnwritableValue.class);
    assertThatThrownBy(() -> Literals.real(Float.POSITIVE_INFINITY))
        .isInstanceOf(UnwritableValue.class);
  }

  /** As the server does it: each number is a normal one, and so is the operation's. */
  private static double calculated(String literal) {
    Matcher two = Pattern.compile("\\(([^*/]+)([*/])([^*/]+)\\)").matcher(literal);
    if (!two.matches()) {
      assertThat(Math.abs(Double.parseDouble(literal)))
          .satisfiesAnyOf(
              number -> assertThat(number).isZero(),
              number -> assertThat(number).isGreaterThanOrEqualTo(Double.MIN_NORMAL));
      return Double.parseDouble(literal);
    }
    double left = calculated(two.group(1));
    double right = calculated(two.group(3));
    return two.group(2).equals("*") ? left * right : left / right;
  }

  @Test
  void moments_are_written_so_that_no_language_reads_them_another_way() {
    LocalDateTime moment = LocalDateTime.of(2024, 2, 29, 1, 2, 3, 123_456_700);
    assertThat(Literals.date(LocalDate.of(1, 1, 1))).isEqualTo("'0001-01-01'");
    assertThat(Literals.time(LocalTime.of(23, 59, 59, 999_999_900), 7))
        .isEqualTo("'23:59:59.9999999'");
    assertThat(Literals.dateTime(moment, 7)).isEqualTo("'2024-02-29T01:02:03.1234567'");
    assertThat(Literals.dateTime(moment, 3)).isEqualTo("'2024-02-29T01:02:03.123'");
    assertThat(Literals.dateTime(moment, 0)).isEqualTo("'2024-02-29T01:02:03'");
    assertThat(Literals.dateTimeOffset(OffsetDateTime.parse("2024-02-29T01:02:03Z"), 0))
        .isEqualTo("'2024-02-29T01:02:03+00:00'");
    assertThat(Literals.dateTimeOffset(OffsetDateTime.parse("2024-02-29T01:02:03-14:00"), 1))
        .isEqualTo("'2024-02-29T01:02:03.0-14:00'");
  }

  @ParameterizedTest
  @CsvSource({"0E-10, 0.0000000000", "1E+3, 1000", "-12.3400, -12.3400"})
  void decimals_keep_every_digit_of_their_scale(String value, String literal) {
    assertThat(Literals.decimal(new BigDecimal(value))).isEqualTo(literal);
  }

  @Test
  void a_variant_takes_its_type_along() {
    assertThat(
            Literals.variant("N'x'", DataType.sized(SystemType.VARCHAR, 10), "Latin1_General_BIN"))
        .isEqualTo("CAST(CAST(N'x' AS [varchar](10)) COLLATE Latin1_General_BIN AS [sql_variant])");
    assertThat(Literals.variant("1.50", DataType.exact(SystemType.DECIMAL, 5, 2), ""))
        .isEqualTo("CAST(CAST(1.50 AS [decimal](5, 2)) AS [sql_variant])");
  }
}
