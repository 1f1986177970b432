package io.umzug.infrastructure.sqlserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lies between a client and the stand-in; cuts the connection at a request of choice, or plays
 * dead.
 */
final class CuttingProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile int cutAt = Integer.MAX_VALUE;
  private volatile boolean deliver;
  private volatile boolean silent;

  CuttingProxy(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /**
   * The next connection dies at its n-th piece from the client.
   *
   * @param delivered whether that piece still reaches the server, whose answer is lost
   */
  void cutAt(int n, boolean delivered) {
    requests.set(0);
    cutAt = n;
    deliver = delivered;
  }

  /** From now on nothing goes either way, and every connection stands. */
  void fallSilent() {
    silent = true;
  }

  /** How many pieces the client has sent since. */
  int requests() {
    return requests.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> toServer(client, server));
        Thread.ofVirtual().start(() -> toClient(server, client));
      } catch (IOException _) {
        // Closed.
      }
    }
  }

  private void toServer(Socket client, Socket server) {
    byte[] piece = new byte[64 * 1024];
    try (client;
        server;
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream()) {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        if (silent) {
          continue;
        }
        boolean cut = requests.incrementAndGet() >= cutAt;
        if (!cut || deliver) {
          out.write(piece, 0, n);
          out.flush();
        }
        if (cut) {
          client.close();
          return;
        }
      }
    } catch (IOException _) {
      // One side is gone, and so is the other now.
    }
  }

  private static void toClient(Socket server, Socket client) {
    try (server;
        client) {
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException _) {
      // One side is gone, and so is the other now.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
