package io.umzug.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptDecoderTest {

  private static final String TEXT = "PRINT N'Gespräch \uD83D\uDE00'\n";

  private Optional<String> trouble = Optional.empty();

  /** In pieces of a few bytes, as a file comes in buffers. */
  private String decoded(byte[] bytes, @Nullable CodePage codePage, int piece) {
    ScriptDecoder decoder =
        ScriptDecoder.of(
            Arrays.copyOf(bytes, Math.min(bytes.length, ScriptDecoder.START)), codePage);
    StringBuilder text = new StringBuilder();
    ByteBuffer in = ByteBuffer.allocate(piece + 8).flip();
    CharBuffer out = CharBuffer.allocate(8);
    int at = 0;
    while (trouble.isEmpty()) {
      in.compact();
      int length = Math.min(piece, bytes.length - at);
      in.put(bytes, at, length).flip();
      at += length;
      boolean end = at == bytes.length;
      trouble = decoder.decode(in, out, end);
      text.append(out.flip());
      out.clear();
      if (end && !in.hasRemaining()) {
        break;
      }
    }
    return text.toString();
  }

  private static byte[] bytes(String charset, boolean mark) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(((mark ? "\uFEFF" : "") + TEXT).getBytes(Charset.forName(charset)));
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8,true",
    "UTF-8,false",
    "UTF-16LE,true",
    "UTF-16LE,false",
    "UTF-16BE,true",
    "UTF-16BE,false"
  })
  void unicode_is_recognised_with_and_without_a_mark(String charset, boolean mark) {
    for (int piece : new int[] {1, 3, 100}) {
      assertThat(decoded(bytes(charset, mark), null, piece).replace("\uFEFF", "")).isEqualTo(TEXT);
      assertThat(trouble).isEmpty();
    }
  }

  @Test
  void a_mark_decides_against_a_code_page_that_was_named() {
    assertThat(decoded(bytes("UTF-16LE", true), new CodePage(Charset.forName("windows-1252")), 4))
        .endsWith(TEXT);
  }

  @ParameterizedTest
  @CsvSource({
    "1252,windows-1252", "windows-1252,windows-1252", "850,IBM850", "437,IBM437", "65001,UTF-8",
    "1200,UTF-16LE", "1201,UTF-16BE", "28591,ISO-8859-1", "28605,ISO-8859-15", "20127,US-ASCII",
    "utf-8,UTF-8"
  })
  void a_code_page_is_known_by_number_or_name(String name, String charset) {
    assertThat(CodePage.of(name)).contains(new CodePage(Charset.forName(charset)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999", "no such", "", "x"})
  void other_code_pages_are_not(String name) {
    assertThat(CodePage.of(name)).isEmpty();
  }

  @Test
  void a_named_code_page_is_used() {
    byte[] bytes = "PRINT 'für'".getBytes(Charset.forName("windows-1252"));
    assertThat(decoded(bytes, new CodePage(Charset.forName("windows-1252")), 2))
        .isEqualTo("PRINT 'für'");
  }

  @Test
  void bytes_that_are_no_characters_are_told_by_their_offset_and_never_replaced() {
    byte[] bytes = "PRINT 'für'".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(decoded(bytes, null, 3)).isEqualTo("PRINT 'f");
    assertThat(trouble.orElseThrow())
        .startsWith("Byte 0xFC at offset 8 is not UTF-8.")
        .contains("--codepage 1252");
  }

  @Test
  void a_surrogate_alone_and_a_cut_off_character_are_errors() {
    decoded(new byte[] {'A', 0, 0, (byte) 0xDC, 'B', 0}, null, 2);
    assertThat(trouble.orElseThrow()).contains("offset 2 is not UTF-16LE");
    trouble = Optional.empty();
    decoded(new byte[] {'A', 'B', 'C', (byte) 0xC3}, null, 2);
    assertThat(trouble.orElseThrow()).contains("offset 3 is not UTF-8");
  }
}
