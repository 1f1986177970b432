package io.umzug.rehearsal.tds;

import java.io.IOException;
import java.io.OutputStream;

/** Cuts a message into packets. A full packet waits until it is known whether it is the last. */
final class PacketWriter {

  private final OutputStream out;
  private final int type;
  private final int spid;
  private byte[] packet;
  private int filled = PacketReader.HEADER;
  private int number;

  PacketWriter(OutputStream out, int type, int packetSize, int spid) {
    this.out = out;
    this.type = type;
    this.spid = spid;
    this.packet = new byte[packetSize];
  }

  void write(byte[] bytes, int from, int length) throws IOException {
    int position = from;
    int left = length;
    while (left > 0) {
      if (filled == packet.length) {
        send(0);
      }
      int part = Math.min(left, packet.length - filled);
      System.arraycopy(bytes, position, packet, filled, part);
      filled += part;
      position += part;
      left -= part;
    }
  }

  /** Sends what there is; the message goes on. */
  void flush() throws IOException {
    if (filled > PacketReader.HEADER) {
      send(0);
      out.flush();
    }
  }

  void endMessage() throws IOException {
    send(Message.END);
    out.flush();
    number = 0;
  }

  private void send(int status) throws IOException {
    packet[0] = (byte) type;
    packet[1] = (byte) status;
    packet[2] = (byte) (filled >> 8);
    packet[3] = (byte) filled;
    packet[4] = (byte) (spid >> 8);
    packet[5] = (byte) spid;
    packet[6] = (byte) ++number;
    packet[7] = 0;
    out.write(packet, 0, filled);
    filled = PacketReader.HEADER;
  }
}
