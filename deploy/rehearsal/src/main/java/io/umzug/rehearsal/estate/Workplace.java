package io.umzug.rehearsal.estate;

import java.util.List;
import java.util.Map;

/** What the hands have before them. */
record Workplace(
    EstateFolder folder,
    Topology topology,
    Memory memory,
    Journal journal,
    Faults faults,
    SqlServers sqlServers,
    Machines machines) {

  XPhoneHost software(Machine machine) {
    return memory.state().host(machine.host());
  }

  boolean isDone(String what) {
    return memory.state().done().contains(what);
  }

  /** For a hand whose only trace is that it was done. */
  HandResult once(Hand hand) {
    return once(hand, hand.label(), topology.targetHost(), Map.of(), "Done.");
  }

  /**
   * @param what the trace, in {@link Memory.State#done}
   */
  HandResult once(Hand hand, String what, String where, Map<String, String> details, String text) {
    boolean changed = !isDone(what);
    if (changed) {
      journal.record(where, hand.label(), details);
      memory.change(before -> before.withDone(what));
    }
    return new HandResult(hand.label(), changed, text);
  }

  /** Installs and starts what is not there yet; false where all were. */
  boolean install(List<SqlServerPlace> places, Hand by) {
    boolean changed = false;
    for (SqlServerPlace place : places) {
      if (!memory.state().sqlServers().contains(place.name())) {
        sqlServers.start(place);
        journal.record(place.name(), "sql-server-installed", Map.of("by", by.label()));
        memory.change(before -> before.withSqlServer(place.name()));
        changed = true;
      }
    }
    return changed;
  }

  /** Removes SQL Servers with all their databases; false where all were gone. */
  boolean uninstall(List<SqlServerPlace> places, Hand by) {
    boolean changed = false;
    for (SqlServerPlace place : places) {
      if (memory.state().sqlServers().contains(place.name())) {
        sqlServers.stop(place);
        EstateFolder.delete(folder.sqlServer(place));
        journal.record(place.name(), "sql-server-uninstalled", Map.of("by", by.label()));
        memory.change(before -> before.withoutSqlServer(place.name()));
        changed = true;
      }
    }
    return changed;
  }

  Machine target() {
    return machines.get(topology.targetHost());
  }

  Machine installedTarget() throws HandRefused {
    if (!software(target()).installed()) {
      throw new HandRefused(
          "No XPhone server is installed on %s yet (row 6).".formatted(topology.targetHost()));
    }
    return target();
  }

  /** The machine that {@code host} names, the target where it is not given. */
  Machine machine(Map<String, String> parameters) throws HandRefused {
    String host = parameters.getOrDefault("host", topology.targetHost());
    return machines
        .find(host)
        .orElseThrow(
            () ->
                new HandRefused(
                    "There is no XPhone machine %s; there are %s."
                        .formatted(host, String.join(", ", machines.byHost().keySet()))));
  }

  Machine installedMachine(Map<String, String> parameters) throws HandRefused {
    Machine machine = machine(parameters);
    if (!software(machine).installed()) {
      throw new HandRefused("No XPhone server is installed on " + machine.host() + ".");
    }
    return machine;
  }
}
