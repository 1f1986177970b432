package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where everything of an estate lies below its folder. */
record EstateFolder(Path root) {

  EstateFolder {
    root = root.toAbsolutePath().normalize();
  }

  Path state() {
    return root.resolve("state.json");
  }

  Path journal() {
    return root.resolve("journal.jsonl");
  }

  Path faults() {
    return root.resolve("faults");
  }

  Path controlToken() {
    return root.resolve("control-token");
  }

  Path controlUrl() {
    return root.resolve("control-url");
  }

  Path configuration() {
    return root.resolve("umzug.yaml");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  Path password(SqlServerPlace place) {
    return secrets().resolve(place.credential());
  }

  Path keyStore() {
    return secrets().resolve("tls.p12");
  }

  Path backupShare() {
    return root.resolve("shares").resolve("XPhoneBackup");
  }

  Path sqlServer(SqlServerPlace place) {
    return root.resolve("hosts")
        .resolve(place.host())
        .resolve("MSSQL")
        .resolve(place.instance().isEmpty() ? "MSSQLSERVER" : place.instance());
  }

  Path xphone(String host) {
    return root.resolve("hosts")
        .resolve(host)
        .resolve("Program Files")
        .resolve("C4B")
        .resolve("XPhone Connect Server");
  }

  /** What the V4 machine has of its own. */
  Path v4() {
    return root.resolve("hosts").resolve(Topology.V4_HOST).resolve("XPhone UC 2011 REHEARSAL");
  }

  /** What the Migrations-Manager wrote, where every machine reaches it. */
  Path transfer() {
    return backupShare().resolve("Migrations-Manager");
  }

  /** Removes a folder with everything in it; it may be gone already. */
  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + folder, e);
    }
  }

  /** Makes the folder and takes its lock, so that no second estate works in it. */
  FileLock lock() {
    try {
      Files.createDirectories(root);
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new EstateException("Another rehearsal estate is running in " + root + ".");
      }
      return lock;
    } catch (IOException e) {
      throw new EstateException("The estate's folder cannot be used: " + root, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  /** Writes a file for its owner alone. */
  static void writePrivate(Path file, String text) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    write(file, text.getBytes(StandardCharsets.UTF_8), ownerOnly);
  }

  /** Replaces a file as a whole or not at all. */
  static void write(Path file, byte[] bytes, FileAttribute<?>... attributes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path written = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(written);
      try (FileChannel channel =
          FileChannel.open(
              written,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              attributes)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
