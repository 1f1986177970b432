package io.umzug.domain.migration;

import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a move is about, fixed when it is opened.
 *
 * @param title for people
 * @param estate the name of the configured estate
 * @param databases where each database comes from and goes to
 * @param route what kind of way it is
 * @param machines the machines of the XPhone servers that the estate describes
 */
public record Particulars(
    MigrationId id,
    String title,
    String estate,
    XPhoneVersion from,
    XPhoneVersion to,
    List<DatabaseMove> databases,
    @Nullable RouteKind route,
    @Nullable List<Machine> machines) {

  /**
   * A machine with an XPhone server.
   *
   * @param reachable whether Umzug can work on it; false where it is known by name only
   */
  public record Machine(Site site, String host, boolean reachable) {}

  public Particulars {
    databases = List.copyOf(databases);
    // Absent in what the first release stored.
    route = route == null ? RouteKind.RELOCATION : route;
    machines = machines == null ? List.of() : List.copyOf(machines);
  }

  @Override
  public RouteKind route() {
    return route == null ? RouteKind.RELOCATION : route;
  }

  @Override
  public List<Machine> machines() {
    return machines == null ? List.of() : machines;
  }

  /** Whether Umzug can work on the site's XPhone server. */
  public boolean reaches(Site site) {
    return site == Site.TARGET
        || machines().stream().anyMatch(m -> m.site() == site && m.reachable());
  }

  /** The site's machine, in upper case; empty where it is not known. */
  public Optional<String> machine(Site site) {
    return machines().stream()
        .filter(machine -> machine.site() == site)
        .map(machine -> machine.host().toUpperCase(Locale.ROOT))
        .findFirst();
  }

  /** Whether both sites are known to be the same machine. */
  public boolean isSameMachine(Site one, Site other) {
    return one == other || machine(one).isPresent() && machine(one).equals(machine(other));
  }
}
