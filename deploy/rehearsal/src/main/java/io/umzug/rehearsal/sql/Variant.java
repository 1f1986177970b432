package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A value of sql_variant, which takes its type along; H2 keeps it as bytes.
 *
 * @param value of the class that {@link SqlType} names for the type
 */
record Variant(ColumnType type, Object value) {

  private static final byte[] MAGIC = "UMZV".getBytes(StandardCharsets.US_ASCII);

  /** Whether bytes that H2 kept are a variant. */
  static boolean is(byte[] bytes) {
    return bytes.length > MAGIC.length
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      out.writeUTF(type.system().name());
      out.writeInt(type.length());
      out.writeInt(type.precision());
      out.writeInt(type.scale());
      out.writeUTF(Objects.requireNonNullElse(type.collation(), ""));
      RowCodec.write(out, type.wire().name(), value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Variant read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      in.skipNBytes(MAGIC.length);
      SystemType system = SystemType.valueOf(in.readUTF());
      int length = in.readInt();
      int precision = in.readInt();
      int scale = in.readInt();
      String collation = in.readUTF();
      ColumnType type =
          new ColumnType(
              system, length, precision, scale, 0, collation.isEmpty() ? null : collation, 0);
      return new Variant(type, Objects.requireNonNull(RowCodec.read(in, type.wire().name())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a value of H2's into a variant; {@code value} is of the type's H2 type already. */
  static Variant of(Value value, ColumnType type) {
    return new Variant(type, java(value, type.wire().name()));
  }

  /** The type that a value of H2's has by itself. */
  static ColumnType typeOf(Value value) {
    return switch (value.getValueType()) {
      case Value.BOOLEAN -> ColumnType.of(SystemType.BIT);
      case Value.TINYINT, Value.SMALLINT -> ColumnType.of(SystemType.SMALLINT);
      case Value.INTEGER -> ColumnType.of(SystemType.INT);
      case Value.BIGINT -> ColumnType.of(SystemType.BIGINT);
      case Value.REAL -> ColumnType.of(SystemType.REAL);
      case Value.DOUBLE, Value.DECFLOAT -> ColumnType.of(SystemType.FLOAT);
      case Value.NUMERIC -> {
        int scale = Math.clamp(value.getBigDecimal().scale(), 0, 38);
        int precision = Math.clamp(value.getBigDecimal().precision(), Math.max(scale, 1), 38);
        yield new ColumnType(SystemType.NUMERIC, 0, precision, scale, 0, null, 0);
      }
      case Value.DATE -> ColumnType.of(SystemType.DATE);
      case Value.TIME -> ColumnType.of(SystemType.TIME);
      case Value.TIMESTAMP -> ColumnType.of(SystemType.DATETIME);
      case Value.TIMESTAMP_TZ -> ColumnType.of(SystemType.DATETIMEOFFSET);
      case Value.UUID -> ColumnType.of(SystemType.UNIQUEIDENTIFIER);
      case Value.BINARY, Value.VARBINARY, Value.BLOB ->
          ColumnType.sized(SystemType.VARBINARY, Math.clamp(value.getBytes().length, 1, 8000));
      default ->
          ColumnType.sized(SystemType.NVARCHAR, Math.clamp(value.getString().length(), 1, 4000));
    };
  }

  static Object java(Value value, SqlType.Name type) {
    return switch (type) {
      case BIT -> value.getBoolean();
      case TINYINT, SMALLINT -> value.getShort();
      case INT -> value.getInt();
      case BIGINT -> value.getLong();
      case DECIMAL, MONEY -> value.getBigDecimal();
      case REAL -> value.getFloat();
      case FLOAT -> value.getDouble();
      case NVARCHAR, VARCHAR -> value.getString();
      case VARBINARY -> value.getBytes();
      case UNIQUEIDENTIFIER -> UUID.fromString(value.getString());
      case DATE -> LocalDate.parse(value.getString());
      case TIME -> LocalTime.parse(value.getString());
      case DATETIME, DATETIME2 -> LocalDateTime.parse(value.getString().replace(' ', 'T'));
      case DATETIMEOFFSET -> offset(value.getString());
    };
  }

  private static OffsetDateTime offset(String text) {
    String written = text.replace(' ', 'T');
    int sign = Math.max(written.lastIndexOf('+'), written.lastIndexOf('-'));
    return OffsetDateTime.parse(written.length() - sign == 3 ? written + ":00" : written);
  }

  /** What SQL_VARIANT_PROPERTY says; null for a property that there is not. */
  @Nullable Object property(String name) {
    return switch (name.toUpperCase(java.util.Locale.ROOT)) {
      case "BASETYPE" -> type.system().spelling();
      case "PRECISION" -> type.shownPrecision();
      case "SCALE" -> type.shownScale();
      case "MAXLENGTH" -> type.maxLength();
      case "COLLATION" -> type.shownCollation();
      default -> null;
    };
  }
}
