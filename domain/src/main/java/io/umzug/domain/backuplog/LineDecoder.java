package io.umzug.domain.backuplog;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Bytes of a log file in, lines out: whatever the encoding (UTF-8, UTF-16, Windows-1252, CP850),
 * whatever ends the lines (CR, LF, CRLF), however the bytes are cut. Memory is bounded: a line that
 * is longer than the limit comes in pieces.
 */
public final class LineDecoder {

  /** How a file begins decides between UTF-16 and everything else. */
  public static final int BYTES_TO_DECIDE = 64;

  private static final int LONGEST_PIECE = 32 * 1024;

  /**
   * Where a line begins in a file.
   *
   * @param offset in bytes
   * @param line its number, from 1
   * @param afterReturn whether a CR stands before it: an LF behind that begins no line
   */
  public record Position(long offset, long line, boolean afterReturn) {
    public static final Position START = new Position(0, 1, false);
  }

  private enum Mode {
    UNDECIDED,
    BYTES,
    LITTLE_ENDIAN,
    BIG_ENDIAN
  }

  private final Consumer<LogLine> lines;
  private final int longest;
  private final CodePage codePage = new CodePage();
  private final byte[] start = new byte[BYTES_TO_DECIDE];
  private int started;
  private Mode mode = Mode.UNDECIDED;

  /** The line so far: bytes, or the low and the high half of UTF-16's units. */
  private byte[] line = new byte[256];

  private int length;
  private int half = -1;
  private boolean afterReturn;
  private boolean pieceGone;
  private long number = 1;
  private long read;
  private long complete;

  public LineDecoder(Consumer<LogLine> lines) {
    this(lines, LONGEST_PIECE);
  }

  LineDecoder(Consumer<LogLine> lines, int longest) {
    this.lines = lines;
    this.longest = longest;
  }

  /**
   * A decoder for what follows a position at which a line begins.
   *
   * @param start the first bytes of the file, {@link #BYTES_TO_DECIDE} of them are enough
   * @param position where the next bytes stand in the file
   */
  public static LineDecoder resumed(byte[] start, Position position, Consumer<LogLine> lines) {
    LineDecoder decoder = new LineDecoder(lines);
    if (position.offset() > 0) {
      decoder.started = Math.min(start.length, BYTES_TO_DECIDE);
      System.arraycopy(start, 0, decoder.start, 0, decoder.started);
      decoder.mode = decoder.decided();
      decoder.read = position.offset();
      decoder.complete = position.offset();
      decoder.number = position.line();
      decoder.afterReturn = position.afterReturn();
    }
    return decoder;
  }

  /** Takes the next bytes; lines that end in them are handed on at once. */
  public void accept(byte[] bytes, int offset, int count) {
    int at = offset;
    int end = offset + count;
    if (mode == Mode.UNDECIDED) {
      int taken = Math.min(count, BYTES_TO_DECIDE - started);
      System.arraycopy(bytes, at, start, started, taken);
      started += taken;
      at += taken;
      if (started < BYTES_TO_DECIDE) {
        return;
      }
      decide();
    }
    process(bytes, at, end);
  }

  /** No more bytes: what stands after the last line end is a line, too. */
  public void end() {
    if (mode == Mode.UNDECIDED) {
      decide();
    }
    if (half >= 0) {
      unit((char) half);
      half = -1;
    }
    if (length > 0 || pieceGone) {
      emit(false);
      complete = read;
    }
    afterReturn = false;
  }

  /** Behind the last complete line. */
  public Position position() {
    return new Position(complete, number, afterReturn);
  }

