package io.umzug.infrastructure.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that is first complete and on disk under a name of its own, and then, in one step, under
 * its true name. Not moved, it vanishes on close.
 */
final class DurableWrite implements AutoCloseable {
  private static final String INFIX = ".umzug-new-";
  private static final int PART = 64 * 1024;

  private final Path temporary;

  private final List<String> remarks = new ArrayList<>();

  private DurableWrite(Path temporary) {
    this.temporary = temporary;
  }

  /** Writes the content beside {@code neighbour}, with the same owner and rights. */
  static DurableWrite like(Path neighbour, byte[] content) throws IOException {
    return beside(neighbour, neighbour, new ByteArrayInputStream(content));
  }

  /** Writes a text that nobody but the owner may read. */
  static DurableWrite own(Path file, byte[] content) throws IOException {
    return beside(file, null, new ByteArrayInputStream(content));
  }

  /**
   * Writes the content beside {@code neighbour}, with the owner and rights of {@code model}, or for
   * the owner alone where there is none.
   */
  static DurableWrite beside(Path neighbour, @Nullable Path model, InputStream content)
      throws IOException {
    // A name used once: two runs at a time then never write into each other's file.
    DurableWrite write =
        new DurableWrite(
            neighbour.resolveSibling(neighbour.getFileName() + INFIX + UUID.randomUUID()));
    try {
      write.write(model, content);
      return write;
    } catch (IOException e) {
      write.close();
      throw e;
    }
  }

  /** Connections may hold passwords: nobody else may read the file before its rights are set. */
  private void write(@Nullable Path model, InputStream content) throws IOException {
    byte[] part = new byte[PART];
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            forTheOwnerAlone(temporary))) {
      for (int read = content.read(part); read >= 0; read = content.read(part)) {
        ByteBuffer rest = ByteBuffer.wrap(part, 0, read);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      }
      if (model != null) {
        remarks.addAll(FileAttributes.copy(model, temporary));
      }
      channel.force(true);
    }
  }

  /** The file as it is before it gets its true name. */
  Path temporary() {
    return temporary;
  }

  /** Sentences for the operator on what of the owner and rights could not be taken over. */
  List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** What a run that was killed left behind. */
  static void removeLeftovers(Path neighbour) throws IOException {
    String start = neighbour.getFileName() + INFIX;
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(folderOf(neighbour), p -> isNamed(p, start))) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  private static boolean isNamed(Path path, String start) {
    return path.getFileName().toString().startsWith(start);
  }

  private static FileAttribute<?>[] forTheOwnerAlone(Path neighbour) {
    return neighbour.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  void moveTo(Path target) throws IOException {
    Files.move(temporary, target, ATOMIC_MOVE);
    // Windows opens no folders; there the rename itself is logged by NTFS.
    if (target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel folder = FileChannel.open(folderOf(target), StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }

  private static Path folderOf(Path file) {
    return file.resolveSibling(".").normalize();
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(temporary);
  }
}
