package io.umzug.rehearsal.tds;

/**
 * The client's wish that the running statement end. It is repeated until the statement has ended,
 * because the first one may come a moment before the session has anything to cancel.
 */
final class Cancellation {

  private static final long AGAIN_AFTER_MILLIS = 50;

  private final Runnable hangUp;
  private SqlSession session;
  private volatile boolean vanished;
  private boolean running;
  private boolean insisting;
  private volatile int wanted;

  /**
   * @param hangUp cuts the connection
   */
  Cancellation(SqlSession session, Runnable hangUp) {
    this.session = session;
    this.hangUp = hangUp;
  }

  /** The client is gone without a word, and so there is nobody whose wish could count. */
  void clientVanished() {
    vanished = true;
    hangUp.run();
  }

  boolean hasVanished() {
    return vanished;
  }

  /** Whether what runs now is to end. */
  boolean isWanted() {
    return wanted > 0;
  }

  synchronized void want() {
    if (vanished) {
      return;
    }
    wanted++;
    if (!insisting) {
      insisting = true;
      Thread.ofVirtual().name("tds-cancel-" + session.spid()).start(this::insist);
    }
  }

  /** One wish has been answered. */
  synchronized void granted() {
    wanted--;
    notifyAll();
  }

  synchronized void started(SqlSession runs) {
    session = runs;
    running = true;
  }

  synchronized void ended() {
    running = false;
  }

  /** The session will run nothing any more. */
  synchronized void over() {
    wanted = 0;
    notifyAll();
  }

  private synchronized void insist() {
    try {
      while (wanted > 0) {
        if (running) {
          session.cancel();
        }
        wait(AGAIN_AFTER_MILLIS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      insisting = false;
    }
  }
}
