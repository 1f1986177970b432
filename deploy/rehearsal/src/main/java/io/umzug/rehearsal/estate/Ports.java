package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The estate's ports on the loopback interface: chosen once, then remembered. */
final class Ports {

  /**
   * Below the range from which systems take ports for outgoing connections, lest one of those sits
   * there later.
   */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;

  private Ports() {}

  static String webAdmin(String host) {
    return "web-admin " + host;
  }

  static String analytics(String host) {
    return "analytics " + host;
  }

  /** Stands in for port 2230 (F4). */
  static String directory(String host) {
    return "directory " + host;
  }

  /** Stands in for port 2231 (R35). */
  static String webApi(String host) {
    return "web-api " + host;
  }

  static String sqlServer(SqlServerPlace place) {
    return "sql " + place.name();
  }

  /** Stands in for UDP port 1434. */
  static String browser(String host) {
    return "browser " + host;
  }

  static String control() {
    return "control";
  }

  static Map<String, Integer> choose(
      Topology topology, RandomGenerator random, Path estate, PortReservations reservations) {
    List<String> names =
        Stream.of(
                Stream.of(control()),
                topology.sqlServers().stream().map(Ports::sqlServer),
                SqlBrowsers.hosts(topology).stream().map(Ports::browser),
                topology.xphoneHosts().stream().map(Ports::webAdmin),
                topology.xphoneHosts().stream().map(Ports::analytics),
                topology.xphoneHosts().stream().map(Ports::directory),
                topology.xphoneHosts().stream().map(Ports::webApi))
            .flatMap(stream -> stream)
            .toList();
    Map<String, Integer> chosen = new LinkedHashMap<>();
    for (int tries = 0; chosen.size() < names.size(); tries++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      if (!chosen.containsValue(port) && free(port) && reservations.take(port, estate)) {
        chosen.put(names.get(chosen.size()), port);
      }
      if (tries > 10_000) {
        throw new EstateException(
            "No free ports between %d and %d on 127.0.0.1.".formatted(LOWEST, HIGHEST));
      }
    }
    return chosen;
  }

  static int of(Map<String, Integer> ports, String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new EstateException("The estate remembers no port for '" + name + "'.");
    }
    return port;
  }

  /** For TCP and for UDP alike, whichever the port will be for. */
  private static boolean free(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (ServerSocket tcp = new ServerSocket();
        DatagramSocket udp = new DatagramSocket(address)) {
      tcp.bind(address);
      return udp.isBound();
    } catch (IOException _) {
      return false;
    }
  }
}
