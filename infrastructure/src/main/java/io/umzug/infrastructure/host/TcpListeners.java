package io.umzug.infrastructure.host;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.host.Listeners;
import io.umzug.infrastructure.ssh.SshConnection;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshHosts;
import io.umzug.infrastructure.ssh.SshTroubles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.OpenFailException.Reason;

/** Connects to TCP addresses from here, or through a machine behind SSH. */
public final class TcpListeners implements Listeners {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SshHosts hosts;

  /**
   * @param hosts the machines from which an address can be tried, too
   */
  public TcpListeners(SshHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public void reach(String address) throws IOException {
    TcpAddress wanted = TcpAddress.of(address);
    InetSocketAddress resolved = new InetSocketAddress(wanted.host(), wanted.port());
    if (resolved.isUnresolved()) {
      throw SystemHostNames.unknown(wanted.host(), null);
    }
    try (Socket socket = new Socket()) {
      socket.connect(resolved, Math.toIntExact(PATIENCE.toMillis()));
    } catch (SocketTimeoutException e) {
      throw new IOException(
          "%s (%s) does not answer within %d s: it is off, or a firewall drops what is sent to it"
              .formatted(address, resolved.getAddress().getHostAddress(), PATIENCE.toSeconds()),
          e);
    } catch (IOException e) {
      String said = String.valueOf(e.getMessage());
      throw new IOException(
          (said.contains("refused")
                  ? "%s (%s) answers that nothing listens there: %s"
                  : "%s (%s) cannot be reached: %s")
              .formatted(address, resolved.getAddress().getHostAddress(), said),
          e);
    }
  }

  /** By a forwarded connection, which the machine's SSH server opens itself. */
  @Override
  public void reachFrom(Estate estate, String machine, String address) throws IOException {
    TcpAddress wanted = TcpAddress.of(address);
    SshHost host =
        hosts
            .of(estate.name(), machine)
            .orElseThrow(
                () ->
                    new IOException(
                        "Nothing can be tried from %s: the hosts of estate %s do not name it"
                            .formatted(machine, estate.name())));
    try (SshConnection connection = SshConnection.open(host, PATIENCE);
        var _ = connection.client().newDirectConnection(wanted.host(), wanted.port())) {
      // It is reached.
    } catch (FileTrouble e) {
      throw e;
    } catch (OpenFailException e) {
      throw new IOException(sentence(e, machine, address), e);
    } catch (IOException e) {
      throw SshTroubles.of(host.place(), address, e);
    }
  }

  private static String sentence(OpenFailException e, String machine, String address) {
    Reason reason = e.getReason();
    if (reason == Reason.CONNECT_FAILED) {
      return "%s cannot connect to %s: %s".formatted(machine, address, e.getMessage());
    }
    if (reason == Reason.ADMINISTRATIVELY_PROHIBITED) {
      return "The SSH server of %s forwards no connections (AllowTcpForwarding), so that %s cannot be tried from it: %s"
          .formatted(machine, address, e.getMessage());
    }
    return "%s could not be tried from %s: %s %s"
        .formatted(address, machine, reason, e.getMessage());
  }
}
