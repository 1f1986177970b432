package io.umzug.application.filesystem;

import io.umzug.application.filesystem.HostFiles.Facts;

/** A file that is read here and there while other programs write, rename or delete it. */
public interface SharedFile extends AutoCloseable {

  /** As it was when it was opened. */
  Facts facts();

  /** What the file system calls it, whatever its name; empty where the host does not tell. */
  String key();

  /**
   * Reads a part, which is shorter than asked for only where the file ends.
   *
   * @return bytes that were read; 0 behind the end
   */
  int read(long offset, byte[] into, int length) throws FileTrouble;

  @Override
  void close();
}
