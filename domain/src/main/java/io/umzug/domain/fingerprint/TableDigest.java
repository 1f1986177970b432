package io.umzug.domain.fingerprint;

import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.schema.Column;
import io.umzug.domain.schema.ObjectName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;

/**
 * From the rows of a table, in any order, to its fingerprint. Every value comes in by its type, in
 * the order of the columns, and is forgotten at once: a row is a SHA-256 over its values, a table
 * the sum of its rows' first 128 bits. Equal rows count as often as they are there.
 *
 * <p>A value is written as its bytes, their number and a 1; NULL is a 0. Read from the end, that
 * can mean one row only, and a long value's length need not be known when it begins. Not for
 * several threads.
 */
public final class TableDigest {

  /** Changes with whatever changes the sums. */
  public static final String METHOD = "sha256-sum128/1";

  private static final byte NULL = 0;
  private static final byte VALUE = 1;
  private static final int BITS = 128;
  private static final int BUFFER = 8192;
  private static final int LONGEST_ITEM = 16;

  private final MessageDigest digest = sha256();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final ObjectName table;
  private final String columns;
  private final List<String> leftOut;
  private long length;
  private long rows;
  private long high;
  private long low;

  /**
   * @param columns whose values come in, in this order
   * @param leftOut names of the others
   */
  public TableDigest(ObjectName table, List<Column> columns, List<String> leftOut) {
    this.table = table;
    this.columns = digestOf(columns);
    this.leftOut = List.copyOf(leftOut);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  private static String digestOf(List<Column> columns) {
    MessageDigest all = sha256();
    for (Column column : columns) {
      byte[] name = column.name().getBytes(StandardCharsets.UTF_8);
      all.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).flip());
      all.update(name);
      all.update((column.type().baseText() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(all.digest(), 0, BITS / Byte.SIZE);
  }

  /** NULL, which is not the empty value. */
  public void nothing() {
    item().put(NULL);
  }

  /** Of every integer type, and bit. */
  public void integer(long value) {
    word(value);
    endValue();
  }

  /**
   * @param scale that the column has: 1.0 and 1.00 are the same number there
   */
  public void decimal(BigDecimal value, int scale) {
    BigDecimal scaled =
        value.scale() > scale && value.stripTrailingZeros().scale() > scale
            ? value
            : value.setScale(scale, RoundingMode.UNNECESSARY);
    word(scaled.scale());
    bytes(scaled.unscaledValue().toByteArray());
  }

  /** By all 64 bits. */
  public void floating(double value) {
    integer(Double.doubleToRawLongBits(value));
  }

  public void real(float value) {
    integer(Float.floatToRawIntBits(value));
  }

  public void date(LocalDate value) {
    integer(value.toEpochDay());
  }

  public void time(LocalTime value) {
    integer(value.toNanoOfDay());
  }

  public void dateTime(LocalDateTime value) {
    word(value.toLocalDate().toEpochDay());
    integer(value.toLocalTime().toNanoOfDay());
  }

  /** The same moment at another offset is another value. */
  public void dateTimeOffset(OffsetDateTime value) {
    word(value.getOffset().getTotalSeconds());
    dateTime(value.toLocalDateTime());
  }

  /** By its UTF-16 code units, whatever the code page in which the server keeps it. */
  public void text(String value) {
    int at = 0;
    while (at < value.length()) {
      int end = Math.min(value.length(), at + room());
      while (at < end) {
        buffer.putChar(value.charAt(at++));
      }
    }
    length += 2L * value.length();
    endValue();
  }

  /** For so many characters, and at least one. */
  private int room() {
    return item().remaining() / Character.BYTES;
  }

  public void bytes(byte[] value) {
    piece(value, value.length);
    endValue();
  }

  /** A part of a long value; how it is cut does not matter. {@link #endValue} ends it. */
  public void piece(byte[] part, int count) {
    if (count > buffer.remaining()) {
      flush();
    }
    if (count > buffer.capacity()) {
      digest.update(part, 0, count);
    } else {
      buffer.put(part, 0, count);
    }
    length += count;
  }

  /** A part of a long text. */
  public void piece(char[] part, int count) {
    int at = 0;
    while (at < count) {
      int end = Math.min(count, at + room());
      while (at < end) {
        buffer.putChar(part[at++]);
      }
    }
    length += 2L * count;
  }

  /** Behind the last piece of a long value. */
  public void endValue() {
    item().putLong(length).put(VALUE);
    length = 0;
  }

  private void word(long value) {
    item().putLong(value);
    length += Long.BYTES;
  }

  private ByteBuffer item() {
    if (buffer.remaining() < LONGEST_ITEM) {
      flush();
    }
    return buffer;
  }

  private void flush() {
    digest.update(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /** Behind the last value of a row. */
  public void endRow() {
    flush();
    ByteBuffer row = ByteBuffer.wrap(digest.digest());
    long rowHigh = row.getLong();
    long rowLow = row.getLong();
    low += rowLow;
    high += rowHigh + (Long.compareUnsigned(low, rowLow) < 0 ? 1 : 0);
    rows++;
  }

  public long rows() {
    return rows;
  }

  public TableFingerprint fingerprint() {
    HexFormat hex = HexFormat.of();
    return new TableFingerprint(
        table.toString(), rows, hex.toHexDigits(high) + hex.toHexDigits(low), columns, leftOut);
  }
}
