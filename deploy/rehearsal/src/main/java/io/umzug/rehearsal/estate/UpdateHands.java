package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hands of the way from version to version, and back (R9–R15). */
final class UpdateHands {

  private final Workplace work;

  UpdateHands(Workplace work) {
    this.work = work;
  }

  /** The next version's setup (R9); the service is not started by it (F4). */
  HandResult update(Map<String, String> parameters) throws HandRefused {
    Machine machine = work.installedMachine(parameters);
    int to = version(parameters);
    int from = work.software(machine).version();
    if (to == from) {
      return new HandResult(Hand.UPDATE_XPHONE.label(), false, "V%d is installed.".formatted(to));
    }
    if (to == XPhoneSchema.V9) {
      throw new HandRefused("From V8 to V9 leads the relocation (R16), not an update in place.");
    }
    install(machine, to);
    work.journal()
        .record(machine.host(), "xphone-updated", Map.of("from", "V" + from, "to", "V" + to));
    work.memory().changeHost(machine.host(), before -> before.withVersion(to));
    return new HandResult(
        Hand.UPDATE_XPHONE.label(),
        true,
        "V%d is installed on %s; the service is not started (F4).".formatted(to, machine.host()));
  }

  /**
   * Stops the service and lays down the files of a version over those of the one before it.
   *
   * @throws HandRefused where a version would be left out (R9), or where the last update's changes
   *     of the databases are not complete (R12)
   */
  void install(Machine machine, int to) throws HandRefused {
    XPhoneHost software = work.software(machine);
    if (to < software.version()) {
      throw new HandRefused(
          "V%d is installed on %s; an older version comes back by put-back-software."
              .formatted(software.version(), machine.host()));
    }
    if (to > software.version() + 1) {
      throw new HandRefused(
          "V%d is installed on %s: the next update is V%d, and no version may be left out (R9)."
              .formatted(software.version(), machine.host(), software.version() + 1));
    }
    refuseUnfinished(machine, software);
    machine.server().stopAndWait();
    try {
      machine.folder().update(to);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder of %s".formatted(machine.host()), e);
    }
  }

  private static void refuseUnfinished(Machine machine, XPhoneHost software) throws HandRefused {
    try {
      List<String> unfinished =
          machine.startup().unfinished(software.version(), software.account());
      if (!unfinished.isEmpty()) {
        throw new HandRefused(
            "V%d has not been restarted since its update (R12): %s. Start the service, let it run, and restart it once."
                .formatted(software.version(), String.join("; ", unfinished)));
      }
    } catch (StartAborted e) {
      throw new HandRefused("The setup cannot look into the databases: " + e.getMessage());
    }
  }

  /** In a rollback: an earlier version again; atlas.xml and databases stay as they are. */
  HandResult putBack(Map<String, String> parameters) throws HandRefused {
    Machine machine = work.installedMachine(parameters);
    int to = version(parameters);
    int from = work.software(machine).version();
    if (to > from) {
      throw new HandRefused(
          "V%d is installed on %s, older than V%d: there is nothing to go back from."
              .formatted(from, machine.host(), to));
    }
    boolean changed = machine.server().stopAndWait();
    work.memory().change(before -> before.withoutDoneAbove(machine.host(), to));
    if (to != from) {
      work.journal()
          .record(machine.host(), "software-put-back", Map.of("from", "V" + from, "to", "V" + to));
      work.memory().changeHost(machine.host(), before -> before.withVersion(to));
      changed = true;
    }
    return new HandResult(
        Hand.PUT_BACK_SOFTWARE.label(),
        changed,
        "V%d is there again on %s; the service is stopped.".formatted(to, machine.host()));
  }

  /** A snapshot of the virtual machine, taken while it is powered off (R11). */
  HandResult takeVmSnapshot(Map<String, String> parameters) throws HandRefused {
    Machine machine = work.machine(parameters);
    String version = "%s V%d".formatted(machine.host(), work.software(machine).version());
    String name = parameters.getOrDefault("name", version);
    String trace = "%s %s %s".formatted(Hand.TAKE_VM_SNAPSHOT.label(), version, name);
    boolean changed = !work.isDone(trace);
    if (changed) {
      powerOff(machine);
      work.journal().record(machine.host(), "vm-snapshot-taken", Map.of("name", name));
      work.memory().change(before -> before.withDone(trace));
      powerOn(machine);
    }
    return new HandResult(
        Hand.TAKE_VM_SNAPSHOT.label(),
        changed,
        "VM snapshot '%s' of %s, taken while it was powered off (R11)."
            .formatted(name, machine.host()));
  }

