package io.umzug.infrastructure.sqlserver.script;

import io.umzug.application.script.ScriptRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** One export at a time in a folder; a run that is killed lets go by itself. */
final class ExportLock implements AutoCloseable {

  static final String NAME = "umzug-export.lock";

  private final FileChannel channel;

  private ExportLock(FileChannel channel) {
    this.channel = channel;
  }

  static ExportLock of(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isFree(channel)) {
      channel.close();
      throw new ScriptRefused(
          "Another export is writing into %s now.".formatted(folder), List.of());
    }
    return new ExportLock(channel);
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
