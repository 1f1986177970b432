package io.umzug.rehearsal.tds;

/**
 * The client's wish that the running statement end. It is repeated until the statement has ended,
 * because the first one may come a moment before the session has anything to cancel.
 */
final class Cancellation {

  private static final long AGAIN_AFTER_MILLIS = 50;

  private SqlSession session;
  private boolean running;
  private boolean insisting;
  private volatile int wanted;

  Cancellation(SqlSession session) {
    this.session = session;
  }

  /** Whether what runs now is to end. */
  boolean isWanted() {
    return wanted > 0;
  }

  synchronized void want() {
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
