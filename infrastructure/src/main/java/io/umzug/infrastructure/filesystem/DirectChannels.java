package io.umzug.infrastructure.filesystem;

import com.sun.nio.file.ExtendedOpenOption;
import io.umzug.application.filesystem.Block;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * Channels that pass the system's cache by, which makes a copy of many gigabytes twice as fast and
 * leaves the cache to the others; what is read back then comes from the disk.
 */
final class DirectChannels {

  /** A channel, and whether it wants everything aligned. */
  record Opened(FileChannel channel, boolean direct) {}

  private DirectChannels() {}

  /** Directly where the file system can, else as usual. */
  static Opened open(Path path, OpenOption... options) throws IOException {
    Set<OpenOption> all = new HashSet<>(Set.of(options));
    all.add(ExtendedOpenOption.DIRECT);
    try {
      return new Opened(direct(path, all), true);
    } catch (UnsupportedOperationException _) {
      // As usual, then.
    } catch (IOException _) {
      // Whatever it is, the usual way says it, too: some file systems refuse only this one.
    }
    return new Opened(FileChannel.open(path, options), false);
  }

  private static FileChannel direct(Path path, Set<OpenOption> options) throws IOException {
    FileChannel channel = FileChannel.open(path, options);
    try {
      if (Files.getFileStore(path).getBlockSize() > Block.ALIGNMENT) {
        throw new UnsupportedOperationException("Blocks of another size");
      }
      return channel;
    } catch (IOException | UnsupportedOperationException e) {
      channel.close();
      throw e;
    }
  }

  /** What was not flushed may be lost anyway. */
  static void close(FileChannel channel, String path) {
    try {
      channel.close();
    } catch (IOException e) {
      LoggerFactory.getLogger(DirectChannels.class).debug("{} cannot be closed", path, e);
    }
  }
}
