package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.tds.BrowserServer;
import io.umzug.rehearsal.tds.BrowserServer.Instance;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A SQL Server Browser for each machine: it names the instances that run there at the moment. */
final class SqlBrowsers implements AutoCloseable {

  private final List<BrowserServer> browsers = new ArrayList<>();

  private SqlBrowsers() {}

  /** Starts one where the estate remembers a port for it; an earlier release chose none. */
  static SqlBrowsers start(Topology topology, Map<String, Integer> ports, SqlServers sqlServers) {
    SqlBrowsers all = new SqlBrowsers();
    for (String host : hosts(topology)) {
      Integer port = ports.get(Ports.browser(host));
      if (port != null) {
        all.start(host, port, topology, ports, sqlServers);
      }
    }
    return all;
  }

  static List<String> hosts(Topology topology) {
    return topology.sqlServers().stream().map(SqlServerPlace::host).distinct().toList();
  }

  private void start(
      String host, int port, Topology topology, Map<String, Integer> ports, SqlServers sqlServers) {
    try {
      browsers.add(
          BrowserServer.start(
              InetAddress.getLoopbackAddress(),
              port,
              () ->
                  topology.sqlServers().stream()
                      .filter(place -> place.host().equals(host))
                      .filter(place -> sqlServers.reached(place).isPresent())
                      .map(place -> told(place, Ports.of(ports, Ports.sqlServer(place))))
                      .toList()));
    } catch (IOException e) {
      close();
      throw new EstateException(
          "SQL Server Browser of %s cannot listen on UDP port %d; it is remembered for this estate and taken by something else."
              .formatted(host, port),
          e);
    }
  }

  private static Instance told(SqlServerPlace place, int port) {
    String version =
        IntStream.of(place.release().version())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("."));
    return new Instance(place.host(), place.instance(), version, port);
  }

  @Override
  public void close() {
    browsers.forEach(BrowserServer::close);
  }
}
