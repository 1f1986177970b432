package io.umzug.infrastructure.host;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.infrastructure.SomeEstate;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshHosts;
import io.umzug.rehearsal.host.OpenSshServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpListenersTest {

  private static final String USER = System.getProperty("user.name");

  @TempDir Path folder;

  private static Estate estate() {
    return SomeEstate.with(
        "e", "/none", new XPhoneHost("NEW", "atlas.xml", "s", "D\\x", "", "", List.of()));
  }

  private static SshHosts behind(OpenSshServer sshd, String fingerprint) {
    SshHost host =
        new SshHost(
            "localhost", sshd.port(), USER, new SshHost.Secret.Key(sshd.key(), null), fingerprint);
    return new SshHosts(Map.of("e", Map.of("DMZ1", host)));
  }

  private static ServerSocket open() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static String silentAddress() throws IOException {
    try (ServerSocket socket = open()) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  @Test
  void what_listens_is_reached_and_what_does_not_is_told_with_its_address() throws IOException {
    TcpListeners listeners = new TcpListeners(SshHosts.NONE);
    try (ServerSocket socket = open()) {
      assertThatCode(() -> listeners.reach("127.0.0.1:" + socket.getLocalPort()))
          .doesNotThrowAnyException();
    }
    String silent = silentAddress();
    assertThatThrownBy(() -> listeners.reach(silent))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(silent + " (127.0.0.1) answers that nothing listens there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "newxp",
        "newxp:",
        ":2231",
        "newxp:0",
        "newxp:65536",
        "newxp:http",
        "a b:1",
        "::1"
      })
  void what_is_no_address_is_told_how_one_is_written(String address) {
    assertThatThrownBy(() -> new TcpListeners(SshHosts.NONE).reach(address))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'" + address + "'")
        .hasMessageContaining("HOST:PORT");
  }

  @Test
  void a_name_that_nobody_knows_is_told() {
    assertThatThrownBy(() -> new TcpListeners(SshHosts.NONE).reach("newxp.invalid:2231"))
        .isInstanceOf(IOException.class)
        .hasMessage("No machine is known by the name newxp.invalid");
  }

  @Test
  void another_machine_sees_what_listens_there() throws IOException {
    assumeTrue(OpenSshServer.isAvailable(), "OpenSSH's server is not installed");
    try (OpenSshServer sshd = OpenSshServer.start(folder, USER);
        ServerSocket socket = open()) {
      TcpListeners listeners = new TcpListeners(behind(sshd, sshd.fingerprint()));
      String address = "127.0.0.1:" + socket.getLocalPort();
      assertThatCode(() -> listeners.reachFrom(estate(), "dmz1", address))
          .doesNotThrowAnyException();
      String silent = silentAddress();
      assertThatThrownBy(() -> listeners.reachFrom(estate(), "DMZ1", silent))
          .hasMessageStartingWith("DMZ1 cannot connect to " + silent);
      assertThatThrownBy(() -> listeners.reachFrom(estate(), "DMZ2", address))
          .hasMessageContaining("the hosts of estate e do not name it");
      TcpListeners strangers = new TcpListeners(behind(sshd, "SHA256:another"));
      assertThatThrownBy(() -> strangers.reachFrom(estate(), "DMZ1", address))
          .isInstanceOfSatisfying(
              FileTrouble.class,
              trouble ->
                  org.assertj.core.api.Assertions.assertThat(trouble.kind())
                      .isEqualTo(FileTrouble.Kind.HOST_KEY_REFUSED));
    }
  }

  @Test
  void a_machine_that_forwards_nothing_says_so_instead_of_a_closed_port() throws IOException {
    assumeTrue(OpenSshServer.isAvailable(), "OpenSSH's server is not installed");
    try (OpenSshServer sshd = OpenSshServer.start(folder, USER, "AllowTcpForwarding no");
        ServerSocket socket = open()) {
      TcpListeners listeners = new TcpListeners(behind(sshd, sshd.fingerprint()));
      assertThatThrownBy(
              () -> listeners.reachFrom(estate(), "DMZ1", "127.0.0.1:" + socket.getLocalPort()))
          .hasMessageContaining("AllowTcpForwarding")
          .message()
          .doesNotContain("cannot connect");
    }
  }
}
