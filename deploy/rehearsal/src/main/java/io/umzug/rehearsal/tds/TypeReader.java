package io.umzug.rehearsal.tds;

import io.umzug.rehearsal.tds.SqlType.Name;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a parameter's TYPE_INFO and value; a type that SqlType lacks becomes the nearest. */
final class TypeReader {

  private final ByteReader in;
  private final ServerMessages messages;

  TypeReader(ByteReader in, ServerMessages messages) {
    this.in = in;
    this.messages = messages;
  }

  record TypedValue(SqlType type, @Nullable Object value) {}

  /**
   * Reads one parameter.
   *
   * @throws SqlServerException for a type that cannot be had; what follows it cannot be read then
   */
  TypedValue read() throws ProtocolException, SqlServerException {
    int token = in.u8();
    return switch (token) {
      case 0x1F -> new TypedValue(SqlType.nvarchar(1), null);
      case 0x30 -> integer(1, 1);
      case 0x32 -> bit(1);
      case 0x34 -> integer(2, 2);
      case 0x38 -> integer(4, 4);
      case 0x7F -> integer(8, 8);
      case 0x3A -> dateTime(4);
      case 0x3D -> dateTime(8);
      case 0x3B -> real(4, 4);
      case 0x3E -> real(8, 8);
      case 0x7A -> money(4);
      case 0x3C -> money(8);
      case 0x24 -> uuid(lengthAfterDeclared());
      case 0x26 -> integer(in.u8(), in.u8());
      case 0x68 -> bit(lengthAfterDeclared());
      case 0x6D -> real(in.u8(), in.u8());
      case 0x6E -> money(lengthAfterDeclared());
      case 0x6F -> dateTime(lengthAfterDeclared());
      case 0x37, 0x3F, 0x6A, 0x6C -> decimal();
      case 0x28 -> date();
      case 0x29 -> time();
      case 0x2A -> dateTime2();
      case 0x2B -> dateTimeOffset();
      case 0x22, 0x23, 0x25, 0x27, 0x2D, 0x2F, 0x63, 0xA5, 0xA7, 0xAD, 0xAF, 0xE7, 0xEF, 0xF1 ->
          new VariableReader(in).read(token);
      default ->
          throw messages.refusal(
              8009,
              "A parameter has the data type 0x%02X, which the rehearsal's server does not know."
                  .formatted(token));
    };
  }

  private int lengthAfterDeclared() throws ProtocolException {
    in.u8();
    return in.u8();
  }

  private TypedValue integer(int declared, int length) throws ProtocolException {
    Name name =
        switch (declared) {
          case 1 -> Name.TINYINT;
          case 2 -> Name.SMALLINT;
          case 4 -> Name.INT;
          case 8 -> Name.BIGINT;
          default -> throw wrongLength("An integer", declared);
        };
    Number value =
        switch (length) {
          case 0 -> null;
          case 1 -> (short) in.u8();
          case 2 -> (short) in.u16();
          case 4 -> in.i32();
          case 8 -> in.i64();
          default -> throw wrongLength("An integer", length);
        };
    if (length != 0 && length != declared) {
      throw wrongLength("An integer", length);
    }
    return new TypedValue(SqlType.of(name), value);
  }

  private TypedValue bit(int length) throws ProtocolException {
    SqlType type = SqlType.of(Name.BIT);
    return switch (length) {
      case 0 -> new TypedValue(type, null);
      case 1 -> new TypedValue(type, in.u8() != 0);
      default -> throw wrongLength("A bit", length);
    };
  }

  private TypedValue real(int declared, int length) throws ProtocolException {
    SqlType type = SqlType.of(declared == 4 ? Name.REAL : Name.FLOAT);
    if (length == 0) {
      return new TypedValue(type, null);
    }
    if (length != declared || (length != 4 && length != 8)) {
      throw wrongLength("A float", length);
    }
    return length == 4
        ? new TypedValue(type, Float.intBitsToFloat(in.i32()))
        : new TypedValue(type, Double.longBitsToDouble(in.i64()));
  }

