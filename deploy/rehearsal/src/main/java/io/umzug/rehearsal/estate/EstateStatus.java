package io.umzug.rehearsal.estate;

import java.util.List;

/**
 * What the control interface shows of the estate.
 *
 * @param rehearsal always true, on every surface
 * @param rows seeded rows, in all four old databases together
 * @param faults armed, as they are written on the command line
 * @param done hands whose only trace is that they were done
 */
public record EstateStatus(
    boolean rehearsal,
    Route route,
    Plan plan,
    Downtime downtime,
    Transport transport,
    long rows,
    String backupShare,
    List<SqlServerStatus> sqlServers,
    List<XPhoneHost> hosts,
    List<String> faults,
    List<String> done) {

  /** A SQL Server, and where it listens once it is installed. */
  public record SqlServerStatus(String name, boolean installed, int port) {}

  public Layout layout() {
    return new Layout(route, plan, downtime, transport);
  }

  public XPhoneHost host(String name) {
    return hosts.stream()
        .filter(host -> host.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new EstateException("There is no XPhone machine called " + name + "."));
  }
}