  private void powerOff(Machine machine) {
    if (machine.server().awaitSettled() == ServiceState.RUNNING) {
      work.memory().change(before -> before.withToStart(machine.host()));
    }
    machine.server().stopAndWait();
    sqlServersOn(machine).forEach(work.sqlServers()::stop);
    work.journal().record(machine.host(), "machine-powered-off", Map.of());
  }

  private void powerOn(Machine machine) {
    work.journal().record(machine.host(), "machine-powered-on", Map.of());
    sqlServersOn(machine).forEach(work.sqlServers()::start);
    if (work.memory().state().isToStart(machine.host())) {
      machine.server().start();
      machine.server().awaitSettled();
      work.memory().change(before -> before.withoutToStart(machine.host()));
    }
  }

  private List<SqlServerPlace> sqlServersOn(Machine machine) {
    return work.topology().sqlServers().stream()
        .filter(place -> place.host().equals(machine.host()))
        .filter(place -> work.memory().state().sqlServers().contains(place.name()))
        .toList();
  }

  /** A test client of the new version logs in (R13). */
  HandResult testClient(Map<String, String> parameters) throws HandRefused {
    Machine machine = work.installedMachine(parameters);
    int version = work.software(machine).version();
    if (parameters.containsKey("version") && version(parameters) != version) {
      throw new HandRefused(
          "A client of V%d cannot log in: %s has V%d."
              .formatted(version(parameters), machine.host(), version));
    }
    if (machine.server().awaitSettled() != ServiceState.RUNNING) {
      throw new HandRefused(
          "No client can log in: the XPhone service on %s does not run (R13)."
              .formatted(machine.host()));
    }
    return work.once(
        Hand.TEST_CLIENT,
        "%s %s V%d".formatted(Hand.TEST_CLIENT.label(), machine.host(), version),
        machine.host(),
        Map.of("version", "V" + version),
        "A test client of V%d has logged in to %s.".formatted(version, machine.host()));
  }

  /** An intermediate server of the old one's version, with empty SQL Express instances (R15). */
  HandResult setUpIntermediate() throws HandRefused {
    Machine machine = intermediate();
    if (work.software(machine).installed()) {
      return new HandResult(
          Hand.SET_UP_INTERMEDIATE.label(), false, "The intermediate server is set up.");
    }
    int version = work.topology().route().version();
    work.install(work.topology().intermediateSqlServers(), Hand.SET_UP_INTERMEDIATE);
    // By their full names: (local)\XPCONNECT in Umzug's configuration means the target's.
    Map<String, String> dataSources = new LinkedHashMap<>();
    work.topology().placements().forEach(p -> dataSources.put(p.database(), p.intermediate()));
    machine.folder().install(version, dataSources);
    machine.folder().installLicence("REHEARSAL-V%d-%s".formatted(version, machine.host()));
    work.journal().record(machine.host(), "xphone-installed", Map.of("version", "V" + version));
    work.memory()
        .changeHost(machine.host(), before -> before.withVersion(version).withWizardCompleted());
    return new HandResult(
        Hand.SET_UP_INTERMEDIATE.label(),
        true,
        "The intermediate server %s is set up with V%d; its service is not started (F4)."
            .formatted(machine.host(), version));
  }

  /** The intermediate server goes, with its databases; only after success (R15). */
  HandResult deleteIntermediate() throws HandRefused {
    Machine machine = intermediate();
    Machine target = work.target();
    if (work.software(target).version() != XPhoneSchema.V9
        || target.server().awaitSettled() != ServiceState.RUNNING) {
      throw new HandRefused(
          "The intermediate server may go only after success: V9 does not run on %s (R15)."
              .formatted(target.host()));
    }
    boolean changed = work.software(machine).installed();
    machine.server().stopAndWait();
    changed |= work.uninstall(work.topology().intermediateSqlServers(), Hand.DELETE_INTERMEDIATE);
    EstateFolder.delete(machine.folder().folder());
    if (changed) {
      work.journal().record(machine.host(), "machine-deleted", Map.of());
      work.memory().changeHost(machine.host(), before -> XPhoneHost.bare(before.name()));
    }
    return new HandResult(
        Hand.DELETE_INTERMEDIATE.label(), changed, "The intermediate server is deleted (R15).");
  }

  private Machine intermediate() throws HandRefused {
    if (!work.topology().hasIntermediate()) {
      throw new HandRefused(
          "There is no intermediate server in this estate: it is updated in place (R14).");
    }
    return work.machines().get(Topology.INTERMEDIATE_HOST);
  }

  private static int version(Map<String, String> parameters) throws HandRefused {
    String text = parameters.getOrDefault("version", "");
    if (!text.matches("[Vv]?[5-9]")) {
      throw new HandRefused("'%s' is none of V5 to V9. Say ?version=…".formatted(text));
    }
    return text.charAt(text.length() - 1) - '0';
  }
}
