package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.tds.SqlBackend;
import io.umzug.rehearsal.tds.SqlServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Lays an estate's foundation in a folder, or takes up what lies there. */
final class EstateFoundation {

  private static final String CREATED = "estate-created";
  private static final SecureRandom CHANCE = new SecureRandom();

  private final EstateSettings settings;
  private final EstateFolder folder;
  private final Memory memory;
  private final Topology topology;
  private final Journal journal;
  private final Faults faults;
  private final SqlServers sqlServers;

  private EstateFoundation(EstateSettings settings, EstateFolder folder) {
    this.settings = settings;
    this.folder = folder;
    this.memory = remembered(settings, folder);
    this.topology = Topology.of(memory.state().layout());
    this.journal = Journal.open(folder.journal(), settings.clock());
    this.faults = Faults.open(folder.faults());
    Shares shares = new Shares();
    shares.add(topology.backupShare(), folder.backupShare());
    this.sqlServers =
        new SqlServers(
            folder,
            memory.state().ports(),
            new ListeningSqlServers(shares, faults, journal, folder.keyStore()));
  }

  static Estate lay(EstateSettings settings) {
    EstateFolder folder = new EstateFolder(settings.folder());
    FileLock lock = folder.lock();
    try {
      return new EstateFoundation(settings, folder).lay(lock);
    } catch (RuntimeException e) {
      release(lock);
      throw e;
    }
  }

  private Estate lay(FileLock lock) {
    Machines machines = machines();
    Estate estate =
        Estate.assembled(folder, topology, memory, journal, faults, sqlServers, machines, lock);
    try {
      String token = secrets();
      journal.record(
          "estate",
          "estate-started",
          Map.of("route", topology.route().label(), "plan", topology.plan().name()));
      armFaults();
      topology.sqlServers().stream()
          .filter(place -> memory.state().sqlServers().contains(place.name()))
          .forEach(sqlServers::start);
      seed();
      machines.byHost().values().forEach(machine -> machine.server().resume());
      powerOnAgain(machines);
      firstDay(machines);
      EstateFolder.writePrivate(folder.controlUrl(), estate.controlUrl());
      estate.openForControl(token);
      new Configuration(folder, topology, memory.state().ports()).write();
      return estate;
    } catch (RuntimeException e) {
      estate.close();
      throw e;
    }
  }

  private static Memory remembered(EstateSettings settings, EstateFolder folder) {
    if (!Memory.exists(folder)) {
      return Memory.create(folder, atFirst(settings));
    }
    Memory memory = Memory.open(folder);
    Layout layout = memory.state().layout();
    settings
        .plan()
        .filter(plan -> layout.route() != Route.SQL_EXPRESS)
        .ifPresent(plan -> same(folder, "plan " + layout.plan(), "plan " + plan));
    settings
        .route()
        .ifPresent(
            route -> same(folder, "route " + layout.route().label(), "route " + route.label()));
    settings
        .downtime()
        .ifPresent(
            downtime ->
                same(
                    folder, "updates " + layout.downtime().label(), "updates " + downtime.label()));
    settings
        .transport()
        .ifPresent(
            transport ->
                same(
                    folder,
                    "transport by " + layout.transport().label(),
                    "transport by " + transport.label()));
    if (settings.rows().isPresent() && settings.rows().get() != memory.state().rows()) {
      throw new EstateException(
          "The estate in %s was seeded with %d rows, not %d. Give another --data folder."
              .formatted(folder.root(), memory.state().rows(), settings.rows().get()));
    }
    return memory;
  }

  private static void same(EstateFolder folder, String is, String wished) {
    if (!is.equals(wished)) {
      throw new EstateException(
          "The estate in %s was laid out for %s; it cannot become one for %s. Give another --data folder."
              .formatted(folder.root(), is, wished));
    }
  }

  private static Memory.State atFirst(EstateSettings settings) {
    Topology topology = Topology.of(wished(settings));
    Map<String, XPhoneHost> hosts = new LinkedHashMap<>();
    topology.xphoneHosts().forEach(host -> hosts.put(host, XPhoneHost.bare(host)));
    hosts.put(
        topology.oldHost(),
        XPhoneHost.bare(topology.oldHost())
            .withVersion(topology.route().version())
            .withWizardCompleted());
    Set<String> sqlServers = new TreeSet<>();
    topology.sqlServersAtFirst().forEach(place -> sqlServers.add(place.name()));
    return Memory.State.of(
        topology.layout(),
        settings.rows().orElse(EstateSettings.DEFAULT_ROWS),
        Ports.choose(
            topology,
            CHANCE,
            new EstateFolder(settings.folder()).root(),
            PortReservations.ofThisMachine()),
        sqlServers,
        hosts);
  }

  private static Layout wished(EstateSettings settings) {
    try {
      return Layout.wished(
          settings.route(), settings.plan(), settings.downtime(), settings.transport());
    } catch (IllegalArgumentException e) {
      throw new EstateException(String.valueOf(e.getMessage()), e);
    }
  }

