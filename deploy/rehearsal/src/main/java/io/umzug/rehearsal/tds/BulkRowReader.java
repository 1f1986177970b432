package io.umzug.rehearsal.tds;

import io.umzug.rehearsal.tds.SqlSession.BulkRows;
import io.umzug.rehearsal.tds.SqlSession.Column;
import io.umzug.rehearsal.tds.SqlType.Name;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a BulkLoadBCP message: COLMETADATA, then ROW or NBCROW for each row, then DONE. */
final class BulkRowReader implements BulkRows {

  private static final int COLUMNS = 0x81;
  private static final int ROW = 0xD1;
  private static final int ROW_WITH_NULLS = 0xD2;
  private static final int DONE = 0xFD;
  private static final int NULLABLE = 0x01;
  private static final int KEPT_IN_MEMORY = 64 * 1024;

  private static final String PREMATURE =
      "While reading current row from host, a premature end-of-message was encountered--an incoming"
          + " data stream was interrupted when the server expected to see more data. The host"
          + " program may have terminated. Ensure that you are using a supported client application"
          + " programming interface (API).";

  private final ByteReader in;
  private final PacketStream packets;
  private final ServerMessages messages;
  private final ValueReader values;
  private final List<TypeInfo> infos = new ArrayList<>();
  private final List<Announced> announced = new ArrayList<>();
  private byte[] nulls = new byte[0];
  private int column;
  private @Nullable Pieces open;

  BulkRowReader(byte[] first, PacketStream packets, ServerMessages messages)
      throws SqlServerException {
    this.in = new ByteReader(first, packets);
    this.packets = packets;
    this.messages = messages;
    this.values = new ValueReader(in);
    readColumns();
  }

  private void readColumns() throws SqlServerException {
    try {
      if (in.atEnd() || in.u8() != COLUMNS) {
        throw premature(2);
      }
      int count = in.u16();
      for (int i = 0; i < count; i++) {
        in.i32();
        int flags = in.u16();
        TypeInfo info = TypeInfo.read(in, messages);
        if (info.hasTextPointer()) {
          in.utf16(in.u16() * 2L);
        }
        infos.add(info);
        Column named = new Column(in.bVarchar(), info.type(), (flags & NULLABLE) != 0);
        announced.add(new Announced(named, info.token()));
      }
    } catch (ProtocolException _) {
      throw premature(2);
    }
  }

  private SqlServerException premature(int state) {
    return new SqlServerException(
        new SqlServerMessage(4804, 17, state, PREMATURE, messages.server(), "", 1));
  }

  @Override
  public List<Announced> announced() {
    return announced;
  }

  @Override
  public boolean next() throws SqlServerException {
    try {
      if (in.atEnd()) {
        return ended();
      }
      column = 0;
      switch (in.u8()) {
        case ROW -> nulls = new byte[0];
        case ROW_WITH_NULLS -> nulls = in.bytes((infos.size() + 7) / 8);
        case DONE -> {
          packets.drain();
          return ended();
        }
        default -> throw premature(1);
      }
      return true;
    } catch (ProtocolException _) {
      throw premature(1);
    }
  }

  private boolean ended() throws SqlServerException {
    if (packets.isAbandoned()) {
      throw premature(1);
    }
    return false;
  }

  @Override
  public @Nullable Object value() throws SqlServerException {
    try {
      if (open != null) {
        open.skipRest();
        open = null;
      }
      int at = column++;
      TypeInfo info = infos.get(at);
      if (nulls.length > 0 && (nulls[at / 8] >> at % 8 & 1) != 0) {
        return null;
      }
      if (info.hasTextPointer()) {
        return behindPointer(info);
      }
      Object value = info.isPartial() ? partial(info) : values.read(info);
      refuseLongerThanAnnounced(info, value, at + 1);
      return value;
    } catch (ProtocolException _) {
      throw premature(1);
    }
  }

  private void refuseLongerThanAnnounced(TypeInfo info, @Nullable Object value, int place)
      throws SqlServerException {
    boolean longer =
        !info.isPartial()
            && switch (value) {
              case byte[] bytes -> bytes.length > info.length();
              case String text when info.type().name() == Name.NVARCHAR ->
                  text.length() * 2 > info.length();
              case String text -> text.length() > info.length();
              case null, default -> false;
            };
    if (longer) {
      throw new SqlServerException(
          new SqlServerMessage(
              4815,
              17,
              1,
              "Received an invalid column length from the bcp client for colid %d."
                  .formatted(place),
              messages.server(),
              "",
              1));
    }
  }

  /** A pointer and a time stamp, which mean nothing here, stand before the value. */
  private @Nullable Object behindPointer(TypeInfo info) throws ProtocolException {
    int pointer = in.u8();
    if (pointer == 0) {
      return null;
    }
    in.bytes(pointer + 8L);
    return values.read(info);
  }

  /** A short value as it is; a long one as a stream. */
  private @Nullable Object partial(TypeInfo info) throws ProtocolException {
    long whole = in.i64();
    if (whole == ValueReader.PLP_NULL) {
      return null;
    }
    Pieces pieces = new Pieces(whole);
    ByteArrayOutputStream begun = new ByteArrayOutputStream();
    while (begun.size() < KEPT_IN_MEMORY) {
      byte[] some = pieces.some();
      if (some == null) {
        return ValueReader.typed(info, begun.toByteArray());
      }
      begun.writeBytes(some);
    }
    open = pieces;
    InputStream bytes =
        new java.io.SequenceInputStream(new ByteArrayInputStream(begun.toByteArray()), pieces);
    return switch (info.type().name()) {
      case VARBINARY -> bytes;
      case NVARCHAR -> new WideReader(bytes);
      default -> new InputStreamReader(bytes, info.charset());
    };
  }

  /** A value that is longer than what is kept in memory. */
  private final class Pieces extends InputStream {
    private final long whole;
    private long seen;
    private long left;
    private boolean over;
    private byte[] held = new byte[0];
    private int position;

    Pieces(long whole) {
      this.whole = whole;
    }

    /** What has come in; null at the value's end. */
    byte @Nullable [] some() throws ProtocolException {
      if (over) {
        return null;
      }
      if (left == 0) {
        left = in.u32();
        if (left == 0) {
          over = true;
          if (whole != ValueReader.PLP_UNKNOWN_LENGTH && whole != seen) {
            throw new ProtocolException("A value of %d bytes has %d.".formatted(whole, seen));
          }
          return null;
        }
      }
      byte[] some = in.some(left);
      left -= some.length;
      seen += some.length;
      return some;
    }

    private boolean fill() throws IOException {
      while (position == held.length) {
        byte[] some = some();
        if (some == null) {
          return false;
        }
        held = some;
        position = 0;
      }
      return true;
    }

    @Override
    public int read() throws IOException {
      return fill() ? held[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      if (!fill()) {
        return -1;
      }
      int part = Math.min(length, held.length - position);
      System.arraycopy(held, position, target, from, part);
      position += part;
      return part;
    }

    void skipRest() throws ProtocolException {
      while (some() != null) {
        // Whoever got the value did not want all of it.
      }
    }
  }

  /** UTF-16 as it is: SQL Server keeps lone surrogates, which a decoder would replace. */
  private static final class WideReader extends Reader {
    private final InputStream bytes;

    WideReader(InputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
      byte[] read = bytes.readNBytes(length * 2);
      for (int i = 0; i + 1 < read.length; i += 2) {
        target[from + i / 2] = (char) (read[i] & 0xFF | read[i + 1] << 8);
      }
      return read.length == 0 ? -1 : read.length / 2;
    }

    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }
}
