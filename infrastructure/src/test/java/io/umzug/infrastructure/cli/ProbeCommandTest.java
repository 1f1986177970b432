package io.umzug.infrastructure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.umzug.infrastructure.host.HttpPages;
import io.umzug.infrastructure.host.SystemHostNames;
import io.umzug.infrastructure.host.TcpListeners;
import io.umzug.infrastructure.ssh.SshHosts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ProbeCommandTest {

  private final StringWriter out = new StringWriter();

  private int umzug(String... arguments) {
    CommandLine commandLine =
        UmzugCommand.commandLine(
            new ProbeCommand(
                new TcpListeners(SshHosts.NONE),
                new HttpPages(),
                new SystemHostNames(),
                InstantSource.system()));
    PrintWriter writer = new PrintWriter(out, true);
    commandLine.setOut(writer);
    commandLine.setErr(writer);
    return commandLine.execute(arguments);
  }

  @Test
  void each_address_is_told_and_one_that_is_silent_decides() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "localhost:" + socket.getLocalPort();
      assertThat(umzug("probe", "tcp", address)).isEqualTo(ExitCode.DONE.code());
      assertThat(umzug("probe", "tcp", "nonsense", address)).isEqualTo(ExitCode.FAILED.code());
      assertThat(out.toString())
          .contains(address + " answers.", "'nonsense' is no address: it is written HOST:PORT");
    }
  }

  @Test
  void a_page_is_told_with_its_status() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/") ? 200 : 404, -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://localhost:%d/".formatted(server.getAddress().getPort());
      assertThat(umzug("probe", "http", url)).isEqualTo(ExitCode.DONE.code());
      assertThat(umzug("probe", "http", url, url + "webadmin")).isEqualTo(ExitCode.FAILED.code());
      assertThat(out.toString())
          .contains(
              url + " answers with HTTP status 200.",
              url + "webadmin answers with HTTP status 404.");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void names_of_one_machine_are_told_and_a_name_that_nobody_knows() {
    assertThat(umzug("probe", "name", "localhost", "127.0.0.1")).isEqualTo(ExitCode.DONE.code());
    assertThat(out.toString())
        .contains("localhost and 127.0.0.1 lead to the same machine, 127.0.0.1.");
    assertThat(umzug("probe", "name", "newxp.invalid")).isEqualTo(ExitCode.FAILED.code());
    assertThat(out.toString()).contains("No machine is known by the name newxp.invalid");
  }
}
