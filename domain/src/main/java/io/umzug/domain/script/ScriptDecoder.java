package io.umzug.domain.script;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a script's bytes into characters, or says where it cannot. A byte order mark decides; then
 * the code page that was named; then zeros in the first two bytes, which are UTF-16 of something
 * that begins in ASCII; then it must be UTF-8.
 */
public final class ScriptDecoder {

  /** As many bytes of the start as are looked at. */
  public static final int START = 4;

  private final CharsetDecoder decoder;
  private long offset;

  private ScriptDecoder(Charset charset) {
    decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /**
   * @param start the first bytes, {@link #START} or all there are; the mark is read again later,
   *     and passed over by the reader
   */
  public static ScriptDecoder of(byte[] start, @Nullable CodePage codePage) {
    return new ScriptDecoder(charset(start, codePage));
  }

  private static Charset charset(byte[] start, @Nullable CodePage codePage) {
    if (begins(start, 0xEF, 0xBB, 0xBF)) {
      return UTF_8;
    }
    if (begins(start, 0xFF, 0xFE)) {
      return UTF_16LE;
    }
    if (begins(start, 0xFE, 0xFF)) {
      return UTF_16BE;
    }
    if (codePage != null) {
      return codePage.charset();
    }
    if (start.length >= 2 && start[0] != 0 && start[1] == 0) {
      return UTF_16LE;
    }
    return start.length >= 2 && start[0] == 0 && start[1] != 0 ? UTF_16BE : UTF_8;
  }

  private static boolean begins(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }

  public Charset charset() {
    return decoder.charset();
  }

  /**
   * Decodes what fits. Answers a sentence on the bytes that are no characters, where it meets some.
   *
   * @param end whether nothing follows these bytes
   */
  public Optional<String> decode(ByteBuffer bytes, CharBuffer characters, boolean end) {
    int before = bytes.position();
    CoderResult result = decoder.decode(bytes, characters, end);
    offset += bytes.position() - before;
    if (!result.isError()) {
      return Optional.empty();
    }
    return Optional.of(
        ("Byte 0x%02X at offset %d is not %s. Name the file's code page with --codepage, such as"
                + " --codepage 1252, or save the file as UTF-8 or UTF-16.")
            .formatted(bytes.get(bytes.position()), offset, charset().name()));
  }
}
