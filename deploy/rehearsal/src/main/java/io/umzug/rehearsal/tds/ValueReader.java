package io.umzug.rehearsal.tds;

import io.umzug.rehearsal.tds.SqlType.Name;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a value behind its TYPE_INFO: short, long or partially length-prefixed (PLP). */
final class ValueReader {

  static final long PLP_NULL = -1L;
  static final long PLP_UNKNOWN_LENGTH = -2L;

  private static final long NULL_LENGTH = 0xFFFF;
  private static final long LONG_NULL = 0xFFFF_FFFFL;

  private final ByteReader in;

  ValueReader(ByteReader in) {
    this.in = in;
  }

  @Nullable Object read(TypeInfo info) throws ProtocolException {
    return switch (info.token()) {
      case 0x1F -> null;
      case 0x30, 0x34, 0x38, 0x7F -> integer(info.length());
      case 0x32 -> bit(1);
      case 0x3A, 0x3D -> dateTime(info.length());
      case 0x3B, 0x3E -> floating(info.length(), info.length());
      case 0x7A, 0x3C -> money(info.length());
      case 0x24 -> uuid(in.u8());
      case 0x26 -> integerN(info.length());
      case 0x68 -> bit(in.u8());
      case 0x6D -> floating(info.length(), in.u8());
      case 0x6E -> money(in.u8());
      case 0x6F -> dateTime(in.u8());
      case 0x37, 0x3F, 0x6A, 0x6C -> decimal(info.type().scale());
      case 0x28 -> date();
      case 0x29 -> time(info.type().scale());
      case 0x2A -> dateTime2(info.type().scale());
      case 0x2B -> dateTimeOffset(info.type().scale());
      default -> typed(info, variable(info));
    };
  }

  private byte @Nullable [] variable(TypeInfo info) throws ProtocolException {
    if (info.isPartial()) {
      return partial();
    }
    return switch (info.token()) {
      case 0x25, 0x27, 0x2D, 0x2F -> counted(in.u8(), 0);
      case 0x22, 0x23, 0x63 -> counted(in.u32(), LONG_NULL);
      default -> counted(in.u16(), NULL_LENGTH);
    };
  }

  private byte @Nullable [] counted(long length, long meansNull) throws ProtocolException {
    return length == meansNull ? null : in.bytes(length);
  }

  /** Bytes as what the type says that they are. */
  static @Nullable Object typed(TypeInfo info, byte @Nullable [] bytes) throws ProtocolException {
    if (bytes == null || info.type().name() == Name.VARBINARY) {
      return bytes;
    }
    if (info.type().name() == Name.VARCHAR) {
      return new String(bytes, info.charset());
    }
    if (bytes.length % 2 != 0) {
      throw new ProtocolException("A UTF-16 text of " + bytes.length + " bytes cannot be.");
    }
    return new String(bytes, info.charset());
  }

  private byte @Nullable [] partial() throws ProtocolException {
    long announced = in.i64();
    if (announced == PLP_NULL) {
      return null;
    }
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (long chunk = in.u32(); chunk != 0; chunk = in.u32()) {
      value.writeBytes(in.bytes(chunk));
    }
    if (announced != PLP_UNKNOWN_LENGTH && announced != value.size()) {
      throw new ProtocolException(
          "A value of " + announced + " bytes came with " + value.size() + ".");
    }
    return value.toByteArray();
  }

  private @Nullable Number integerN(int declared) throws ProtocolException {
    int length = in.u8();
    if (length != 0 && length != declared) {
      throw wrongLength("An integer", length);
    }
    return integer(length);
  }

  private @Nullable Number integer(int length) throws ProtocolException {
    // Not one conditional expression: that would make a Long of every number.
    switch (length) {
      case 0:
        return null;
      case 1:
        return (short) in.u8();
      case 2:
        return (short) in.u16();
      case 4:
        return in.i32();
      case 8:
        return in.i64();
      default:
        throw wrongLength("An integer", length);
    }
  }

