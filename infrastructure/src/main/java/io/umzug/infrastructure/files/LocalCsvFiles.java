package io.umzug.infrastructure.files;

import io.umzug.application.host.CsvFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The CSV of the users in a folder this process reaches. */
public final class LocalCsvFiles implements CsvFiles {

  /** In bytes; anything larger is a mistaken path. */
  static final int LARGEST = 64 * 1024 * 1024;

  @Override
  public Content read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException(
          "%s is larger than %d bytes; no CSV of users is.".formatted(file, LARGEST));
    }
    byte[] bytes = Files.readAllBytes(file);
    return new Content(decoded(bytes), AtlasFileStore.sha256(bytes));
  }

  /** R7 names no encoding: UTF-16 where the file says so by its first character, else UTF-8. */
  private static String decoded(byte[] bytes) {
    boolean utf16 =
        bytes.length >= 2
            && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
                || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE);
    return new String(bytes, utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
  }
}
