package io.umzug.rehearsal.tds;

import java.time.Duration;

/**
 * The thread behind a listening socket. Closing a socket that a thread waits at does not free its
 * port: the kernel keeps it until that thread has left. So whoever closes one awaits the thread's
 * end, or the next one to listen at the port may find it taken.
 */
public final class Listener {

  private static final Duration AT_MOST = Duration.ofSeconds(5);

  private final Thread thread;

  private Listener(Thread thread) {
    this.thread = thread;
  }

  public static Listener start(String name, Runnable listening) {
    return new Listener(Thread.ofPlatform().daemon().name(name).start(listening));
  }

  /** To be called after the socket was closed; gives up after five seconds. */
  public void awaitEnd() {
    try {
      thread.join(AT_MOST);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
