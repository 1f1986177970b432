package io.umzug.infrastructure.files;

import io.umzug.application.filesystem.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A file's content by its size and hash.
 *
 * @param sha256 lower-case hex
 */
record ContentHash(long bytes, String sha256) {

  static ContentHash of(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      long bytes = in.transferTo(OutputStream.nullOutputStream());
      return new ContentHash(bytes, HexFormat.of().formatHex(digest.digest()));
    }
  }
}