  private @Nullable Boolean bit(int length) throws ProtocolException {
    return switch (length) {
      case 0 -> null;
      case 1 -> in.u8() != 0;
      default -> throw wrongLength("A bit", length);
    };
  }

  private @Nullable Number floating(int declared, int length) throws ProtocolException {
    if (length == 0) {
      return null;
    }
    if (length != declared || (length != 4 && length != 8)) {
      throw wrongLength("A float", length);
    }
    if (length == 4) {
      return Float.intBitsToFloat(in.i32());
    }
    return Double.longBitsToDouble(in.i64());
  }

  private @Nullable BigDecimal money(int length) throws ProtocolException {
    return switch (length) {
      case 0 -> null;
      case 4 -> BigDecimal.valueOf(in.i32(), 4);
      case 8 -> {
        long high = in.i32();
        yield BigDecimal.valueOf(high << 32 | in.u32(), 4);
      }
      default -> throw wrongLength("Money", length);
    };
  }

  private @Nullable BigDecimal decimal(int scale) throws ProtocolException {
    int length = in.u8();
    if (length == 0) {
      return null;
    }
    if (length > 17) {
      throw wrongLength("A decimal", length);
    }
    boolean negative = in.u8() == 0;
    if (length == 5 || length == 9) {
      long magnitude = in.unsigned(length - 1);
      if (magnitude >= 0) {
        return BigDecimal.valueOf(negative ? -magnitude : magnitude, scale);
      }
      BigInteger unscaled = new BigInteger(Long.toUnsignedString(magnitude));
      return new BigDecimal(negative ? unscaled.negate() : unscaled, scale);
    }
    byte[] magnitude = in.bytes(length - 1L);
    for (int i = 0, j = magnitude.length - 1; i < j; i++, j--) {
      byte swapped = magnitude[i];
      magnitude[i] = magnitude[j];
      magnitude[j] = swapped;
    }
    BigInteger unscaled = new BigInteger(1, magnitude);
    return new BigDecimal(negative ? unscaled.negate() : unscaled, scale);
  }

  private @Nullable UUID uuid(int length) throws ProtocolException {
    if (length == 0) {
      return null;
    }
    if (length != 16) {
      throw wrongLength("A uniqueidentifier", length);
    }
    long high = in.u32() << 32 | (long) in.u16() << 16 | in.u16();
    return new UUID(high, Long.reverseBytes(in.i64()));
  }

  private @Nullable Object date() throws ProtocolException {
    int length = in.u8();
    return switch (length) {
      case 0 -> null;
      case 3 -> Moments.readDate(in);
      default -> throw wrongLength("A date", length);
    };
  }

  private @Nullable Object dateTime(int length) throws ProtocolException {
    return switch (length) {
      case 0 -> null;
      case 4 -> Moments.readSmallDateTime(in);
      case 8 -> Moments.readDateTime(in);
      default -> throw wrongLength("A datetime", length);
    };
  }

  private @Nullable Object time(int scale) throws ProtocolException {
    int length = timeLength(0);
    return length == 0 ? null : Moments.readTime(in, length, scale);
  }

  private @Nullable Object dateTime2(int scale) throws ProtocolException {
    int length = timeLength(3);
    return length == 0 ? null : Moments.readDateTime2(in, length, scale);
  }

  private @Nullable Object dateTimeOffset(int scale) throws ProtocolException {
    int length = timeLength(5);
    return length == 0 ? null : Moments.readDateTimeOffset(in, length, scale);
  }

  private int timeLength(int beside) throws ProtocolException {
    int length = in.u8();
    if (length != 0 && (length < beside + 3 || length > beside + 5)) {
      throw wrongLength("A time", length);
    }
    return length;
  }

  static ProtocolException wrongLength(String what, int length) {
    return new ProtocolException(what + " cannot have " + length + " bytes.");
  }
}
