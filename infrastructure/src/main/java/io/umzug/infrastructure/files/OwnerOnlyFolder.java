package io.umzug.infrastructure.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders whose files tell of a customer's server: nobody but their owner may look into them. */
final class OwnerOnlyFolder {

  private OwnerOnlyFolder() {}

  /** Also closes one that an earlier release left open. Windows passes on the parent's rights. */
  static void create(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
