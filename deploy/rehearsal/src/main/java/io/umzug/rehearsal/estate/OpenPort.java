package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.tds.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port at which something listens and says nothing: who connects learns just that. */
final class OpenPort implements AutoCloseable {

  private static final int WAITING_AT_MOST = 16;

  private final ServerSocket socket;
  private final Listener listener;

  private OpenPort(ServerSocket socket) {
    this.socket = socket;
    this.listener = Listener.start("port-" + socket.getLocalPort(), this::answer);
  }

  static OpenPort at(int port) throws IOException {
    return new OpenPort(new ServerSocket(port, WAITING_AT_MOST, InetAddress.getLoopbackAddress()));
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
    listener.awaitEnd();
  }
}
