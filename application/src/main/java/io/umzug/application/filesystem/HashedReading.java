package io.umzug.application.filesystem;

import io.umzug.application.work.WorkInterrupted;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A file's blocks, read and hashed ahead of whoever takes them, each on a thread of its own: so
 * reading, hashing and writing take as long as the slowest of them, not as all three.
 */
final class HashedReading implements AutoCloseable {

  /** One with each of the three, and one on its way. */
  private static final int BLOCKS = 4;

  /** A block on its way; without one, the end, or what ended it. */
  private record Passed(@Nullable ByteBuffer block, @Nullable Throwable failure) {}

  private final BlockReader reader;
  private final MessageDigest digest;
  private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BLOCKS);
  private final BlockingQueue<Passed> read = new ArrayBlockingQueue<>(BLOCKS + 1);
  private final BlockingQueue<Passed> hashed = new ArrayBlockingQueue<>(BLOCKS + 1);
  private final Thread readAhead;
  private final Thread hashAhead;
  private int allocated;
  private boolean over;

  /**
   * @param digest of what lies before; nobody else may use it until the end
   */
  HashedReading(BlockReader reader, MessageDigest digest) {
    this.reader = reader;
    this.digest = digest;
    readAhead = Thread.ofPlatform().daemon().name("umzug-copy-read").start(this::readAll);
    hashAhead = Thread.ofPlatform().daemon().name("umzug-copy-hash").start(this::hashAll);
  }

  private void readAll() {
    try {
      boolean more = true;
      while (more) {
        ByteBuffer block = free().clear();
        reader.read(block);
        more = !block.hasRemaining();
        if (block.flip().hasRemaining()) {
          read.put(new Passed(block, null));
        }
      }
      read.put(new Passed(null, null));
    } catch (FileTrouble | RuntimeException | OutOfMemoryError e) {
      // There is a place more than there are blocks: this never waits.
      read.add(new Passed(null, e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** No more than are needed, for most files are small. */
  private ByteBuffer free() throws InterruptedException {
    ByteBuffer block = free.poll();
    if (block == null && allocated < BLOCKS) {
      allocated++;
      return Block.allocate();
    }
    return block == null ? free.take() : block;
  }

  private void hashAll() {
    try {
      Passed next = read.take();
      for (; next.block() != null; next = read.take()) {
        digest.update(next.block().duplicate());
        hashed.put(next);
      }
      hashed.put(next);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next block, ready to be read; null behind the last. */
  @Nullable ByteBuffer next() throws FileTrouble {
    if (over) {
      return null;
    }
    try {
      Passed next = hashed.take();
      over = next.block() == null;
      if (next.failure() instanceof FileTrouble trouble) {
        throw trouble;
      }
      if (next.failure() != null) {
        throw new IllegalStateException("A block could not be read", next.failure());
      }
      return next.block();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new WorkInterrupted("Interrupted while a file is read");
    }
  }

  /** Each block has to come back when it was used. */
  void giveBack(ByteBuffer block) {
    free.add(block);
  }

  /** Behind the last block: the hash of everything, in lower-case hex. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() {
    readAhead.interrupt();
    hashAhead.interrupt();
    reader.close();
  }
}
