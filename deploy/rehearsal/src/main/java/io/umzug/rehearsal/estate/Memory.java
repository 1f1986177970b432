package io.umzug.rehearsal.estate;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** What the estate remembers beyond its own death, forced to disk with every change. */
final class Memory {

  /**
   * The remembered state.
   *
   * @param rows seeded rows, in total
   * @param ports by the names that {@link Ports} gives
   * @param sqlServers names of the SQL Servers that are installed
   * @param seeded databases whose rows are complete
   * @param done hands whose only trace is that they were done
   * @param faultsAtStart what the command line armed, so that a re-start does not arm it again
   */
  record State(
      Plan plan,
      long rows,
      Map<String, Integer> ports,
      Set<String> sqlServers,
      Set<String> seeded,
      Map<String, XPhoneHost> hosts,
      Set<String> done,
      List<String> faultsAtStart) {

    XPhoneHost host(String name) {
      XPhoneHost host = hosts.get(name);
      if (host == null) {
        throw new EstateException("There is no XPhone machine called " + name + ".");
      }
      return host;
    }

    State withSqlServer(String name) {
      return new State(
          plan, rows, ports, with(sqlServers, name), seeded, hosts, done, faultsAtStart);
    }

    State withSeeded(String database) {
      return new State(
          plan, rows, ports, sqlServers, with(seeded, database), hosts, done, faultsAtStart);
    }

    State withHost(XPhoneHost host) {
      Map<String, XPhoneHost> changed = new LinkedHashMap<>(hosts);
      changed.put(host.name(), host);
      return new State(plan, rows, ports, sqlServers, seeded, changed, done, faultsAtStart);
    }

    State withDone(String hand) {
      return new State(
          plan, rows, ports, sqlServers, seeded, hosts, with(done, hand), faultsAtStart);
    }

    State withFaultsAtStart(List<String> faults) {
      return new State(plan, rows, ports, sqlServers, seeded, hosts, done, List.copyOf(faults));
    }

    private static Set<String> with(Set<String> names, String name) {
      Set<String> changed = new TreeSet<>(names);
      changed.add(name);
      return changed;
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EstateFolder folder;
  private State state;

  private Memory(EstateFolder folder, State state) {
    this.folder = folder;
    this.state = state;
  }

  static boolean exists(EstateFolder folder) {
    return Files.exists(folder.state());
  }

  static Memory create(EstateFolder folder, State first) {
    Memory memory = new Memory(folder, first);
    memory.save(first);
    return memory;
  }

  static Memory open(EstateFolder folder) {
    try {
      return new Memory(folder, JSON.readValue(EstateFolder.read(folder.state()), State.class));
    } catch (JacksonException e) {
      throw new EstateException("The estate's state is unreadable: " + folder.state(), e);
    }
  }

  synchronized State state() {
    return state;
  }

  synchronized void change(UnaryOperator<State> step) {
    State changed = step.apply(state);
    if (!changed.equals(state)) {
      save(changed);
      state = changed;
    }
  }

  void changeHost(String name, UnaryOperator<XPhoneHost> step) {
    change(before -> before.withHost(step.apply(before.host(name))));
  }

  private void save(State changed) {
    EstateFolder.write(folder.state(), JSON.writeValueAsBytes(changed));
  }
}
