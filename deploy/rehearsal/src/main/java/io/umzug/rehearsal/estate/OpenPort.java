package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port at which something listens and says nothing: who connects learns just that. */
final class OpenPort implements AutoCloseable {

  private static final int WAITING_AT_MOST = 16;

  private final ServerSocket socket;

  private OpenPort(ServerSocket socket) {
    this.socket = socket;
  }

  static OpenPort at(int port) throws IOException {
    ServerSocket socket = new ServerSocket(port, WAITING_AT_MOST, InetAddress.getLoopbackAddress());
    OpenPort open = new OpenPort(socket);
    Thread.ofVirtual().name("port-" + port).start(open::answer);
    return open;
  }

  private void answer() {
    while (!socket.isClosed()) {
      try {
        socket.accept().close();
      } catch (IOException _) {
        // Closed, or the caller was gone first: the loop's condition tells.
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // It listens no more either way.
    }
  }
}
