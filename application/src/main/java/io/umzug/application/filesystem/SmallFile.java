package io.umzug.application.filesystem;

import java.util.Arrays;
import java.util.Optional;

/** A file that fits into memory. */
public final class SmallFile {

  private static final int PART = 256 * 1024;

  private SmallFile() {}

  /**
   * All of it, whoever else has it open; empty where it has more bytes than that.
   *
   * @throws FileTrouble where it is not there or cannot be read
   */
  public static Optional<byte[]> read(HostFiles files, String path, int largest)
      throws FileTrouble {
    try (SharedFile file = files.share(path)) {
      byte[] bytes = new byte[(int) Math.min(file.facts().bytes(), largest) + 1];
      int length = 0;
      for (int read = -1; read != 0; length += read) {
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, bytes.length + PART);
        }
        read = file.read(length, bytes, bytes.length - length);
        if (length + read > largest) {
          return Optional.empty();
        }
      }
      return Optional.of(Arrays.copyOf(bytes, length));
    }
  }
}
