package io.umzug.application.filesystem;

import java.nio.ByteBuffer;

/** A file from its begin to its end, whoever else has it open. */
final class SharedContent implements DurableWrite.Content, AutoCloseable {

  private final SharedFile file;
  private final byte[] part = new byte[256 * 1024];
  private long position;

  SharedContent(HostFiles files, String path) throws FileTrouble {
    this.file = files.share(path);
  }

  long bytes() {
    return file.facts().bytes();
  }

  @Override
  public void read(ByteBuffer block) throws FileTrouble {
    int read = -1;
    while (read != 0 && block.hasRemaining()) {
      read = file.read(position, part, Math.min(part.length, block.remaining()));
      block.put(part, 0, read);
      position += read;
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
