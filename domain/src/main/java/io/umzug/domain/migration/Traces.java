package io.umzug.domain.migration;

import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the move has left on the machines so far. Whatever it touches gets a new generation, and the
 * snapshot's again when it is put back: what has the same generation as at a snapshot was not
 * touched since, or is as it was.
 *
 * @param last the highest generation that was given
 * @param generations of what was ever touched
 * @param software every version that the software of a machine may be of, where it is known: two
 *     while a person is about to change it
 */
public record Traces(
    int last, Map<Thing, Integer> generations, Map<Site, Set<XPhoneVersion>> software) {

  /** Something that can be touched, and put back, for itself. */
  sealed interface Thing {

    /** Whether the XPhone service runs on the machine of a site. */
    record Service(Site machine) implements Thing {}

    /** atlas.xml and what is kept with it, on the machine of a site. */
    record Files(Site machine) implements Thing {}

    /** A database on a SQL Server; names are compared without their case. */
    record Database(String server, String database) implements Thing {
      public Database {
        server = server.toUpperCase(Locale.ROOT);
        database = database.toUpperCase(Locale.ROOT);
      }
    }
  }

  public Traces {
    generations = Map.copyOf(generations);
    software = Map.copyOf(software);
  }

  static Traces atTheStart(XPhoneVersion version) {
    return new Traces(0, Map.of(), Map.of(Site.SOURCE, Set.of(version)));
  }

  Traces touch(Collection<? extends Thing> things) {
    Map<Thing, Integer> more = new HashMap<>(generations);
    things.forEach(thing -> more.put(thing, last + 1));
    return new Traces(last + 1, more, software);
  }

  /** These things are again as they were then. */
  Traces putBack(Collection<? extends Thing> things, Traces then) {
    Map<Thing, Integer> more = new HashMap<>(generations);
    things.forEach(thing -> more.put(thing, then.generation(thing)));
    return new Traces(last, more, software);
  }

  boolean touchedSince(Traces then, Thing thing) {
    return generation(thing) != then.generation(thing);
  }

  private int generation(Thing thing) {
    return generations.getOrDefault(thing, 0);
  }

  /** A person is about to change the software: whether it is done yet, nobody knows. */
  Traces changing(Site machine, XPhoneVersion version) {
    Set<XPhoneVersion> either = new LinkedHashSet<>(software.getOrDefault(machine, Set.of()));
    either.add(version);
    return with(machine, either);
  }

  /** A person has changed the software. */
  Traces changed(Site machine, XPhoneVersion version) {
    return with(machine, Set.of(version));
  }

  private Traces with(Site machine, Set<XPhoneVersion> versions) {
    Map<Site, Set<XPhoneVersion>> more = new LinkedHashMap<>(software);
    more.put(machine, Set.copyOf(versions));
    return new Traces(last, generations, more);
  }

  /** The version of a machine's software, before a change that nobody has confirmed. */
  Optional<XPhoneVersion> version(Site machine) {
    return versions(machine).stream().min(Comparator.naturalOrder());
  }

  /** The version of which a machine's software is, or may be, instead of this one. */
  Optional<XPhoneVersion> versionOtherThan(XPhoneVersion version, Site machine) {
    return versions(machine).stream()
        .filter(other -> other != version)
        .max(Comparator.naturalOrder());
  }

  private List<XPhoneVersion> versions(Site machine) {
    return List.copyOf(software.getOrDefault(machine, Set.of()));
  }
}
