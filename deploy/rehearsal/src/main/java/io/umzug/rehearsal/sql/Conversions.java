package io.umzug.rehearsal.sql;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.h2.value.Value;
import org.h2.value.ValueNull;
import org.jspecify.annotations.Nullable;

/** CAST and CONVERT where SQL Server's outcome is not H2's. Public because H2 calls them. */
public final class Conversions {

  static final Map<String, String> METHODS =
      Map.ofEntries(
          Map.entry("UMZUG_TEXT", "text"),
          Map.entry("UMZUG_BINARY", "binary"),
          Map.entry("UMZUG_PLAIN", "plain"),
          Map.entry("UMZUG_VARIANT", "variant"),
          Map.entry("UMZUG_LENGTH", "length"),
          Map.entry("SQL_VARIANT_PROPERTY", "variantProperty"),
          Map.entry("NCHAR", "character"));

  private static final Charset CODE_PAGE = Charset.forName("windows-1252");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Conversions() {}

  private static boolean isNull(@Nullable Value value) {
    return value == null || value == ValueNull.INSTANCE;
  }

  private static boolean binary(Value value) {
    return switch (value.getValueType()) {
      case Value.BINARY, Value.VARBINARY, Value.BLOB -> true;
      default -> false;
    };
  }

  /**
   * A value as a character string.
   *
   * @param wide whether the target is nchar or nvarchar
   */
  public static @Nullable String text(@Nullable Value value, @Nullable Integer style, boolean wide)
      throws SQLException {
    if (value == null || isNull(value)) {
      return null;
    }
    if (binary(value)) {
      byte[] bytes = value.getBytes();
      if (Variant.is(bytes)) {
        Variant variant = Variant.read(bytes);
        return text(variant.value(), variant.type(), style);
      }
      return binaryText(bytes, style, wide);
    }
    return switch (value.getValueType()) {
      case Value.CHAR, Value.VARCHAR, Value.VARCHAR_IGNORECASE, Value.CLOB -> value.getString();
      default -> {
        ColumnType type = Variant.typeOf(value);
        yield text(Variant.java(value, type.wire().name()), type, style);
      }
    };
  }

  private static String binaryText(byte[] bytes, @Nullable Integer style, boolean wide)
      throws SQLException {
    return switch (style == null ? 0 : style) {
      case 0 -> new String(bytes, wide ? StandardCharsets.UTF_16LE : CODE_PAGE);
      case 1 -> "0x" + HEX.formatHex(bytes);
      case 2 -> HEX.formatHex(bytes);
      default -> throw noStyle(style, "varbinary");
    };
  }

  private static SQLException noStyle(@Nullable Integer style, String from) {
    return new SQLException(
        "%d is not a valid style number when converting from %s to a character string."
            .formatted(style, from));
  }

  private static String text(Object value, ColumnType type, @Nullable Integer style)
      throws SQLException {
    return switch (value) {
      case Boolean bit -> bit ? "1" : "0";
      case Double number -> floating(number, style);
      case Float number -> floating(number.doubleValue(), style);
      case BigDecimal number -> decimal(number, type, style);
      case LocalDate date -> Dates.text(date.atStartOfDay(), "date", 0, style);
      case LocalDateTime moment ->
          Dates.text(moment, type.system().spelling(), Math.max(type.shownScale(), 0), style);
      case LocalTime time -> Dates.text(time, type.scale());
      case OffsetDateTime moment -> Dates.text(moment, type.scale(), style);
      case byte[] bytes -> binaryText(bytes, style, true);
      case java.util.UUID id -> id.toString().toUpperCase(Locale.ROOT);
      default -> value.toString();
    };
  }

  private static String decimal(BigDecimal number, ColumnType type, @Nullable Integer style) {
    boolean money = type.system() == SystemType.MONEY || type.system() == SystemType.SMALLMONEY;
    if (!money) {
      return number.toPlainString();
    }
    int digits = style != null && style == 2 ? 4 : 2;
    return number.setScale(digits, RoundingMode.HALF_UP).toPlainString();
  }

  /** Styles 1, 2 and 3 have 8, 16 and 17 digits; without one there are at most 6. */
  private static String floating(double number, @Nullable Integer style) {
    int digits = style == null || style == 0 ? 6 : style == 1 ? 8 : style == 2 ? 16 : 17;
    if (digits > 6) {
      String written = String.format(Locale.ROOT, "%." + (digits - 1) + "e", number);
      int exponent = written.indexOf('e') + 2;
      return written.substring(0, exponent)
          + "0".repeat(3 - (written.length() - exponent))
          + written.substring(exponent);
    }
    BigDecimal rounded =
        new BigDecimal(number).round(new java.math.MathContext(6)).stripTrailingZeros();
    return number == 0 ? "0" : rounded.toPlainString();
  }

