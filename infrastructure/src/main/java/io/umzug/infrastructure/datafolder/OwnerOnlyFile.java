package io.umzug.infrastructure.datafolder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Small files that nobody but their owner may read, from their first byte on. */
public final class OwnerOnlyFile {

  private OwnerOnlyFile() {}

  /** Replaces the file in one step: a reader sees the old content or the new, never a part. */
  public static void write(Path file, String content) throws IOException {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with any content. */
  public static void write(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().normalize().resolveSibling(".").normalize();
    createFolder(folder);
    Path fresh = folder.resolve("." + file.getFileName() + "-" + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              ownerOnly(folder))) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Whether the file system says that none but the owner can read or write it. */
  static boolean isOwnerOnly(Path file) throws IOException {
    if (isPosix(file)) {
      return EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
          .containsAll(Files.getPosixFilePermissions(file));
    }
    AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (acl == null) {
      return true;
    }
    UserPrincipal owner = Files.getOwner(file);
    return acl.getAcl().stream()
        .filter(entry -> entry.type() == AclEntryType.ALLOW)
        .allMatch(entry -> entry.principal().equals(owner));
  }

  /** With those above it; a new one is for its owner alone. */
  public static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
    if (isPosix(folder)) {
      return new FileAttribute<?>[] {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
      };
    }
    return folder.getFileSystem().supportedFileAttributeViews().contains("acl")
        ? new FileAttribute<?>[] {new OwnerAcl(futureOwner(folder))}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * Windows may give a new file to a group (the administrators), so only a file tells whom it gives
   * files to; the account's name does not.
   */
  private static UserPrincipal futureOwner(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, ".owner-", "");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  private record OwnerAcl(UserPrincipal owner) implements FileAttribute<List<AclEntry>> {

    @Override
    public String name() {
      return "acl:acl";
    }

    @Override
    public List<AclEntry> value() {
      return List.of(
          AclEntry.newBuilder()
              .setType(AclEntryType.ALLOW)
              .setPrincipal(owner)
              .setPermissions(EnumSet.allOf(AclEntryPermission.class))
              .build());
    }
  }
}
