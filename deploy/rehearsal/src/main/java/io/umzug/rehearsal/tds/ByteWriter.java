package io.umzug.rehearsal.tds;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects one token, little-endian, so that only whole tokens reach the client. */
final class ByteWriter {

  private static final int KEPT = 256 * 1024;

  private byte[] bytes = new byte[512];
  private int size;

  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  void clear() {
    size = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[512];
    }
  }

  ByteWriter u8(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  ByteWriter u16(int value) {
    return unsigned(value, 2);
  }

  ByteWriter u16BigEndian(int value) {
    return u8(value >> 8).u8(value);
  }

  ByteWriter i32(long value) {
    return unsigned(value, 4);
  }

  ByteWriter i64(long value) {
    return unsigned(value, 8);
  }

  ByteWriter unsigned(long value, int width) {
    reserve(width);
    long rest = value;
    for (int i = 0; i < width; i++) {
      bytes[size++] = (byte) rest;
      rest >>= 8;
    }
    return this;
  }

  ByteWriter bytes(byte[] value) {
    return bytes(value, 0, value.length);
  }

  ByteWriter bytes(byte[] value, int from, int length) {
    reserve(length);
    System.arraycopy(value, from, bytes, size, length);
    size += length;
    return this;
  }

  /** B_VARCHAR; what does not fit into its 255 characters is cut off. */
  ByteWriter bVarchar(String text) {
    String fitting = clip(text, 255);
    return u8(fitting.length()).bytes(fitting.getBytes(StandardCharsets.UTF_16LE));
  }

  /** US_VARCHAR; what does not fit into {@code limit} characters is cut off. */
  ByteWriter usVarchar(String text, int limit) {
    String fitting = clip(text, limit);
    return u16(fitting.length()).bytes(fitting.getBytes(StandardCharsets.UTF_16LE));
  }

  /** Leaves room for a length of two bytes, to be filled in by {@link #fillLength}. */
  int length16() {
    u16(0);
    return size;
  }

  void fillLength(int from) {
    int length = size - from;
    bytes[from - 2] = (byte) length;
    bytes[from - 1] = (byte) (length >> 8);
  }

  private static String clip(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), size + (size >> 1)));
    }
  }
}