  private TypedValue money(int length) throws ProtocolException {
    SqlType type = SqlType.of(Name.MONEY);
    return switch (length) {
      case 0 -> new TypedValue(type, null);
      case 4 -> new TypedValue(type, BigDecimal.valueOf(in.i32(), 4));
      case 8 -> {
        long high = in.i32();
        yield new TypedValue(type, BigDecimal.valueOf(high << 32 | in.u32(), 4));
      }
      default -> throw wrongLength("Money", length);
    };
  }

  private TypedValue decimal() throws ProtocolException {
    in.u8();
    int precision = in.u8();
    int scale = in.u8();
    if (precision < 1 || precision > 38 || scale > precision) {
      throw new ProtocolException("decimal(" + precision + "," + scale + ") cannot be.");
    }
    SqlType type = new SqlType(Name.DECIMAL, 0, precision, scale);
    int length = in.u8();
    if (length == 0) {
      return new TypedValue(type, null);
    }
    if (length > 17) {
      throw wrongLength("A decimal", length);
    }
    int sign = in.u8();
    byte[] magnitude = in.bytes(length - 1L);
    for (int i = 0, j = magnitude.length - 1; i < j; i++, j--) {
      byte swapped = magnitude[i];
      magnitude[i] = magnitude[j];
      magnitude[j] = swapped;
    }
    BigInteger unscaled = new BigInteger(1, magnitude);
    return new TypedValue(type, new BigDecimal(sign == 0 ? unscaled.negate() : unscaled, scale));
  }

  private TypedValue uuid(int length) throws ProtocolException {
    SqlType type = SqlType.of(Name.UNIQUEIDENTIFIER);
    if (length == 0) {
      return new TypedValue(type, null);
    }
    if (length != 16) {
      throw wrongLength("A uniqueidentifier", length);
    }
    long high = in.u32() << 32 | (long) in.u16() << 16 | in.u16();
    return new TypedValue(type, new UUID(high, Long.reverseBytes(in.i64())));
  }

  private TypedValue date() throws ProtocolException {
    SqlType type = SqlType.of(Name.DATE);
    int length = in.u8();
    return switch (length) {
      case 0 -> new TypedValue(type, null);
      case 3 -> new TypedValue(type, Moments.readDate(in));
      default -> throw wrongLength("A date", length);
    };
  }

  private TypedValue dateTime(int length) throws ProtocolException {
    SqlType type = SqlType.of(Name.DATETIME);
    return switch (length) {
      case 0 -> new TypedValue(type, null);
      case 4 -> new TypedValue(type, Moments.readSmallDateTime(in));
      case 8 -> new TypedValue(type, Moments.readDateTime(in));
      default -> throw wrongLength("A datetime", length);
    };
  }

  private TypedValue time() throws ProtocolException {
    int scale = scale();
    SqlType type = new SqlType(Name.TIME, 0, 0, scale);
    int length = timeLength(0);
    return new TypedValue(type, length == 0 ? null : Moments.readTime(in, length, scale));
  }

  private TypedValue dateTime2() throws ProtocolException {
    int scale = scale();
    SqlType type = new SqlType(Name.DATETIME2, 0, 0, scale);
    int length = timeLength(3);
    return new TypedValue(type, length == 0 ? null : Moments.readDateTime2(in, length, scale));
  }

  private TypedValue dateTimeOffset() throws ProtocolException {
    int scale = scale();
    SqlType type = new SqlType(Name.DATETIMEOFFSET, 0, 0, scale);
    int length = timeLength(5);
    return new TypedValue(type, length == 0 ? null : Moments.readDateTimeOffset(in, length, scale));
  }

  private int scale() throws ProtocolException {
    int scale = in.u8();
    if (scale > 7) {
      throw new ProtocolException("A time has at most 7 digits of a second, not " + scale + ".");
    }
    return scale;
  }

  private int timeLength(int beside) throws ProtocolException {
    int length = in.u8();
    if (length != 0 && (length < beside + 3 || length > beside + 5)) {
      throw wrongLength("A time", length);
    }
    return length;
  }

  private static ProtocolException wrongLength(String what, int length) {
    return new ProtocolException(what + " cannot have " + length + " bytes.");
  }
}
