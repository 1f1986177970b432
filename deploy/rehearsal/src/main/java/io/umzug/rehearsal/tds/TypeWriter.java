package io.umzug.rehearsal.tds;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes TYPE_INFO and values, always in a type's nullable form. */
final class TypeWriter {

  private static final int MAX_LENGTH = 0xFFFF;
  private static final int LONGEST = 8000;
  private static final int PLP_CHUNK = 1 << 20;

  private TypeWriter() {}

  static void typeInfo(ByteWriter out, SqlType type) {
    switch (type.name()) {
      case BIT -> out.u8(0x68).u8(1);
      case TINYINT -> out.u8(0x26).u8(1);
      case SMALLINT -> out.u8(0x26).u8(2);
      case INT -> out.u8(0x26).u8(4);
      case BIGINT -> out.u8(0x26).u8(8);
      case DECIMAL ->
          out.u8(0x6C).u8(decimalSize(precision(type))).u8(precision(type)).u8(type.scale());
      case MONEY -> out.u8(0x6E).u8(8);
      case REAL -> out.u8(0x6D).u8(4);
      case FLOAT -> out.u8(0x6D).u8(8);
      case NVARCHAR -> out.u8(0xE7).u16(byteLength(type, 2)).bytes(Collation.bytes());
      case VARCHAR -> out.u8(0xA7).u16(byteLength(type, 1)).bytes(Collation.bytes());
      case VARBINARY -> out.u8(0xA5).u16(byteLength(type, 1));
      case UNIQUEIDENTIFIER -> out.u8(0x24).u8(16);
      case DATE -> out.u8(0x28);
      case TIME -> out.u8(0x29).u8(type.scale());
      case DATETIME -> out.u8(0x6F).u8(8);
      case DATETIME2 -> out.u8(0x2A).u8(type.scale());
      case DATETIMEOFFSET -> out.u8(0x2B).u8(type.scale());
    }
  }

  static void value(ByteWriter out, SqlType type, @Nullable Object value) {
    if (value == null) {
      nullValue(out, type);
      return;
    }
    switch (type.name()) {
      case BIT -> out.u8(1).u8((Boolean) value ? 1 : 0);
      case TINYINT -> out.u8(1).u8(((Number) value).intValue());
      case SMALLINT -> out.u8(2).u16(((Number) value).intValue());
      case INT -> out.u8(4).i32(((Number) value).intValue());
      case BIGINT -> out.u8(8).i64(((Number) value).longValue());
      case DECIMAL -> decimal(out, type, (BigDecimal) value);
      case MONEY -> money(out.u8(8), (BigDecimal) value);
      case REAL -> out.u8(4).i32(Float.floatToRawIntBits(((Number) value).floatValue()));
      case FLOAT -> out.u8(8).i64(Double.doubleToRawLongBits(((Number) value).doubleValue()));
      case NVARCHAR ->
          variable(out, byteLength(type, 2), ((String) value).getBytes(StandardCharsets.UTF_16LE));
      case VARCHAR -> variable(out, byteLength(type, 1), Collation.encode((String) value));
      case VARBINARY -> variable(out, byteLength(type, 1), (byte[]) value);
      case UNIQUEIDENTIFIER -> uuid(out.u8(16), (UUID) value);
      case DATE -> Moments.writeDate(out.u8(3), (LocalDate) value);
      case TIME ->
          Moments.writeTime(
              out.u8(Moments.timeSize(type.scale())), (LocalTime) value, type.scale());
      case DATETIME -> Moments.writeDateTime(out.u8(8), (LocalDateTime) value);
      case DATETIME2 ->
          Moments.writeDateTime2(
              out.u8(Moments.timeSize(type.scale()) + 3), (LocalDateTime) value, type.scale());
      case DATETIMEOFFSET ->
          Moments.writeDateTimeOffset(
              out.u8(Moments.timeSize(type.scale()) + 5), (OffsetDateTime) value, type.scale());
    }
  }

  private static void nullValue(ByteWriter out, SqlType type) {
    switch (type.name()) {
      case NVARCHAR, VARCHAR, VARBINARY -> {
        if (byteLength(type, type.name() == SqlType.Name.NVARCHAR ? 2 : 1) == MAX_LENGTH) {
          out.i64(-1L);
        } else {
          out.u16(0xFFFF);
        }
      }
      case BIT,
          TINYINT,
          SMALLINT,
          INT,
          BIGINT,
          DECIMAL,
          MONEY,
          REAL,
          FLOAT,
          UNIQUEIDENTIFIER,
          DATE,
          TIME,
          DATETIME,
          DATETIME2,
          DATETIMEOFFSET ->
          out.u8(0);
    }
  }

  private static void variable(ByteWriter out, int declared, byte[] value) {
    if (declared == MAX_LENGTH) {
      out.i64(value.length);
      for (int from = 0; from < value.length; from += PLP_CHUNK) {
        int part = Math.min(PLP_CHUNK, value.length - from);
        out.i32(part).bytes(value, from, part);
      }
      out.i32(0);
    } else if (value.length > declared) {
      throw new IllegalArgumentException(
          value.length + " bytes do not fit into a column of " + declared + " bytes.");
    } else {
      out.u16(value.length).bytes(value);
    }
  }

  private static void decimal(ByteWriter out, SqlType type, BigDecimal value) {
    BigInteger unscaled = value.setScale(type.scale(), RoundingMode.HALF_UP).unscaledValue();
    byte[] magnitude = unscaled.abs().toByteArray();
    int size = decimalSize(precision(type));
    if (unscaled.abs().bitLength() > (size - 1) * 8) {
      throw new IllegalArgumentException(
          value + " does not fit into decimal(" + precision(type) + "," + type.scale() + ").");
    }
    out.u8(size).u8(unscaled.signum() < 0 ? 0 : 1);
    for (int i = 0; i < size - 1; i++) {
      out.u8(i < magnitude.length ? magnitude[magnitude.length - 1 - i] : 0);
    }
  }

  /** The upper half comes first. */
  private static void money(ByteWriter out, BigDecimal value) {
    long amount = value.setScale(4, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    out.i32(amount >> 32).i32(amount);
  }

  /** The first three groups are little-endian, the rest is in reading order. */
  private static void uuid(ByteWriter out, UUID value) {
    long high = value.getMostSignificantBits();
    out.i32(high >>> 32).u16((int) (high >>> 16)).u16((int) high);
    for (int shift = 56; shift >= 0; shift -= 8) {
      out.u8((int) (value.getLeastSignificantBits() >>> shift));
    }
  }

  private static int precision(SqlType type) {
    return type.precision() == 0 ? 38 : type.precision();
  }

  private static int decimalSize(int precision) {
    return precision <= 9 ? 5 : precision <= 19 ? 9 : precision <= 28 ? 13 : 17;
  }

  private static int byteLength(SqlType type, int bytesPerCharacter) {
    long length = (long) type.length() * bytesPerCharacter;
    return length < 0 || length > LONGEST ? MAX_LENGTH : (int) Math.max(length, bytesPerCharacter);
  }
}
