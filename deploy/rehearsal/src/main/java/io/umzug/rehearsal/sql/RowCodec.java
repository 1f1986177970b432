package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One value of a row in a backup file. */
final class RowCodec {

  private RowCodec() {}

  static void write(DataOutputStream out, SqlType.Name type, @Nullable Object value)
      throws IOException {
    out.writeBoolean(value != null);
    if (value == null) {
      return;
    }
    switch (type) {
      case BIT -> out.writeBoolean((Boolean) value);
      case TINYINT, SMALLINT -> out.writeShort((Short) value);
      case INT -> out.writeInt((Integer) value);
      case BIGINT -> out.writeLong((Long) value);
      case REAL -> out.writeFloat((Float) value);
      case FLOAT -> out.writeDouble((Double) value);
      case DECIMAL, MONEY -> {
        BigDecimal number = (BigDecimal) value;
        out.writeInt(number.scale());
        bytes(out, number.unscaledValue().toByteArray());
      }
      case NVARCHAR, VARCHAR -> string(out, (String) value);
      case VARBINARY -> bytes(out, (byte[]) value);
      case UNIQUEIDENTIFIER -> {
        out.writeLong(((UUID) value).getMostSignificantBits());
        out.writeLong(((UUID) value).getLeastSignificantBits());
      }
      case DATE -> out.writeLong(((LocalDate) value).toEpochDay());
      case TIME -> out.writeLong(((LocalTime) value).toNanoOfDay());
      case DATETIME, DATETIME2 -> moment(out, (LocalDateTime) value);
      case DATETIMEOFFSET -> {
        moment(out, ((OffsetDateTime) value).toLocalDateTime());
        out.writeInt(((OffsetDateTime) value).getOffset().getTotalSeconds());
      }
    }
  }

  static @Nullable Object read(DataInputStream in, SqlType.Name type) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    return switch (type) {
      case BIT -> in.readBoolean();
      case TINYINT, SMALLINT -> in.readShort();
      case INT -> in.readInt();
      case BIGINT -> in.readLong();
      case REAL -> in.readFloat();
      case FLOAT -> in.readDouble();
      case DECIMAL, MONEY -> {
        int scale = in.readInt();
        yield new BigDecimal(new BigInteger(bytes(in)), scale);
      }
      case NVARCHAR, VARCHAR -> string(in);
      case VARBINARY -> bytes(in);
      case UNIQUEIDENTIFIER -> new UUID(in.readLong(), in.readLong());
      case DATE -> LocalDate.ofEpochDay(in.readLong());
      case TIME -> LocalTime.ofNanoOfDay(in.readLong());
      case DATETIME, DATETIME2 -> moment(in);
      case DATETIMEOFFSET -> OffsetDateTime.of(moment(in), ZoneOffset.ofTotalSeconds(in.readInt()));
    };
  }

  static void string(DataOutputStream out, String text) throws IOException {
    // UTF-16 as it is: a lone surrogate, which SQL Server stores, has no UTF-8.
    bytes(out, text.getBytes(StandardCharsets.UTF_16BE));
  }

  static String string(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_16BE);
  }

  private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length != length) {
      throw new BackupReader.DamagedException("a value is cut off");
    }
    return bytes;
  }

  private static void moment(DataOutputStream out, LocalDateTime moment) throws IOException {
    out.writeLong(moment.toLocalDate().toEpochDay());
    out.writeLong(moment.toLocalTime().toNanoOfDay());
  }

  private static LocalDateTime moment(DataInputStream in) throws IOException {
    return LocalDateTime.of(
        LocalDate.ofEpochDay(in.readLong()), LocalTime.ofNanoOfDay(in.readLong()));
  }
}
