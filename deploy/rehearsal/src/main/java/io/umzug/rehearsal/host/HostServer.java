package io.umzug.rehearsal.host;

import java.io.IOException;

/** A real server at a port of the loopback interface. */
public abstract class HostServer implements AutoCloseable {

  private final ServerProcess process;
  private final int port;

  HostServer(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  public int port() {
    return port;
  }

  /** As a power cut would. */
  public void kill() {
    process.kill();
  }

  /** At the same port. */
  public void startAgain() throws IOException {
    process.startAgain();
  }

  @Override
  public void close() {
    process.kill();
  }
}
