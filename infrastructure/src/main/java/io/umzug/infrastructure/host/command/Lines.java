package io.umzug.infrastructure.host.command;

import io.umzug.application.host.HostCommands.Output;
import io.umzug.application.host.HostCommands.Stream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a program says apart into lines. A line that is UTF-8 is read as UTF-8, every other as
 * the machine's code page: a letter beyond ASCII in a code page of one byte is next to never UTF-8,
 * and programs of one machine differ in what they write.
 */
final class Lines {

  /** A program that writes no line's end must not fill the memory. */
  private static final int LONGEST = 64 * 1024;

  private final Stream stream;
  private final Charset codePage;
  private final Output output;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private @Nullable RuntimeException failed;

  Lines(Stream stream, Charset codePage, Output output) {
    this.stream = stream;
    this.codePage = codePage;
    this.output = output;
  }

  /**
   * Until the stream's end, also where somebody who hears it fails: a program whose words nobody
   * takes would stand still.
   *
   * @throws RuntimeException that failure, at the end
   */
  void readAll(InputStream in) throws IOException {
    byte[] buffer = new byte[8 * 1024];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      for (int i = 0; i < n; i++) {
        if (buffer[i] == '\n') {
          tell();
        } else {
          line.write(buffer[i]);
          if (line.size() == LONGEST) {
            tell();
          }
        }
      }
    }
    if (line.size() > 0) {
      tell();
    }
    if (failed != null) {
      throw failed;
    }
  }

  private void tell() {
    String text = decoded(line.toByteArray());
    line.reset();
    if (failed != null) {
      return;
    }
    try {
      synchronized (output) {
        output.line(stream, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
      }
    } catch (RuntimeException e) {
      failed = e;
    }
  }

  private String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, codePage);
    }
  }
}
