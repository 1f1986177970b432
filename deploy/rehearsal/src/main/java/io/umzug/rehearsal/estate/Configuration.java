package io.umzug.rehearsal.estate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the configuration with which the service finds the estate (U2). */
final class Configuration {

  /** Under which the service of a server that nobody gave an account is known to SQL Server. */
  private static final String OLD_ACCOUNT = XPhoneHost.onSqlServer(XPhoneHost.LOCAL_SYSTEM);

  private final EstateFolder folder;
  private final Topology topology;
  private final Map<String, Integer> ports;

  Configuration(EstateFolder folder, Topology topology, Map<String, Integer> ports) {
    this.folder = folder;
    this.topology = topology;
    this.ports = ports;
  }

  void write() {
    EstateFolder.write(folder.configuration(), text().getBytes(StandardCharsets.UTF_8));
  }

  String text() {
    return """
    # REHEARSAL: written by the rehearsal estate at every start; changes made here are lost.
    umzug:
      rehearsal: true
      secrets:
        folder: %s
      estates:
        - name: rehearsal
          title: "REHEARSAL %s"
          route: %s
          source-version: V%d
          target-version: V%d
          backup-folder: %s
          verification: checksum
          mounts:
            - { unc: %s, folder: %s }
          sql-servers:
    %s      databases:
    %s%s%s"""
        .formatted(
            quoted(folder.secrets()),
            topology.layout().inWords(),
            route(),
            topology.route().version(),
            targetVersion(),
            quoted(topology.backupShare()),
            quoted(topology.backupShare()),
            quoted(folder.backupShare()),
            topology.sqlServers().stream().map(this::sqlServer).collect(Collectors.joining()),
            topology.placements().stream()
                .map(Configuration::database)
                .collect(Collectors.joining()),
            xphones(),
            v4());
  }

  private int targetVersion() {
    return topology.route() == Route.SQL_EXPRESS ? topology.route().version() : XPhoneSchema.V9;
  }

  /** The name of a V4's machine, and where its Migrations-Manager leaves the users for R7. */
  private String v4() {
    if (topology.route() != Route.V4) {
      return "";
    }
    Path users = folder.transfer().resolve(Artefact.USERS.folder()).resolve(V4Folder.USERS_FILE);
    return "      source-machine: %s\n      users-csv: %s\n"
        .formatted(Topology.V4_HOST, quoted(users));
  }

  private String route() {
    return switch (topology.route()) {
      case V4 -> "transfer";
      case V5, V6, V7, V8 -> "relocation";
      case SQL_EXPRESS -> "sql-express-update";
    };
  }

  private String sqlServer(SqlServerPlace place) {
    return """
            - name: %s
              host: 127.0.0.1
              port: %d
    %s          user: sa
              credential: %s
              encrypt: 'true'
              trust-server-certificate: true
              data-sources: %s
    """
        .formatted(
            quoted(place.name()),
            Ports.of(ports, Ports.sqlServer(place)),
            browser(place),
            place.credential(),
            list(place.spellings(topology.targetHost())));
  }

  /** Empty where an earlier release laid the estate, which has no such port then. */
  private String browser(SqlServerPlace place) {
    Integer port = ports.get(Ports.browser(place.host()));
    return port == null ? "" : "          browser-port: %d\n".formatted(port);
  }

  private static String database(Topology.Placement placement) {
    return "        - { name: %s, source: %s, target: %s%s }\n"
        .formatted(
            placement.database(),
            quoted(placement.source()),
            quoted(placement.target()),
            placement.intermediate().isEmpty()
                ? ""
                : ", intermediate: " + quoted(placement.intermediate()));
  }

  /** The XPhone servers of the sites; a V4 is none that could be worked on from outside (R3). */
  private String xphones() {
    String targetAccount =
        topology.route() == Route.SQL_EXPRESS ? OLD_ACCOUNT : Topology.SERVICE_ACCOUNT;
    StringBuilder xphones = new StringBuilder();
    xphones.append(xphone("xphone", topology.targetHost(), targetAccount));
    if (topology.route() != Route.V4) {
      xphones.append(xphone("source-xphone", Topology.OLD_HOST, OLD_ACCOUNT));
    }
    if (topology.hasIntermediate()) {
      xphones.append(xphone("intermediate-xphone", Topology.INTERMEDIATE_HOST, OLD_ACCOUNT));
    }
    return xphones.toString();
  }

  private String xphone(String key, String host, String account) {
    XPhoneFolder files = new XPhoneFolder(host, folder.xphone(host), InstantSource.system());
    return """
          %s:
            host: %s
            atlas-file: %s
            service-name: %s
            service-control: %s
            application-pool: { may-set: true, appcmd: %s, powershell: %s }
            service-account: %s
            web-admin-url: %s
            analytics-url: %s
            kept-files: %s
    %s        backup-manager-log:
              file: %s
              backup-succeeded: [%s]
              restore-succeeded: [%s]
    """
        .formatted(
            key,
            host,
            quoted(files.atlas()),
            quoted(Topology.SERVICE_NAME),
            list(serviceControl(host)),
            list(standIn(ApplicationPoolCommand.class, host)),
            list(standIn(PowerShellCommand.class, host)),
            quoted(account),
            quoted("http://127.0.0.1:%d/".formatted(Ports.of(ports, Ports.webAdmin(host)))),
            quoted("http://127.0.0.1:%d/".formatted(Ports.of(ports, Ports.analytics(host)))),
            list(files.keptFiles().stream().map(Path::toString).toList()),
            address("directory-address", Ports.directory(host))
                + address("web-api-address", Ports.webApi(host)),
            quoted(files.backupManagerLog()),
            quoted(BackupManagerHands.BACKUP_SUCCEEDED),
            quoted(BackupManagerHands.RESTORE_SUCCEEDED));
  }

  /** Empty where an earlier release laid the estate, which has no such port then. */
  private String address(String key, String port) {
    return ports.containsKey(port)
        ? "        %s: %s\n".formatted(key, quoted("127.0.0.1:" + Ports.of(ports, port)))
        : "";
  }

  /** The command that stands in for sc.exe; the verb and the service's name are to follow. */
  List<String> serviceControl(String host) {
    return standIn(ServiceControlCommand.class, host);
  }

  /** A program of Windows' by a class of this estate. */
  private List<String> standIn(Class<?> program, String host) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-cp",
        ownClassPath(),
        program.getName(),
        folder.root().toString(),
        host);
  }

  private static String ownClassPath() {
    try {
      return Path.of(
              ServiceControlCommand.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI())
          .toString();
    } catch (java.net.URISyntaxException e) {
      throw new EstateException("The estate does not find its own program.", e);
    }
  }

  private static String list(List<String> texts) {
    return texts.stream().map(Configuration::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(Object text) {
    return "'" + text.toString().replace("'", "''") + "'";
  }
}
