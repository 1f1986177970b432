package io.umzug.rehearsal.estate;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
   * @param route V8 in the state of an older release
   * @param downtime in place in the state of an older release
   * @param transport by backup in the state of an older release
   * @param toStart machines that are being powered off and on, whose service ran before
   */
  record State(
      Plan plan,
      long rows,
      Map<String, Integer> ports,
      Set<String> sqlServers,
      Set<String> seeded,
      Map<String, XPhoneHost> hosts,
      Set<String> done,
      List<String> faultsAtStart,
      @Nullable Route route,
      @Nullable Downtime downtime,
      @Nullable Transport transport,
      @Nullable Set<String> toStart) {

    static State of(
        Layout layout,
        long rows,
        Map<String, Integer> ports,
        Set<String> sqlServers,
        Map<String, XPhoneHost> hosts) {
      return new State(
          layout.plan(),
          rows,
          ports,
          sqlServers,
          Set.of(),
          hosts,
          Set.of(),
          List.of(),
          layout.route(),
          layout.downtime(),
          layout.transport(),
          Set.of());
    }

    Layout layout() {
      return new Layout(
          Objects.requireNonNullElse(route, Route.V8),
          plan,
          Objects.requireNonNullElse(downtime, Downtime.IN_PLACE),
          Objects.requireNonNullElse(transport, Transport.BACKUP));
    }

    XPhoneHost host(String name) {
      XPhoneHost host = hosts.get(name);
      if (host == null) {
        throw new EstateException("There is no XPhone machine called " + name + ".");
      }
      return host;
    }

    boolean isToStart(String host) {
      return toStart != null && toStart.contains(host);
    }

    State withSqlServer(String name) {
      return with(with(sqlServers, name), seeded, hosts, done, faultsAtStart, toStart);
    }

    State withoutSqlServer(String name) {
      return with(without(sqlServers, name), seeded, hosts, done, faultsAtStart, toStart);
    }

    State withSeeded(String database) {
      return with(sqlServers, with(seeded, database), hosts, done, faultsAtStart, toStart);
    }

    State withHost(XPhoneHost host) {
      Map<String, XPhoneHost> changed = new LinkedHashMap<>(hosts);
      changed.put(host.name(), host);
      return with(sqlServers, seeded, changed, done, faultsAtStart, toStart);
    }

    State withDone(String hand) {
      return with(sqlServers, seeded, hosts, with(done, hand), faultsAtStart, toStart);
    }

    /** What was done with versions that a machine has no more has to be done again. */
    State withoutDoneAbove(String host, int version) {
      Pattern trace = Pattern.compile("\\S+ %s V([0-9]+)(?: .*)?".formatted(Pattern.quote(host)));
      Set<String> kept = new TreeSet<>();
      for (String hand : done) {
        Matcher matcher = trace.matcher(hand);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) <= version) {
          kept.add(hand);
        }
      }
      return with(sqlServers, seeded, hosts, kept, faultsAtStart, toStart);
    }

    State withFaultsAtStart(List<String> faults) {
      return with(sqlServers, seeded, hosts, done, List.copyOf(faults), toStart);
    }

    State withToStart(String host) {
      return with(sqlServers, seeded, hosts, done, faultsAtStart, with(toStart, host));
    }

    State withoutToStart(String host) {
      return with(sqlServers, seeded, hosts, done, faultsAtStart, without(toStart, host));
    }

    private State with(
        Set<String> servers,
        Set<String> sown,
        Map<String, XPhoneHost> machines,
        Set<String> hands,
        List<String> faults,
        @Nullable Set<String> starting) {
      return new State(
          plan, rows, ports, servers, sown, machines, hands, faults, route, downtime, transport,
          starting);
    }

    private static Set<String> with(@Nullable Set<String> names, String name) {
      Set<String> changed = new TreeSet<>(names == null ? Set.of() : names);
      changed.add(name);
      return changed;
    }

    private static Set<String> without(@Nullable Set<String> names, String name) {
      Set<String> changed = new TreeSet<>(names == null ? Set.of() : names);
      changed.remove(name);
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
