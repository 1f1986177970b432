package io.umzug.infrastructure.filesystem;

import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.HostFiles.Facts;
import io.umzug.application.filesystem.SharedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** Java opens a file so that Windows, too, lets others write, rename and delete it. */
final class LocalSharedFile implements SharedFile {

  private final LocalHostFiles files;
  private final String path;
  private final FileChannel channel;
  private final BasicFileAttributes attributes;

  private LocalSharedFile(
      LocalHostFiles files, String path, FileChannel channel, BasicFileAttributes attributes) {
    this.files = files;
    this.path = path;
    this.channel = channel;
    this.attributes = attributes;
  }

  /** Java tells of an open file neither key nor time: they are the path's, if it stays the same. */
  static LocalSharedFile open(LocalHostFiles files, String path, Path file) throws IOException {
    BasicFileAttributes before = attributes(file);
    while (true) {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        BasicFileAttributes after = attributes(file);
        if (Objects.equals(before.fileKey(), after.fileKey())) {
          return new LocalSharedFile(files, path, channel, after);
        }
        before = after;
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      channel.close();
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (attributes.isDirectory()) {
      throw new NoSuchFileException(file.toString(), null, "a folder");
    }
    return attributes;
  }

  @Override
  public Facts facts() {
    return LocalHostFiles.facts(attributes);
  }

  @Override
  public String key() {
    Object key = attributes.fileKey();
    return key == null ? "" : key.toString();
  }

  @Override
  public int read(long offset, byte[] into, int length) throws FileTrouble {
    try {
      ByteBuffer part = ByteBuffer.wrap(into, 0, length);
      int read = 0;
      while (read >= 0 && part.hasRemaining()) {
        read = channel.read(part, offset + part.position());
      }
      return part.position();
    } catch (IOException e) {
      throw files.trouble(path, e);
    }
  }

  @Override
  public void close() {
    DirectChannels.close(channel, path);
  }
}
