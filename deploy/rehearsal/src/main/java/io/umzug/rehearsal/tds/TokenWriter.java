package io.umzug.rehearsal.tds;

import io.umzug.rehearsal.tds.SqlSession.Column;
import io.umzug.rehearsal.tds.SqlSession.Origin;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a response's tokens, each as a whole. */
final class TokenWriter {

  static final int DONE = 0xFD;
  static final int DONE_PROCEDURE = 0xFE;
  static final int DONE_IN_PROCEDURE = 0xFF;

  static final int MORE = 0x01;
  static final int ERROR = 0x02;
  static final int COUNT = 0x10;
  static final int ATTENTION = 0x20;

  /** The user type by which clients know a rowversion. */
  private static final int TIMESTAMP = 80;

  private static final int LONGEST_MESSAGE = 16_000;
  private static final int LONGEST_IDENTIFIER = 128;

  private final PacketWriter packets;
  private final ByteWriter token = new ByteWriter();

  TokenWriter(PacketWriter packets) {
    this.packets = packets;
  }

  void columns(List<Column> columns) throws IOException {
    token.u8(0x81).u16(columns.size());
    for (Column column : columns) {
      boolean rowVersion = column.origin() == Origin.ROW_VERSION;
      token.i32(rowVersion ? TIMESTAMP : 0).u16(flags(column));
      if (rowVersion) {
        // Clients know it by its fixed length, too.
        token.u8(0xAD).u16(column.type().length());
      } else {
        TypeWriter.typeInfo(token, column.type());
      }
      String name = column.name();
      token.bVarchar(name.substring(0, Math.min(name.length(), LONGEST_IDENTIFIER)));
    }
    send();
  }

  private static int flags(Column column) {
    int nullable = column.nullable() ? 0x01 : 0;
    return nullable
        | switch (column.origin()) {
          case ORDINARY -> 0x08;
          case IDENTITY -> 0x10;
          case COMPUTED -> 0x20;
          case ROW_VERSION -> 0;
        };
  }

  /**
   * Writes a row.
   *
   * @throws IllegalArgumentException for a value that is not of its column's type; nothing has been
   *     written then
   */
  void row(List<Column> columns, @Nullable Object[] values) throws IOException {
    token.u8(0xD1);
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      try {
        TypeWriter.value(token, column.type(), values[i]);
      } catch (ClassCastException | ArithmeticException | IllegalArgumentException e) {
        token.clear();
        throw new IllegalArgumentException(
            "Column " + column.name() + " (" + column.type() + "): " + e.getMessage(), e);
      }
    }
    send();
  }

  void done(int kind, int status, int command, long count) throws IOException {
    boolean counted = count >= 0;
    token.u8(kind).u16(counted ? status | COUNT : status).u16(command).i64(counted ? count : 0);
    send();
  }

  void message(SqlServerMessage message) throws IOException {
    token.u8(message.isError() ? 0xAA : 0xAB);
    int from = token.length16();
    token.i32(message.number()).u8(message.state()).u8(message.severity());
    token.usVarchar(message.text(), LONGEST_MESSAGE);
    token.bVarchar(message.server()).bVarchar(message.procedure()).i32(message.line());
    token.fillLength(from);
    send();
  }

  void returnStatus(int status) throws IOException {
    token.u8(0x79).i32(status);
    send();
  }

  void returnValue(int ordinal, String name, SqlType type, @Nullable Object value)
      throws IOException {
    token.u8(0xAC).u16(ordinal).bVarchar(name).u8(0x01).i32(0).u16(0x01);
    TypeWriter.typeInfo(token, type);
    TypeWriter.value(token, type, value);
    send();
  }

  void environment(int kind, String to, String from) throws IOException {
    token.u8(0xE3);
    int start = token.length16();
    token.u8(kind).bVarchar(to).bVarchar(from);
    token.fillLength(start);
    send();
  }

  void environment(int kind, byte[] to, byte[] from) throws IOException {
    token.u8(0xE3);
    int start = token.length16();
    token.u8(kind).u8(to.length).bytes(to).u8(from.length).bytes(from);
    token.fillLength(start);
    send();
  }

  /**
   * Takes the client in.
   *
   * @param version as in the client's LOGIN7, but big-endian here
   */
  void loginAccepted(int version, int[] product) throws IOException {
    token.u8(0xAD);
    int start = token.length16();
    token.u8(1).u16BigEndian(version >>> 16).u16BigEndian(version);
    token.bVarchar("Microsoft SQL Server");
    token.u8(product[0]).u8(product[1]).u16BigEndian(product[2]);
    token.fillLength(start);
    send();
  }

  /** The next token of Windows authentication. */
  void sspi(byte[] next) throws IOException {
    token.u8(0xED).u16(next.length).bytes(next);
    send();
  }

  /** None of the optional features is offered. */
  void noFeatures() throws IOException {
    token.u8(0xAE).u8(0xFF);
    send();
  }

  void flush() throws IOException {
    packets.flush();
  }

  void endMessage() throws IOException {
    packets.endMessage();
  }

  private void send() throws IOException {
    packets.write(token.array(), 0, token.size());
    token.clear();
  }
}
