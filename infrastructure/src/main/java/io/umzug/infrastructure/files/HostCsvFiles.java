package io.umzug.infrastructure.files;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.FileContents;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.filesystem.HostPlaces.Found;
import io.umzug.application.filesystem.SmallFile;
import io.umzug.application.host.CsvFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The CSV of the users, wherever it lies. */
public final class HostCsvFiles implements CsvFiles {

  /** In bytes; anything larger is a mistaken path. */
  static final int LARGEST = 64 * 1024 * 1024;

  private final HostPlaces places;

  public HostCsvFiles(HostPlaces places) {
    this.places = places;
  }

  @Override
  public Content read(Estate estate, HostPath file) throws IOException {
    try (Found found = places.open(estate, file)) {
      byte[] bytes =
          SmallFile.read(found.files(), found.path(), LARGEST)
              .orElseThrow(
                  () ->
                      new IOException(
                          "%s is larger than %d bytes; no CSV of users is."
                              .formatted(file, LARGEST)));
      return new Content(decoded(bytes), FileContents.of(bytes).sha256());
    }
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
