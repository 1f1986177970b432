package io.umzug.rehearsal.estate;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The stand-in for the XPhone service of one machine: a Windows service whose start looks at
 * atlas.xml and the databases as the real one must.
 */
final class XPhoneServer implements AutoCloseable {

  /** Win32 error codes of the service control manager. */
  static final int SUCCESS = 0;

  static final int ALREADY_RUNNING = 1056;
  static final int NO_SUCH_SERVICE = 1060;
  static final int CANNOT_ACCEPT_CONTROL = 1061;
  static final int NOT_STARTED = 1062;
  private static final int SERVICE_SPECIFIC_ERROR = 1066;
  private static final int PROCESS_ABORTED = 1067;

  private final String host;
  private final Memory memory;
  private final Journal journal;
  private final XPhoneFolder folder;
  private final XPhoneStartup startup;
  private final XPhonePages pages;
  private final Duration startDelay;
  private List<SqlConsole> sessions = List.of();
  private boolean closed;

  XPhoneServer(
      String host,
      Memory memory,
      Journal journal,
      XPhoneFolder folder,
      XPhoneStartup startup,
      XPhonePages pages,
      Duration startDelay) {
    this.host = host;
    this.memory = memory;
    this.journal = journal;
    this.folder = folder;
    this.startup = startup;
    this.pages = pages;
    this.startDelay = startDelay;
  }

  /** The machine is there again: what ran runs, what was in between has ended. */
  synchronized void resume() {
    switch (state()) {
      case STOPPED -> {}
      case RUNNING -> {
        reconnect();
        pages.open();
      }
      case STOP_PENDING -> settle(ServiceState.STOPPED, SUCCESS, 0);
      case START_PENDING -> {
        settle(ServiceState.STOPPED, PROCESS_ABORTED, StartFailure.TERMINATED.exitCode());
        failed(StartFailure.TERMINATED, "The service ended unexpectedly while it started.");
      }
    }
  }

  private void reconnect() {
    try {
      sessions = startup.resume(memory.state().host(host).account());
    } catch (StartAborted e) {
      folder.log("WRN", "Goes on without its databases: " + e.getMessage());
    }
  }

  /** Asks for a start, as {@code sc start} does; it goes on by itself. */
  synchronized int start() {
    if (!memory.state().host(host).installed()) {
      return NO_SUCH_SERVICE;
    }
    if (state() != ServiceState.STOPPED) {
      return ALREADY_RUNNING;
    }
    settle(ServiceState.START_PENDING, SUCCESS, 0);
    Thread.ofVirtual().name("xphone-start-" + host).start(this::bringUp);
    return SUCCESS;
  }

  /** Asks for a stop, as {@code sc stop} does. */
  synchronized int stop() {
    if (!memory.state().host(host).installed()) {
      return NO_SUCH_SERVICE;
    }
    return switch (state()) {
      case STOPPED -> NOT_STARTED;
      case START_PENDING, STOP_PENDING -> CANNOT_ACCEPT_CONTROL;
      case RUNNING -> {
        settle(ServiceState.STOP_PENDING, SUCCESS, 0);
        Thread.ofVirtual().name("xphone-stop-" + host).start(this::bringDown);
        yield SUCCESS;
      }
    };
  }

  synchronized ServiceState state() {
    return memory.state().host(host).service();
  }

  /** Waits until the service is neither starting nor stopping. */
  synchronized ServiceState awaitSettled() {
    try {
      while (!closed
          && (state() == ServiceState.START_PENDING || state() == ServiceState.STOP_PENDING)) {
        wait();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return state();
  }

  /** Stops the service if it runs and waits for the end; false where it did not run. */
  boolean stopAndWait() {
    awaitSettled();
    boolean ran = stop() == SUCCESS;
    awaitSettled();
    return ran;
  }

  private void bringUp() {
    XPhoneHost software = memory.state().host(host);
    try {
      Thread.sleep(startDelay);
      if (!ended()) {
        up(software, startup.run(software.version(), software.account()));
      }
    } catch (StartAborted e) {
      down(e.failure(), String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      down(StartFailure.DATABASE_ERROR, "Unexpected: " + e);
    }
  }

  private synchronized boolean ended() {
    return closed;
  }

  private synchronized void up(XPhoneHost software, List<SqlConsole> opened) {
    if (closed) {
      opened.forEach(SqlConsole::close);
      return;
    }
    sessions = opened;
    pages.open();
    folder.log("INF", "Service started, version " + software.version());
    journal.record(
        host,
        "service-started",
        Map.of(
            "service",
            Topology.SERVICE_NAME,
            "account",
            software.account(),
            "version",
            "V" + software.version()));
    settle(ServiceState.RUNNING, SUCCESS, 0);
  }

  private synchronized void down(StartFailure failure, String text) {
    if (!closed) {
      failed(failure, text);
      settle(ServiceState.STOPPED, SERVICE_SPECIFIC_ERROR, failure.exitCode());
    }
  }

  private void failed(StartFailure failure, String text) {
    folder.log("ERR", text);
    folder.log("ERR", "Service ends with exit code " + failure.exitCode());
    journal.record(
        host,
        "service-start-failed",
        Map.of("service", Topology.SERVICE_NAME, "reason", failure.name(), "text", text));
  }

  private synchronized void bringDown() {
    pages.close();
    letGo();
    folder.log("INF", "Service stopped");
    journal.record(host, "service-stopped", Map.of("service", Topology.SERVICE_NAME));
    settle(ServiceState.STOPPED, SUCCESS, 0);
  }

  private synchronized void settle(ServiceState state, int win32, int specific) {
    memory.changeHost(host, before -> before.withService(state, win32, specific));
    notifyAll();
  }

  private void letGo() {
    sessions.forEach(SqlConsole::close);
    sessions = List.of();
  }

  /** The estate ends; the machine remembers what it was doing. */
  @Override
  public synchronized void close() {
    closed = true;
    pages.close();
    letGo();
    notifyAll();
  }
}
