package io.umzug.infrastructure.filesystem;

import io.umzug.application.filesystem.BlockReader;
import io.umzug.application.filesystem.FileTrouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a file of this machine. */
final class LocalReader implements BlockReader {

  private final LocalHostFiles files;
  private final String path;
  private final FileChannel channel;

  LocalReader(LocalHostFiles files, String path, Path file, long offset) throws IOException {
    this.files = files;
    this.path = path;
    this.channel = DirectChannels.open(file, StandardOpenOption.READ).channel();
    channel.position(offset);
  }

  @Override
  public void read(ByteBuffer block) throws FileTrouble {
    try {
      boolean more = true;
      while (more && block.hasRemaining()) {
        // Behind the end a direct channel would be asked at an offset that is not aligned.
        more = channel.position() < channel.size() && channel.read(block) >= 0;
      }
    } catch (IOException e) {
      throw files.trouble(path, e);
    }
  }

  @Override
  public void close() {
    DirectChannels.close(channel, path);
  }
}
