package io.umzug.infrastructure.postgres;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Secrets in files that only their owner can read. */
final class OwnerOnly {

  private static final int SECRET_BYTES = 24;

  private OwnerOnly() {}

  /** The secret in the file; made and kept there if the file is missing. */
  static String secret(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(random);
      Path fresh =
          Files.createTempFile(file.toAbsolutePath().getParent(), "secret", ".new", permissions());
      Files.writeString(fresh, HexFormat.of().formatHex(random));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }

  private static FileAttribute<?>[] permissions() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
