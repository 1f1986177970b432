package io.umzug.domain.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The files under {@code awkward}, and exchanging text in them without an XML parser. */
final class AwkwardFile {
  private AwkwardFile() {}

  static byte[] bytes(String name) {
    try (InputStream in = AwkwardFile.class.getResourceAsStream("/awkward/" + name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * ISO-8859-1 makes one character of each byte, so this exchanges bytes and nothing else.
   *
   * @param before must occur exactly once
   */
  static byte[] exchange(byte[] bytes, Charset charset, String before, String after) {
    String haystack = new String(bytes, StandardCharsets.ISO_8859_1);
    String needle = new String(before.getBytes(charset), StandardCharsets.ISO_8859_1);
    int found = haystack.indexOf(needle);
    assertThat(found).as("occurs: %s", before).isNotNegative();
    assertThat(haystack.indexOf(needle, found + 1)).as("occurs once: %s", before).isNegative();
    return (haystack.substring(0, found)
            + new String(after.getBytes(charset), StandardCharsets.ISO_8859_1)
            + haystack.substring(found + needle.length()))
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
