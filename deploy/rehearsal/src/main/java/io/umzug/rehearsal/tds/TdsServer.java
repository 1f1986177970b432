package io.umzug.rehearsal.tds;

import io.umzug.rehearsal.tds.Opening.Opened;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server to which clients of SQL Server connect; what they say goes to a {@link SqlBackend}. */
public final class TdsServer implements AutoCloseable {

  private static final Logger LOG = System.getLogger(TdsServer.class.getPackageName());
  private static final int BACKLOG = 50;
  private static final int SECONDS_TO_END = 10;

  private final ServerSocket listener;
  private final SqlBackend backend;
  private final ServerTls tls;
  private final @Nullable KerberosService kerberos;
  private final Listener listening;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ExecutorService connections =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("tds-connection-", 1).factory());

  private TdsServer(
      ServerSocket listener,
      SqlBackend backend,
      ServerTls tls,
      @Nullable KerberosService kerberos) {
    this.listener = listener;
    this.backend = backend;
    this.tls = tls;
    this.kerberos = kerberos;
    this.listening = Listener.start("tds-listener-" + listener.getLocalPort(), this::listen);
  }

  /**
   * Starts to listen.
   *
   * @param address a loopback address, as a rule: whoever reaches the server may try its logins
   * @param port 0 for any that is free
   * @throws IOException where the port is taken
   */
  public static TdsServer start(InetAddress address, int port, SqlBackend backend, ServerTls tls)
      throws IOException {
    return start(address, port, backend, tls, null);
  }

  /**
   * The same in a domain.
   *
   * @param kerberos null where the machine is in none
   */
  public static TdsServer start(
      InetAddress address,
      int port,
      SqlBackend backend,
      ServerTls tls,
      @Nullable KerberosService kerberos)
      throws IOException {
    return new TdsServer(new ServerSocket(port, BACKLOG, address), backend, tls, kerberos);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Ends every connection, cancels what they run, and waits up to 10 seconds for their end. */
  @Override
  public void close() {
    connections.shutdown();
    try (listener) {
      for (Socket socket : sockets) {
        socket.close();
      }
      if (!connections.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "A statement goes on behind the closed server.");
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Closing the server: {0}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    listening.awaitEnd();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        accept(listener.accept());
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.log(Level.WARNING, "A connection could not be accepted: {0}", e.getMessage());
        }
      }
    }
  }

  private void accept(Socket socket) throws IOException {
    if (sockets.size() >= Limits.CONNECTIONS || connections.isShutdown()) {
      LOG.log(Level.WARNING, "A connection too many is closed at once.");
      socket.close();
      return;
    }
    sockets.add(socket);
    connections.execute(() -> serve(socket));
  }

  private void serve(Socket socket) {
    String client = String.valueOf(socket.getRemoteSocketAddress());
    try (socket) {
      Transport transport = new Transport(socket);
      Opened opened = new Opening(transport, backend, tls, kerberos).open();
      if (opened != null) {
        new Conversation(transport, backend, opened).run();
      }
    } catch (IOException e) {
      LOG.log(Level.INFO, "Connection of {0} closed before its login: {1}", client, e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Connection of " + client + " closed", e);
    } finally {
      sockets.remove(socket);
    }
  }
}
