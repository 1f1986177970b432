package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.diagnosis.ConnectionTrouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks SQL Server Browser for an instance's port, as [MC-SQLR] has it. The driver would ask too,
 * but always at port 1434, and could not say what happened: the Browser keeps silent about an
 * instance that it does not know, so that only its list tells that from no Browser at all.
 */
final class SqlServerBrowser {

  private static final int ASK_FOR_ALL = 0x03;
  private static final int ASK_FOR_INSTANCE = 0x04;
  private static final int LARGEST_ANSWER = 65_535;
  private static final int TRIES = 3;
  private static final Duration LONGEST_TRY = Duration.ofSeconds(1);

  private final SqlServerAccess access;
  private final String host;
  private final String instance;

  private SqlServerBrowser(SqlServerAccess access) {
    this.access = access;
    this.host = access.endpoint().host();
    this.instance = access.endpoint().instance();
  }

  /**
   * The TCP port of the instance.
   *
   * @throws SqlServerFailure that says whether nobody answered, or which instances there are
   */
  static int portOf(SqlServerAccess access) {
    return new SqlServerBrowser(access).ask();
  }

  private int ask() {
    try (DatagramSocket socket = new DatagramSocket()) {
      // Connected: an answer of anybody else is not heard, and a closed port is.
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), access.browserPort()));
      socket.setSoTimeout(Math.toIntExact(patience().toMillis()));
      for (int attempt = 0; attempt < TRIES; attempt++) {
        send(socket, question());
        if (attempt > 0) {
          send(socket, new byte[] {ASK_FOR_ALL});
        }
        Integer port = answer(socket);
        if (port != null) {
          return port;
        }
      }
      throw silent(null);
    } catch (UnknownHostException e) {
      throw failure(new ConnectionTrouble.UnknownHost(host), "Unknown host " + host, e);
    } catch (IOException e) {
      throw silent(e);
    }
  }

  private Duration patience() {
    Duration share = access.timeouts().login().dividedBy(TRIES);
    return share.compareTo(LONGEST_TRY) < 0 ? share : LONGEST_TRY;
  }

  private byte[] question() {
    ByteArrayOutputStream question = new ByteArrayOutputStream();
    question.write(ASK_FOR_INSTANCE);
    question.writeBytes(instance.getBytes(StandardCharsets.UTF_8));
    question.write(0);
    return question.toByteArray();
  }

  private static void send(DatagramSocket socket, byte[] question) throws IOException {
    socket.send(new DatagramPacket(question, question.length));
  }

  /** Null where nothing came in time. */
  private @Nullable Integer answer(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST_ANSWER], LARGEST_ANSWER);
    while (true) {
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException _) {
        return null;
      }
      List<BrowserAnswer> instances = BrowserAnswer.parse(packet.getData(), packet.getLength());
      if (!instances.isEmpty()) {
        return portAmong(instances);
      }
    }
  }

  private int portAmong(List<BrowserAnswer> instances) {
    Optional<BrowserAnswer> ours =
        instances.stream().filter(found -> found.instance().equalsIgnoreCase(instance)).findFirst();
    if (ours.isEmpty()) {
      List<String> names = instances.stream().map(BrowserAnswer::instance).sorted().toList();
      throw failure(
          new ConnectionTrouble.UnknownInstance(host, instance, names),
          "SQL Server Browser on %s knows %s".formatted(host, String.join(", ", names)),
          null);
    }
    Integer port = ours.get().tcpPort();
    if (port == null) {
      throw failure(
          new ConnectionTrouble.InstanceWithoutTcp(host, instance),
          "SQL Server Browser on %s gives no TCP port for %s".formatted(host, instance),
          null);
    }
    return port;
  }

  private SqlServerFailure silent(@Nullable IOException cause) {
    return failure(
        new ConnectionTrouble.BrowserSilent(host, access.browserPort(), instance),
        "No answer from SQL Server Browser on %s, UDP port %d%s"
            .formatted(host, access.browserPort(), cause == null ? "" : ": " + cause.getMessage()),
        cause);
  }

  private SqlServerFailure failure(
      ConnectionTrouble trouble, String message, @Nullable Throwable cause) {
    return new SqlServerFailure(access.server(), message, trouble, cause);
  }
}
