package io.umzug.rehearsal.tds;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** TLS handshake records inside PRELOGIN packets, as TDS 7 has it. */
final class HandshakePackets {

  private HandshakePackets() {}

  static final class Input extends InputStream {

    private final PacketReader packets;
    private ByteReader payload = new ByteReader(new byte[0]);

    Input(InputStream in) {
      this.packets = new PacketReader(in);
    }

    @Override
    public int read() throws IOException {
      return ready() ? payload.u8() : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      if (length > 0 && !ready()) {
        return -1;
      }
      int part = Math.min(length, payload.remaining());
      System.arraycopy(payload.bytes(part), 0, bytes, from, part);
      return part;
    }

    boolean isEmpty() {
      return payload.remaining() == 0;
    }

    private boolean ready() throws IOException {
      while (payload.remaining() == 0) {
        PacketReader.Packet packet = packets.packet();
        if (packet == null) {
          return false;
        }
        if (packet.type() != Message.PRELOGIN) {
          throw new ProtocolException(
              "A packet of type 0x%02X interrupts the TLS handshake.".formatted(packet.type()));
        }
        payload = new ByteReader(packet.payload());
      }
      return true;
    }
  }

  /** Each flush ends a message. */
  static final class Output extends OutputStream {

    private final PacketWriter packets;
    private boolean pending;

    Output(OutputStream out) {
      this.packets = new PacketWriter(out, Message.PRELOGIN, Limits.FIRST_PACKET, 0);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      packets.write(bytes, from, length);
      pending |= length > 0;
    }

    @Override
    public void flush() throws IOException {
      if (pending) {
        packets.endMessage();
        pending = false;
      }
    }
  }
}