  /** A value as bytes. */
  public static byte @Nullable [] binary(@Nullable Value value, @Nullable Integer style)
      throws SQLException {
    if (value == null || isNull(value)) {
      return null;
    }
    if (binary(value)) {
      byte[] bytes = value.getBytes();
      return Variant.is(bytes) ? bytesOf(Variant.read(bytes).value(), style) : bytes;
    }
    ColumnType type = Variant.typeOf(value);
    return bytesOf(Variant.java(value, type.wire().name()), style);
  }

  private static byte[] bytesOf(Object value, @Nullable Integer style) throws SQLException {
    return switch (value) {
      case byte[] bytes -> bytes;
      case Double number -> ByteBuffer.allocate(8).putDouble(number).array();
      case Float number -> ByteBuffer.allocate(4).putFloat(number).array();
      case Long number -> ByteBuffer.allocate(8).putLong(number).array();
      case Integer number -> ByteBuffer.allocate(4).putInt(number).array();
      case Short number -> ByteBuffer.allocate(2).putShort(number).array();
      case Boolean bit -> new byte[] {(byte) (bit ? 1 : 0)};
      case java.util.UUID id -> id(id);
      case String text -> hex(text, style);
      default ->
          throw new SQLException(
              "This stand-in does not convert a "
                  + value.getClass().getSimpleName()
                  + " into varbinary.");
    };
  }

  private static byte[] id(java.util.UUID id) {
    long high = id.getMostSignificantBits();
    return ByteBuffer.allocate(16)
        .putInt(Integer.reverseBytes((int) (high >>> 32)))
        .putShort(Short.reverseBytes((short) (high >>> 16)))
        .putShort(Short.reverseBytes((short) high))
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static byte[] hex(String text, @Nullable Integer style) throws SQLException {
    if (style == null || style == 0) {
      return text.getBytes(StandardCharsets.UTF_16LE);
    }
    try {
      return HexFormat.of().parseHex(style == 1 ? text.substring(2) : text);
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException _) {
      throw new SQLException("Error converting data type varchar to varbinary.");
    }
  }

  /** What a variant holds; anything else is itself. */
  public static @Nullable String plain(@Nullable Value value) throws SQLException {
    if (value == null || isNull(value)) {
      return null;
    }
    if (binary(value) && Variant.is(value.getBytes())) {
      Variant variant = Variant.read(value.getBytes());
      Object held = variant.value();
      return switch (held) {
        case Double number -> number.toString();
        case Float number -> number.toString();
        case BigDecimal number -> number.toPlainString();
        case LocalDateTime moment -> moment.toString().replace('T', ' ');
        default -> text(held, variant.type(), 121);
      };
    }
    return value.getString();
  }

  /**
   * Puts a value into a variant.
   *
   * @param type as {@link #written} wrote it; empty for the value's own
   */
  public static byte @Nullable [] variant(@Nullable Value value, String type) {
    if (value == null || isNull(value)) {
      return null;
    }
    if (binary(value) && Variant.is(value.getBytes())) {
      return value.getBytes();
    }
    return Variant.of(value, type.isEmpty() ? Variant.typeOf(value) : read(type)).bytes();
  }

  static String written(ColumnType type, @Nullable String collation) {
    return String.join(
        " ",
        type.system().name(),
        Integer.toString(type.length()),
        Integer.toString(type.precision()),
        Integer.toString(type.scale()),
        Objects.requireNonNullElse(collation, "-"));
  }

  private static ColumnType read(String written) {
    String[] parts = written.split(" ", -1);
    return new ColumnType(
        SystemType.valueOf(parts[0]),
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]),
        0,
        parts[4].equals("-") ? null : parts[4],
        0);
  }

  public static @Nullable String variantProperty(
      int handle, @Nullable Value value, @Nullable String property) {
    if (value == null || isNull(value) || property == null) {
      return null;
    }
    Variant variant =
        binary(value) && Variant.is(value.getBytes())
            ? Variant.read(value.getBytes())
            : Variant.of(value, Variant.typeOf(value));
    Object answer = variant.property(property);
    return answer == null ? null : answer.toString();
  }

  /**
   * The bytes of a value, as DATALENGTH counts them.
   *
   * @param narrow whether its characters are of one byte
   */
  public static @Nullable Long length(@Nullable Value value, boolean narrow) throws SQLException {
    if (value == null || isNull(value)) {
      return null;
    }
    return switch (value.getValueType()) {
      case Value.CHAR, Value.VARCHAR, Value.VARCHAR_IGNORECASE, Value.CLOB ->
          (long) value.getString().length() * (narrow ? 1 : 2);
      case Value.BINARY, Value.VARBINARY, Value.BLOB -> (long) value.getBytes().length;
      default -> (long) Variant.typeOf(value).maxLength();
    };
  }

  public static @Nullable String character(int handle, @Nullable Integer code) {
    return code == null || code < 0 || code > 0xFFFF
        ? null
        : String.valueOf((char) code.intValue());
  }
}
