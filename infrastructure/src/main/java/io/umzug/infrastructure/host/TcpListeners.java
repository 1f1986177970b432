package io.umzug.infrastructure.host;

import io.umzug.application.host.Listeners;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Connects to TCP addresses. */
public final class TcpListeners implements Listeners {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public void reach(String address) throws IOException {
    int colon = address.lastIndexOf(':');
    InetSocketAddress wanted;
    try {
      wanted =
          new InetSocketAddress(
              address.substring(0, Math.max(colon, 0)),
              Integer.parseInt(address.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new IOException("Not an address of the form HOST:PORT: " + address, e);
    }
    if (colon <= 0) {
      throw new IOException("Not an address of the form HOST:PORT: " + address);
    }
    if (wanted.isUnresolved()) {
      throw new IOException("No machine is known by this name: " + address);
    }
    try (Socket socket = new Socket()) {
      socket.connect(wanted, Math.toIntExact(PATIENCE.toMillis()));
    }
  }
}
