package io.umzug.rehearsal.tds;

import io.umzug.rehearsal.tds.SqlType.Name;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A TYPE_INFO as a client sends it; a type that {@link SqlType} lacks becomes the nearest.
 *
 * @param length declared, in bytes; {@link #MAX_LENGTH} for values that come in pieces (PLP)
 * @param charset of characters; for anything else of no meaning
 */
record TypeInfo(int token, SqlType type, int length, Charset charset) {

  static final int MAX_LENGTH = 0xFFFF;

  /**
   * Reads it.
   *
   * @throws SqlServerException for a type that cannot be had; what follows it cannot be read then
   */
  static TypeInfo read(ByteReader in, ServerMessages messages)
      throws ProtocolException, SqlServerException {
    int token = in.u8();
    return switch (token) {
      case 0x1F -> plain(token, SqlType.nvarchar(1), 0);
      case 0x30 -> plain(token, SqlType.of(Name.TINYINT), 1);
      case 0x32 -> plain(token, SqlType.of(Name.BIT), 1);
      case 0x34 -> plain(token, SqlType.of(Name.SMALLINT), 2);
      case 0x38 -> plain(token, SqlType.of(Name.INT), 4);
      case 0x7F -> plain(token, SqlType.of(Name.BIGINT), 8);
      case 0x3A -> plain(token, SqlType.of(Name.DATETIME), 4);
      case 0x3D -> plain(token, SqlType.of(Name.DATETIME), 8);
      case 0x3B -> plain(token, SqlType.of(Name.REAL), 4);
      case 0x3E -> plain(token, SqlType.of(Name.FLOAT), 8);
      case 0x7A -> plain(token, SqlType.of(Name.MONEY), 4);
      case 0x3C -> plain(token, SqlType.of(Name.MONEY), 8);
      case 0x24 -> plain(token, SqlType.of(Name.UNIQUEIDENTIFIER), in.u8());
      case 0x26 -> integer(token, in.u8());
      case 0x68 -> plain(token, SqlType.of(Name.BIT), in.u8());
      case 0x6D -> floating(token, in.u8());
      case 0x6E -> plain(token, SqlType.of(Name.MONEY), in.u8());
      case 0x6F -> plain(token, SqlType.of(Name.DATETIME), in.u8());
      case 0x37, 0x3F, 0x6A, 0x6C -> decimal(token, in);
      case 0x28 -> plain(token, SqlType.of(Name.DATE), 3);
      case 0x29 -> scaled(token, Name.TIME, in);
      case 0x2A -> scaled(token, Name.DATETIME2, in);
      case 0x2B -> scaled(token, Name.DATETIMEOFFSET, in);
      case 0x27, 0x2F -> variable(token, Name.VARCHAR, in.u8(), Collation.codePage());
      case 0x25, 0x2D -> variable(token, Name.VARBINARY, in.u8(), Collation.codePage());
      case 0xA7, 0xAF -> {
        int declared = in.u16();
        yield variable(token, Name.VARCHAR, declared, Collation.read(in));
      }
      case 0xE7, 0xEF -> {
        int declared = in.u16();
        Collation.read(in);
        yield variable(token, Name.NVARCHAR, declared, StandardCharsets.UTF_16LE);
      }
      case 0xA5, 0xAD -> variable(token, Name.VARBINARY, in.u16(), Collation.codePage());
      case 0x22 -> {
        in.i32();
        yield variable(token, Name.VARBINARY, MAX_LENGTH, Collation.codePage());
      }
      case 0x23 -> {
        in.i32();
        yield variable(token, Name.VARCHAR, MAX_LENGTH, Collation.read(in));
      }
      case 0x63 -> {
        in.i32();
        Collation.read(in);
        yield variable(token, Name.NVARCHAR, MAX_LENGTH, StandardCharsets.UTF_16LE);
      }
      case 0xF1 -> {
        skipSchema(in);
        yield variable(token, Name.NVARCHAR, MAX_LENGTH, StandardCharsets.UTF_16LE);
      }
      default ->
          throw messages.refusal(
              8009,
              "A parameter has the data type 0x%02X, which the rehearsal's server does not know."
                  .formatted(token));
    };
  }

  /** Text, ntext and image, whose values have a pointer in front of them in a row. */
  boolean hasTextPointer() {
    return token == 0x22 || token == 0x23 || token == 0x63;
  }

  /** Whether values come in pieces. */
  boolean isPartial() {
    return length == MAX_LENGTH && !hasTextPointer();
  }

  private static TypeInfo plain(int token, SqlType type, int length) {
    return new TypeInfo(token, type, length, Collation.codePage());
  }

  private static TypeInfo integer(int token, int declared) throws ProtocolException {
    Name name =
        switch (declared) {
          case 1 -> Name.TINYINT;
          case 2 -> Name.SMALLINT;
          case 4 -> Name.INT;
          case 8 -> Name.BIGINT;
          default -> throw ValueReader.wrongLength("An integer", declared);
        };
    return plain(token, SqlType.of(name), declared);
  }

  private static TypeInfo floating(int token, int declared) {
    return plain(token, SqlType.of(declared == 4 ? Name.REAL : Name.FLOAT), declared);
  }

  private static TypeInfo decimal(int token, ByteReader in) throws ProtocolException {
    int length = in.u8();
    int precision = in.u8();
    int scale = in.u8();
    if (precision < 1 || precision > 38 || scale > precision) {
      throw new ProtocolException("decimal(" + precision + "," + scale + ") cannot be.");
    }
    return plain(token, new SqlType(Name.DECIMAL, 0, precision, scale), length);
  }

  private static TypeInfo scaled(int token, Name name, ByteReader in) throws ProtocolException {
    int scale = in.u8();
    if (scale > 7) {
      throw new ProtocolException("A time has at most 7 digits of a second, not " + scale + ".");
    }
    return plain(token, new SqlType(name, 0, 0, scale), 0);
  }

  private static TypeInfo variable(int token, Name name, int declared, Charset charset) {
    int characterSize = name == Name.NVARCHAR ? 2 : 1;
    int length = declared == MAX_LENGTH ? SqlType.MAX : declared / characterSize;
    return new TypeInfo(token, new SqlType(name, length, 0, 0), declared, charset);
  }

  private static void skipSchema(ByteReader in) throws ProtocolException {
    if (in.u8() != 0) {
      in.bVarchar();
      in.bVarchar();
      in.utf16(in.u16() * 2L);
    }
  }
}