  private Machines machines() {
    Map<String, Machine> machines = new LinkedHashMap<>();
    List<String> databases =
        topology.placements().stream().map(Topology.Placement::database).toList();
    for (String host : topology.xphoneHosts()) {
      XPhoneFolder files = new XPhoneFolder(host, folder.xphone(host), settings.clock());
      XPhoneDatabases doors = new XPhoneDatabases(host, topology, sqlServers);
      XPhonePages pages = new XPhonePages(host, topology.plan(), memory, journal);
      XPhoneStartup startup = new XPhoneStartup(host, files, doors, databases, faults, journal);
      XPhoneServer server =
          new XPhoneServer(host, memory, journal, files, startup, pages, settings.startDelay());
      machines.put(host, new Machine(host, files, doors, startup, pages, server));
    }
    return new Machines(machines);
  }

  private String secrets() {
    try {
      Files.createDirectories(folder.backupShare());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the backup share", e);
    }
    for (SqlServerPlace place : topology.sqlServers()) {
      if (!Files.exists(folder.password(place))) {
        EstateFolder.writePrivate(folder.password(place), random(12) + "aA1!");
      }
    }
    if (!Files.exists(folder.controlToken())) {
      EstateFolder.writePrivate(folder.controlToken(), random(32));
    }
    return EstateFolder.read(folder.controlToken()).trim();
  }

  /** The same command line at a re-start must not arm again what has struck already. */
  private void armFaults() {
    List<ArmedFault> wanted = settings.faults().stream().map(ArmedFault::parse).toList();
    List<String> specifications = wanted.stream().map(ArmedFault::specification).toList();
    if (!wanted.isEmpty() && !specifications.equals(memory.state().faultsAtStart())) {
      memory.change(before -> before.withFaultsAtStart(specifications));
      for (ArmedFault fault : wanted) {
        journal.record("estate", "fault-armed", Map.of("fault", fault.specification()));
        faults.arm(fault);
      }
    }
  }

  /** A database whose rows are not complete, because of a kill, is made anew. */
  private void seed() {
    Seeds seeds = new Seeds(memory.state().rows(), topology.route().version());
    for (Topology.Placement placement : topology.placements()) {
      boolean comesFromSomewhere = !placement.source().isEmpty();
      if (comesFromSomewhere && !memory.state().seeded().contains(placement.database())) {
        SqlServerPlace place = topology.sqlServer(placement.source()).orElseThrow();
        try {
          seed(seeds, place, placement.database());
        } catch (SqlServerException e) {
          throw new EstateException(
              "%s on %s cannot be seeded: error %d, %s"
                  .formatted(
                      placement.database(), place.name(), e.error().number(), e.getMessage()),
              e);
        }
        memory.change(before -> before.withSeeded(placement.database()));
      }
    }
  }

  private void seed(Seeds seeds, SqlServerPlace place, String database) throws SqlServerException {
    SqlBackend server = sqlServers.reached(place).orElseThrow();
    try (SqlConsole console = SqlConsole.open(server, login(place, "master"))) {
      String literal = SqlConsole.literal(database);
      if (!console.texts("SELECT name FROM sys.databases WHERE name = " + literal).isEmpty()) {
        console.run("DROP DATABASE " + SqlConsole.quoted(database));
      }
      console.run("CREATE DATABASE " + SqlConsole.quoted(database));
      console.run("ALTER DATABASE " + SqlConsole.quoted(database) + " SET RECOVERY SIMPLE");
    }
    try (SqlConsole console = SqlConsole.open(server, login(place, database))) {
      seeds.sow(console, database);
    }
    journal.record(place.name(), "database-seeded", Map.of("database", database));
  }

  private SqlBackend.Login login(SqlServerPlace place, String database) {
    return sqlServers.saLogin(place, database, "REHEARSAL estate", Topology.OLD_HOST);
  }

  /** What a kill caught between power off and power on starts again with its machine. */
  private void powerOnAgain(Machines machines) {
    for (Machine machine : machines.byHost().values()) {
      if (memory.state().isToStart(machine.host())) {
        machine.server().start();
        machine.server().awaitSettled();
        memory.change(before -> before.withoutToStart(machine.host()));
      }
    }
  }

  /** The old server was installed long ago and runs. */
  private void firstDay(Machines machines) {
    if (memory.state().done().contains(CREATED)) {
      return;
    }
    if (topology.route() == Route.V4) {
      new V4Folder(folder.v4()).install(memory.state().rows());
    } else {
      firstDay(machines.get(Topology.OLD_HOST));
    }
    memory.change(before -> before.withDone(CREATED));
  }

  private void firstDay(Machine old) {
    Map<String, String> dataSources = new LinkedHashMap<>();
    topology
        .placements()
        .forEach(
            placement ->
                dataSources.put(
                    placement.database(),
                    "(local)" + placement.source().substring(Topology.OLD_HOST.length())));
    int version = topology.route().version();
    old.folder().install(version, dataSources);
    old.folder().installLicence("REHEARSAL-V%d-%s".formatted(version, Topology.OLD_HOST));
    old.server().start();
    if (old.server().awaitSettled() != ServiceState.RUNNING) {
      throw new EstateException(
          "The old XPhone server does not start; its log is %s"
              .formatted(folder.xphone(Topology.OLD_HOST).resolve(XPhoneFolder.LOG)));
    }
  }

  private static String random(int bytes) {
    byte[] chance = new byte[bytes];
    CHANCE.nextBytes(chance);
    return HexFormat.of().formatHex(chance);
  }

  private static void release(FileLock lock) {
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot let go of the estate's lock", e);
    }
  }
}
