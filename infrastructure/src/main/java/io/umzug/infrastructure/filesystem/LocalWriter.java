package io.umzug.infrastructure.filesystem;

import io.umzug.application.filesystem.Block;
import io.umzug.application.filesystem.BlockWriter;
import io.umzug.application.filesystem.FileTrouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a file of this machine, and lets nobody else write it meanwhile. */
final class LocalWriter implements BlockWriter {

  /** In one piece, larger writes through the system's cache are slower. */
  private static final int BUFFERED = 64 * 1024;

  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");

  private final LocalHostFiles files;
  private final String path;
  private final FileChannel channel;
  private final boolean direct;
  private long length;

  static LocalWriter from(LocalHostFiles files, String path, Path file, long offset)
      throws IOException {
    return new LocalWriter(
        files,
        path,
        file,
        DirectChannels.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
        offset);
  }

  /** A file that is not there yet, for this account alone. */
  static LocalWriter create(LocalHostFiles files, String path, Path file) throws IOException {
    FileAttribute<?>[] rights =
        LocalHostFiles.isPosix(file)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ALONE)}
            : new FileAttribute<?>[0];
    FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), rights);
    return new LocalWriter(files, path, file, new DirectChannels.Opened(channel, false), 0);
  }

  private LocalWriter(
      LocalHostFiles files, String path, Path file, DirectChannels.Opened opened, long offset)
      throws IOException {
    this.files = files;
    this.path = path;
    this.length = offset;
    channel = opened.channel();
    direct = opened.direct();
    try {
      lock(file);
      channel.truncate(offset);
      channel.position(offset);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void lock(Path file) throws IOException {
    try {
      if (channel.tryLock() == null) {
        throw inUse(file);
      }
    } catch (OverlappingFileLockException _) {
      throw inUse(file);
    }
  }

  /** As Windows says it. */
  private static FileSystemException inUse(Path file) {
    return new FileSystemException(file.toString(), null, "it is used by another process");
  }

  @Override
  public void write(ByteBuffer block) throws FileTrouble {
    try {
      length += block.remaining();
      if (direct) {
        writeAligned(block);
      } else {
        writeBuffered(block);
      }
    } catch (IOException e) {
      throw files.trouble(path, e);
    }
  }

  /** The last block is written longer than it is, and cut. */
  private void writeAligned(ByteBuffer block) throws IOException {
    int rest = block.remaining() % Block.ALIGNMENT;
    if (rest > 0) {
      block.limit(block.limit() + Block.ALIGNMENT - rest);
    }
    while (block.hasRemaining()) {
      channel.write(block);
    }
    if (rest > 0) {
      channel.truncate(length);
    }
  }

  private void writeBuffered(ByteBuffer block) throws IOException {
    int end = block.limit();
    while (block.position() < end) {
      block.limit(Math.min(end, block.position() + BUFFERED));
      channel.write(block);
    }
  }

  @Override
  public void flush() throws FileTrouble {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw files.trouble(path, e);
    }
  }

  @Override
  public void close() {
    DirectChannels.close(channel, path);
  }
}
