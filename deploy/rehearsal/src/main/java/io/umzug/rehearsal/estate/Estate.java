package io.umzug.rehearsal.estate;

import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stand-in estate at work: SQL Servers, XPhone machines, control interface. */
public final class Estate implements AutoCloseable {

  private final EstateFolder folder;
  private final Topology topology;
  private final Memory memory;
  private final Journal journal;
  private final Faults faults;
  private final Machines machines;
  private final Hands hands;
  private final Fingerprints fingerprints;
  private final Deque<AutoCloseable> parts;

  private Estate(
      EstateFolder folder,
      Topology topology,
      Memory memory,
      Journal journal,
      Faults faults,
      SqlServers sqlServers,
      Machines machines,
      Deque<AutoCloseable> parts) {
    this.folder = folder;
    this.topology = topology;
    this.memory = memory;
    this.journal = journal;
    this.faults = faults;
    this.machines = machines;
    this.hands =
        new Hands(new Workplace(folder, topology, memory, journal, faults, sqlServers, machines));
    this.fingerprints = new Fingerprints(folder, topology, memory, sqlServers, machines);
    this.parts = parts;
  }

  /**
   * Creates the estate in its folder, or opens it again as it was.
   *
   * @throws EstateException where the folder belongs to another plan or to a running estate
   */
  public static Estate open(EstateSettings settings) {
    return EstateFoundation.lay(settings);
  }

  static Estate assembled(
      EstateFolder folder,
      Topology topology,
      Memory memory,
      Journal journal,
      Faults faults,
      SqlServers sqlServers,
      Machines machines,
      FileLock lock) {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    parts.push(lock.acquiredBy());
    parts.push(journal);
    parts.push(sqlServers);
    parts.push(SqlBrowsers.start(topology, memory.state().ports(), sqlServers));
    machines.byHost().values().forEach(parts::push);
    return new Estate(folder, topology, memory, journal, faults, sqlServers, machines, parts);
  }

  void openForControl(String token) {
    parts.push(ControlServer.start(this, token, Ports.of(memory.state().ports(), Ports.control())));
  }

  public String controlUrl() {
    return "http://127.0.0.1:%d/".formatted(Ports.of(memory.state().ports(), Ports.control()));
  }

  /** The configuration with which the service finds this estate. */
  public Path configuration() {
    return folder.configuration();
  }

  public EstateStatus status() {
    Memory.State state = memory.state();
    return new EstateStatus(
        true,
        topology.route(),
        topology.plan(),
        topology.layout().downtime(),
        topology.layout().transport(),
        state.rows(),
        topology.backupShare(),
        topology.sqlServers().stream()
            .map(
                place ->
                    new EstateStatus.SqlServerStatus(
                        place.name(),
                        state.sqlServers().contains(place.name()),
                        Ports.of(state.ports(), Ports.sqlServer(place))))
            .toList(),
        state.hosts().values().stream().sorted(Comparator.comparing(XPhoneHost::name)).toList(),
        faults.armed().stream().map(ArmedFault::specification).toList(),
        state.done().stream().sorted().toList());
  }

  public List<Journal.Entry> journalled() {
    return Journal.read(folder.journal());
  }

  public void arm(ArmedFault fault) {
    journal.record("estate", "fault-armed", Map.of("fault", fault.specification()));
    faults.arm(fault);
  }

  public void clear(Fault fault) {
    journal.record("estate", "fault-cleared", Map.of("fault", fault.label()));
    faults.clear(fault);
  }

  HandResult perform(Hand hand, Map<String, String> parameters) throws HandRefused {
    return hands.perform(hand, parameters);
  }

  /**
   * What is on a machine now, to be compared with what was there at another time.
   *
   * @throws IllegalArgumentException where there is no such machine
   */
  public Fingerprint fingerprint(String host) {
    return fingerprints.of(host);
  }

  /** What sc.exe would be told, as {@code key=value} lines; {@code code} is a Win32 error. */
  String serviceControl(String host, String service, String verb) {
    Optional<Machine> machine =
        machines
            .find(host)
            .filter(candidate -> service.equalsIgnoreCase(Topology.SERVICE_NAME))
            .filter(candidate -> memory.state().host(host).installed());
    if (machine.isEmpty()) {
      return "code=" + XPhoneServer.NO_SUCH_SERVICE + "\n";
    }
    XPhoneServer server = machine.get().server();
    int code =
        switch (verb) {
          case "start" ->
              memory.state().host(host).switchedOff()
                  ? XPhoneServer.CANNOT_ACCEPT_CONTROL
                  : server.start();
          case "stop" -> server.stop();
          default -> XPhoneServer.SUCCESS;
        };
    XPhoneHost now = memory.state().host(host);
    return "code=%d\nnumber=%d\nstate=%s\nwin32ExitCode=%d\nserviceExitCode=%d\naccount=%s\n"
        .formatted(
            code,
            now.service().number(),
            now.service(),
            now.win32ExitCode(),
            now.serviceExitCode(),
            now.account());
  }

  /** What IIS would be told, as {@code key=value} lines; {@code code} is a Win32 error. */
  String applicationPool(String host, String pool, String verb, String account) {
    boolean known =
        pool.equalsIgnoreCase(XPhoneHost.POOL)
            && machines.find(host).isPresent()
            && memory.state().host(host).installed();
    if (!known) {
      return "code=1168\n";
    }
    if (verb.equals("set")) {
      memory.changeHost(host, before -> before.withApplicationPool(account));
    }
    return "code=0\naccount=%s\n".formatted(memory.state().host(host).applicationPool());
  }

  Machine machine(String host) {
    return machines.get(host);
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        throw new EstateException("The estate did not end cleanly.", e);
      }
    }
  }
}
