package io.umzug.rehearsal.tds;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a message's payload, little-endian, never past its end. */
final class ByteReader {

  /** Where a message goes on that is not in memory as a whole. */
  @FunctionalInterface
  interface More {

    /** The payload of the next packet; null at the message's end. */
    byte @Nullable [] next() throws ProtocolException;
  }

  private final More more;
  private byte[] bytes;
  private int position;

  ByteReader(byte[] bytes) {
    this(bytes, () -> null);
  }

  ByteReader(byte[] first, More more) {
    this.bytes = first;
    this.more = more;
  }

  int position() {
    return position;
  }

  int remaining() {
    return bytes.length - position;
  }

  void seek(long offset) throws ProtocolException {
    if (offset < 0 || offset > bytes.length) {
      throw new ProtocolException(
          "Offset " + offset + " lies outside a message of " + bytes.length + " bytes.");
    }
    position = (int) offset;
  }

  int peek() throws ProtocolException {
    require(1);
    return bytes[position] & 0xFF;
  }

  int u8() throws ProtocolException {
    require(1);
    return bytes[position++] & 0xFF;
  }

  int u16() throws ProtocolException {
    return (int) unsigned(2);
  }

  int u16BigEndian() throws ProtocolException {
    return u8() << 8 | u8();
  }

  int i32() throws ProtocolException {
    return (int) unsigned(4);
  }

  long u32() throws ProtocolException {
    return unsigned(4);
  }

  long i64() throws ProtocolException {
    return unsigned(8);
  }

  /** A little-endian number of up to eight bytes. */
  long unsigned(int size) throws ProtocolException {
    require(size);
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << 8 | (bytes[position + i] & 0xFF);
    }
    position += size;
    return value;
  }

  byte[] bytes(long size) throws ProtocolException {
    require(size);
    byte[] taken = Arrays.copyOfRange(bytes, position, position + (int) size);
    position += (int) size;
    return taken;
  }

  String utf16(long size) throws ProtocolException {
    require(size);
    if (size % 2 != 0) {
      throw new ProtocolException("A UTF-16 text of " + size + " bytes cannot be.");
    }
    String text = new String(bytes, position, (int) size, StandardCharsets.UTF_16LE);
    position += (int) size;
    return text;
  }

  /** B_VARCHAR: one byte with the number of characters, then the characters. */
  String bVarchar() throws ProtocolException {
    return utf16(u8() * 2L);
  }

  /** As many bytes as there are without waiting for the network, but at least one. */
  byte[] some(long most) throws ProtocolException {
    require(1);
    return bytes(Math.min(most, remaining()));
  }

  /** Whether nothing comes any more; waits for what does. */
  boolean atEnd() throws ProtocolException {
    return remaining() == 0 && !refill();
  }

  private boolean refill() throws ProtocolException {
    byte[] next = more.next();
    if (next == null) {
      return false;
    }
    int left = remaining();
    if (left == 0) {
      bytes = next;
    } else {
      byte[] joined = Arrays.copyOfRange(bytes, position, position + left + next.length);
      System.arraycopy(next, 0, joined, left, next.length);
      bytes = joined;
    }
    position = 0;
    return true;
  }

  private void require(long size) throws ProtocolException {
    while (size > remaining() && size <= Limits.MESSAGE && refill()) {
      // Values may be cut by the ends of packets.
    }
    if (size < 0 || size > remaining()) {
      throw new ProtocolException(
          "The message ends " + remaining() + " bytes on where " + size + " were announced.");
    }
  }
}
