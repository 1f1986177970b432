package io.umzug.infrastructure.files;

import io.umzug.application.host.CsvFiles;
import java.io.IOException;
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
    return new Content(bytes, AtlasFileStore.sha256(bytes));
  }
}
