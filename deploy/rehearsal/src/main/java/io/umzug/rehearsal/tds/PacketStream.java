package io.umzug.rehearsal.tds;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The packets of a message that is too long for the memory: the connection's reader puts them in, a
 * worker takes them out, and neither runs far ahead of the other.
 */
final class PacketStream implements ByteReader.More {

  private static final int PACKETS_AHEAD = 64;

  /** What is put in behind the last packet. */
  private enum End {
    WHOLE,
    ABANDONED,
    LOST
  }

  private final BlockingQueue<Object> queue = new ArrayBlockingQueue<>(PACKETS_AHEAD);
  private volatile boolean unwanted;
  private @Nullable End end;

  /** For the reader. */
  void put(byte[] payload) throws InterruptedException {
    if (!unwanted) {
      queue.put(payload);
    }
  }

  /**
   * For the reader: the message is over.
   *
   * @param abandoned whether the client said to ignore it
   */
  void end(boolean abandoned) throws InterruptedException {
    queue.put(abandoned ? End.ABANDONED : End.WHOLE);
  }

  /** For the reader: the client is gone in the middle of the message. */
  void lost() throws InterruptedException {
    queue.put(End.LOST);
  }

  @Override
  public byte @Nullable [] next() throws ProtocolException {
    if (end != null) {
      return null;
    }
    try {
      switch (queue.take()) {
        case byte[] payload -> {
          return payload;
        }
        case End last -> {
          end = last;
          if (last == End.LOST) {
            throw new ProtocolException("The client is gone in the middle of a bulk load.");
          }
          return null;
        }
        default -> throw new IllegalStateException("Nothing else is put in.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProtocolException("The bulk load ends with its server.");
    }
  }

  /** Whether the client took the message back; known at its end only. */
  boolean isAbandoned() {
    return end == End.ABANDONED;
  }

  /** Lets what is left of the message pass. */
  void drain() throws ProtocolException {
    unwanted = true;
    while (next() != null) {
      // Nobody wants it any more.
    }
  }
}
