package io.umzug.rehearsal.tds;

import io.umzug.rehearsal.tds.SqlType.Name;
import io.umzug.rehearsal.tds.TypeReader.TypedValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads texts and binaries, short, long and partially length-prefixed (PLP). */
final class VariableReader {

  private static final int MAX_LENGTH = 0xFFFF;
  private static final long PLP_NULL = -1L;
  private static final long PLP_UNKNOWN_LENGTH = -2L;

  private final ByteReader in;

  VariableReader(ByteReader in) {
    this.in = in;
  }

  TypedValue read(int token) throws ProtocolException {
    return switch (token) {
      case 0x27, 0x2F -> legacy(Name.VARCHAR);
      case 0x25, 0x2D -> legacy(Name.VARBINARY);
      case 0xA7, 0xAF -> {
        int declared = in.u16();
        Charset codePage = Collation.read(in);
        yield text(Name.VARCHAR, declared, 1, codePage, shortOrPartial(declared));
      }
      case 0xE7, 0xEF -> {
        int declared = in.u16();
        Collation.read(in);
        yield text(Name.NVARCHAR, declared, 2, StandardCharsets.UTF_16LE, shortOrPartial(declared));
      }
      case 0xA5, 0xAD -> {
        int declared = in.u16();
        yield new TypedValue(type(Name.VARBINARY, declared, 1), shortOrPartial(declared));
      }
      case 0x22 -> {
        in.i32();
        yield new TypedValue(type(Name.VARBINARY, MAX_LENGTH, 1), longValue());
      }
      case 0x23 -> {
        in.i32();
        Charset codePage = Collation.read(in);
        yield text(Name.VARCHAR, MAX_LENGTH, 1, codePage, longValue());
      }
      case 0x63 -> {
        in.i32();
        Collation.read(in);
        yield text(Name.NVARCHAR, MAX_LENGTH, 2, StandardCharsets.UTF_16LE, longValue());
      }
      case 0xF1 -> {
        skipSchema();
        yield text(Name.NVARCHAR, MAX_LENGTH, 2, StandardCharsets.UTF_16LE, partial());
      }
      default -> throw new ProtocolException("0x%02X is no variable type.".formatted(token));
    };
  }

  private TypedValue legacy(Name name) throws ProtocolException {
    int declared = in.u8();
    int length = in.u8();
    byte[] value = length == 0 ? null : in.bytes(length);
    return name == Name.VARBINARY
        ? new TypedValue(type(name, declared, 1), value)
        : text(name, declared, 1, Collation.codePage(), value);
  }

  private static TypedValue text(
      Name name, int declared, int characterSize, Charset charset, byte @Nullable [] value)
      throws ProtocolException {
    if (value != null && value.length % characterSize != 0) {
      throw new ProtocolException("A UTF-16 text of " + value.length + " bytes cannot be.");
    }
    return new TypedValue(
        type(name, declared, characterSize), value == null ? null : new String(value, charset));
  }

  private static SqlType type(Name name, int declared, int characterSize) {
    int length = declared == MAX_LENGTH ? SqlType.MAX : declared / characterSize;
    return new SqlType(name, length, 0, 0);
  }

  private byte @Nullable [] shortOrPartial(int declared) throws ProtocolException {
    if (declared == MAX_LENGTH) {
      return partial();
    }
    int length = in.u16();
    return length == 0xFFFF ? null : in.bytes(length);
  }

  private byte @Nullable [] longValue() throws ProtocolException {
    long length = in.u32();
    return length == 0xFFFF_FFFFL ? null : in.bytes(length);
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

  private void skipSchema() throws ProtocolException {
    if (in.u8() != 0) {
      in.bVarchar();
      in.bVarchar();
      in.utf16(in.u16() * 2L);
    }
  }
}
