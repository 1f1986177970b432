package io.umzug.infrastructure.filesystem.smb;

import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.work.WorkInterrupted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A block's requests, several at a time: one alone waits for its answer more than it works. */
final class Requests implements AutoCloseable {

  static final int BYTES = 512 * 1024;
  private static final int AT_A_TIME = 8;

  /** Does one request. */
  @FunctionalInterface
  interface Work {
    /**
     * @param at offset within the block
     * @return bytes that were read or written
     */
    int run(int at, int bytes);
  }

  /** The requests of a block. */
  @FunctionalInterface
  interface Batch {
    Batch NONE = List::of;

    /** What each of them has done, in their order; fails as the first of them that failed. */
    List<Integer> await() throws FileTrouble;
  }

  private final SmbHostFiles files;
  private final String path;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().name("umzug-smb-", 0).factory());

  Requests(SmbHostFiles files, String path) {
    this.files = files;
    this.path = path;
  }

  Batch send(int length, Work work) {
    List<Future<Integer>> sent = new ArrayList<>();
    for (int at = 0; at < length; at += BYTES) {
      int offset = at;
      int part = Math.min(BYTES, length - at);
      sent.add(threads.submit(() -> work.run(offset, part)));
    }
    return () -> {
      List<Integer> done = new ArrayList<>();
      for (Future<Integer> each : sent) {
        done.add(done(each));
      }
      return done;
    };
  }

  private int done(Future<Integer> request) throws FileTrouble {
    try {
      return request.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new WorkInterrupted("Interrupted while a file is read or written");
    } catch (ExecutionException e) {
      throw files.trouble(path, e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
