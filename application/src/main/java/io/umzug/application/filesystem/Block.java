package io.umzug.application.filesystem;

import java.nio.ByteBuffer;

/** What is read and written at a time. */
public final class Block {

  /** Bytes; as fast as any larger one, and small enough to be read again after a crash. */
  public static final int SIZE = 4 * 1024 * 1024;

  /** To this the memory is aligned: what unbuffered reading and writing want. */
  public static final int ALIGNMENT = 4096;

  private Block() {}

  public static ByteBuffer allocate() {
    return allocate(SIZE);
  }

  /** For at least so many bytes. */
  static ByteBuffer allocate(int bytes) {
    int aligned = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return ByteBuffer.allocateDirect(aligned + ALIGNMENT)
        .alignedSlice(ALIGNMENT)
        .limit(aligned)
        .slice();
  }
}