  private void decide() {
    mode = decided();
    int mark =
        mode == Mode.BYTES
            ? startsWith(0xEF, 0xBB, 0xBF) ? 3 : 0
            : startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF) ? 2 : 0;
    read = mark;
    process(start, mark, started);
  }

  private Mode decided() {
    if (startsWith(0xFF, 0xFE)) {
      return Mode.LITTLE_ENDIAN;
    }
    if (startsWith(0xFE, 0xFF)) {
      return Mode.BIG_ENDIAN;
    }
    int even = 0;
    int odd = 0;
    for (int i = 0; i < started; i++) {
      if (start[i] == 0 && i % 2 == 0) {
        even++;
      } else if (start[i] == 0) {
        odd++;
      }
    }
    int units = started / 2;
    if (odd * 2 > units && even * 4 <= odd) {
      return Mode.LITTLE_ENDIAN;
    }
    return even * 2 > units && odd * 4 <= even ? Mode.BIG_ENDIAN : Mode.BYTES;
  }

  private boolean startsWith(int... mark) {
    if (started < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((start[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private void process(byte[] bytes, int from, int to) {
    if (mode == Mode.BYTES) {
      singles(bytes, from, to);
    } else {
      pairs(bytes, from, to);
    }
  }

  private void singles(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int end = at;
      while (end < to && bytes[end] != '\r' && bytes[end] != '\n') {
        end++;
      }
      if (end > at) {
        afterReturn = false;
        append(bytes, at, end);
      }
      read += end - at;
      if (end < to) {
        read++;
        unit((char) bytes[end]);
      }
      at = end + 1;
    }
  }

  private void pairs(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      read++;
      int value = bytes[i] & 0xFF;
      if (half < 0) {
        half = value;
      } else {
        int unit = mode == Mode.LITTLE_ENDIAN ? value << 8 | half : half << 8 | value;
        half = -1;
        unit((char) unit);
      }
    }
  }

  /** Bytes without a line end. */
  private void append(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (length == longest) {
        emitPiece();
      }
      int count = Math.min(to - at, longest - length);
      if (length + count > line.length) {
        line = Arrays.copyOf(line, Math.min(longest, Math.max(length + count, line.length * 2)));
      }
      System.arraycopy(bytes, at, line, length, count);
      length += count;
      at += count;
    }
  }

  private void unit(char unit) {
    boolean secondOfTwo = afterReturn && unit == '\n';
    afterReturn = unit == '\r';
    if (secondOfTwo) {
      complete = read;
    } else if (unit == '\r' || unit == '\n') {
      emit(false);
      complete = read;
    } else {
      append(unit);
    }
  }

  private void append(char unit) {
    boolean wide = mode != Mode.BYTES;
    int size = wide ? 2 : 1;
    if (length + size > longest) {
      emitPiece();
    }
    if (length + size > line.length) {
      line = Arrays.copyOf(line, Math.min(longest, line.length * 2));
    }
    line[length++] = (byte) unit;
    if (wide) {
      line[length++] = (byte) (unit >> 8);
    }
  }

  /** Hands on what is full, but for the begin of a UTF-8 character at its end. */
  private void emitPiece() {
    int kept = mode == Mode.BYTES ? beginOfCharacter() : 0;
    byte[] rest = Arrays.copyOfRange(line, length - kept, length);
    length -= kept;
    emit(true);
    System.arraycopy(rest, 0, line, 0, kept);
    length = kept;
  }

  private int beginOfCharacter() {
    for (int back = 1; back <= 3 && back < length; back++) {
      int value = line[length - back] & 0xFF;
      if (value >= 0xC2 && value < 0xF5) {
        return back;
      }
      if (value < 0x80 || value >= 0xC0) {
        return 0;
      }
    }
    return 0;
  }

  private void emit(boolean goesOn) {
    lines.accept(new LogLine(number, text(), goesOn));
    length = 0;
    pieceGone = goesOn;
    if (!goesOn) {
      number++;
    }
  }

  private String text() {
    if (mode == Mode.BYTES) {
      return codePage.decode(line, length);
    }
    char[] units = new char[length / 2];
    for (int i = 0; i < units.length; i++) {
      units[i] = (char) (line[2 * i] & 0xFF | (line[2 * i + 1] & 0xFF) << 8);
    }
    return new String(units);
  }
}
