package io.umzug.domain.atlas;

import io.umzug.domain.atlas.AtlasRefusal.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.List;

/** A decoded file that still knows which bytes each character came from. */
final class SourceText {

  /** Replaces the characters from {@code start} (inclusive) to {@code end} (exclusive). */
  record Edit(int start, int end, String replacement) {}

  private record Position(int line, int column) {}

  private final byte[] bytes;
  private final int byteOrderMark;
  private final Charset charset;
  private final String text;

  /**
   * @param byteOrderMark its length in bytes, 0 for none
   * @param charset one that encodes {@code text} to exactly the bytes behind the mark
   */
  SourceText(byte[] bytes, int byteOrderMark, Charset charset, String text) {
    this.bytes = bytes;
    this.byteOrderMark = byteOrderMark;
    this.charset = charset;
    this.text = text;
  }

  String text() {
    return text;
  }

  Charset charset() {
    return charset;
  }

  boolean canEncode(String value) {
    return charset.newEncoder().canEncode(value);
  }

  RefusedException refusal(Reason reason, int offset, String sentence) {
    return refusal(text, reason, offset, sentence);
  }

  static RefusedException refusal(String text, Reason reason, int offset, String sentence) {
    Position position = position(text, offset);
    return new RefusedException(
        new AtlasRefusal(reason, position.line(), position.column(), sentence));
  }

  int line(int offset) {
    return position(text, offset).line();
  }

  private static Position position(String text, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (endsLine(text, i)) {
        line++;
        lineStart = i + 1;
      }
    }
    return new Position(line, offset - lineStart + 1);
  }

  private static boolean endsLine(String text, int at) {
    char c = text.charAt(at);
    return c == '\n' || (c == '\r' && !text.startsWith("\n", at + 1));
  }

  /** The original bytes with nothing but the edits exchanged. */
  byte[] with(List<Edit> edits) {
    ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length + 256);
    int copied = 0;
    for (Edit edit : edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList()) {
      int start = byteOffset(edit.start());
      result.write(bytes, copied, start - copied);
      result.writeBytes(edit.replacement().getBytes(charset));
      copied = byteOffset(edit.end());
    }
    result.write(bytes, copied, bytes.length - copied);
    return result.toByteArray();
  }

  private int byteOffset(int offset) {
    return byteOrderMark + text.substring(0, offset).getBytes(charset).length;
  }
}
