package io.umzug.application.filesystem;

import java.nio.ByteBuffer;

/** A file that is read from one block to the next. */
public interface BlockReader extends AutoCloseable {

  /**
   * Fills the block, which is empty, as far as the file reaches.
   *
   * @param block from {@link Block#allocate}, cleared; its position is then behind what was read
   */
  void read(ByteBuffer block) throws FileTrouble;

  @Override
  void close();
}
