package io.umzug.rehearsal.tds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A port is free as soon as what listened there is closed. */
class ListenerTest {

  /** Without awaiting the listening thread's end about every thirtieth round finds it taken. */
  private static final int ROUNDS = 1_000;

  private final InetAddress loopback = InetAddress.getLoopbackAddress();

  @Test
  void a_browser_closed_leaves_its_port_to_the_next() throws IOException {
    int port;
    try (BrowserServer first = BrowserServer.start(loopback, 0, List::of)) {
      port = first.port();
    }
    for (int round = 0; round < ROUNDS; round++) {
      try (BrowserServer next = BrowserServer.start(loopback, port, List::of)) {
        assertThat(next.port()).isEqualTo(port);
      }
    }
  }

  @Test
  void a_server_closed_leaves_its_port_to_the_next() throws IOException {
    int port;
    try (RunningServer first = RunningServer.start(ServerTls.off())) {
      port = first.port();
    }
    ScriptedBackend backend = new ScriptedBackend();
    for (int round = 0; round < ROUNDS; round++) {
      try (TdsServer next = TdsServer.start(loopback, port, backend, ServerTls.off())) {
        assertThat(next.port()).isEqualTo(port);
      }
    }
  }
}
