package io.umzug.application.filesystem;

import java.nio.ByteBuffer;

/** A file that is written from one block to the next. */
public interface BlockWriter extends AutoCloseable {

  /**
   * Writes all that remains of the block. Only the last one may have less than {@link Block#SIZE}.
   */
  void write(ByteBuffer block) throws FileTrouble;

  /** What was written so far outlives a crash of that host, as far as its system can promise. */
  void flush() throws FileTrouble;

  /** What was not flushed may be lost. */
  @Override
  void close();
}
