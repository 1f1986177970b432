package io.umzug.rehearsal.tds;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Puts messages together from packets. */
final class PacketReader {

  static final int HEADER = 8;

  private final InputStream in;
  private final byte[] header = new byte[HEADER];

  PacketReader(InputStream in) {
    this.in = in;
  }

  /** A packet as it came; its header's length is big-endian, unlike everything inside. */
  record Packet(int type, int status, byte[] payload) {}

  /**
   * The next message; null where the client closed the connection between two messages.
   *
   * @param limit bytes that the message may have
   */
  @Nullable Message read(int limit) throws IOException {
    Packet first = packet();
    return first == null ? null : read(first, limit);
  }

  private Message read(Packet first, int limit) throws IOException {
    if ((first.status() & Message.END) != 0) {
      return new Message(first.type(), first.status(), first.payload());
    }
    ByteArrayOutputStream payload = new ByteArrayOutputStream(2 * Limits.FIRST_PACKET);
    payload.writeBytes(first.payload());
    int status = first.status();
    while ((status & Message.END) == 0) {
      Packet next = packet();
      if (next == null) {
        throw new EOFException("The client closed the connection in the middle of a message.");
      }
      if (next.type() != first.type()) {
        throw new ProtocolException(
            "A packet of type 0x%02X interrupts a message of type 0x%02X."
                .formatted(next.type(), first.type()));
      }
      if (payload.size() + next.payload().length > limit) {
        throw new ProtocolException("A message is longer than " + limit + " bytes.");
      }
      payload.writeBytes(next.payload());
      status |= next.status();
    }
    return new Message(first.type(), status, payload.toByteArray());
  }

  /** The next message, or the first packet of a bulk load, whose others are still to come. */
  @Nullable Message readOrBegin(int limit) throws IOException {
    Packet first = packet();
    if (first == null) {
      return null;
    }
    return first.type() == Message.BULK_LOAD
        ? new Message(first.type(), first.status(), first.payload(), new PacketStream())
        : read(first, limit);
  }

  /** Hands on what follows the first packet of a bulk load. */
  void continueInto(PacketStream stream, int firstStatus) throws IOException, InterruptedException {
    try {
      int status = firstStatus;
      while ((status & Message.END) == 0) {
        Packet next = packet();
        if (next == null) {
          throw new EOFException("The client closed the connection in the middle of a message.");
        }
        if (next.type() != Message.BULK_LOAD) {
          throw new ProtocolException(
              "A packet of type 0x%02X interrupts a bulk load.".formatted(next.type()));
        }
        stream.put(next.payload());
        status = next.status();
      }
      stream.end((status & Message.IGNORE) != 0);
    } catch (IOException e) {
      stream.lost();
      throw e;
    }
  }

  @Nullable Packet packet() throws IOException {
    int got = in.readNBytes(header, 0, HEADER);
    if (got == 0) {
      return null;
    }
    if (got < HEADER) {
      throw new EOFException("The client closed the connection in a packet's header.");
    }
    int type = header[0] & 0xFF;
    if (!isKnown(type)) {
      throw new ProtocolException("0x%02X is no type of a TDS packet.".formatted(type));
    }
    int length = (header[2] & 0xFF) << 8 | (header[3] & 0xFF);
    if (length < HEADER || length > Limits.LARGEST_PACKET) {
      throw new ProtocolException("A packet claims a length of " + length + " bytes.");
    }
    byte[] payload = in.readNBytes(length - HEADER);
    if (payload.length < length - HEADER) {
      throw new EOFException("The client closed the connection in the middle of a packet.");
    }
    return new Packet(type, header[1] & 0xFF, payload);
  }

  private static boolean isKnown(int type) {
    return switch (type) {
      case 0x01, 0x02, 0x03, 0x06, 0x07, 0x08, 0x0E, 0x10, 0x11, 0x12 -> true;
      default -> false;
    };
  }
}
