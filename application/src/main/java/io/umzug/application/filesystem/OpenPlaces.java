package io.umzug.application.filesystem;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostPlaces.Place;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Goes each way once and stays there for whatever follows: one login, not one for each file. A
 * connection that broke meanwhile is made anew. For one thread at a time.
 */
public final class OpenPlaces implements AutoCloseable {

  /** Does something with files. */
  @FunctionalInterface
  public interface Use<R> {
    R with(HostFiles files, String path) throws IOException;
  }

  private final HostPlaces places;
  private final Map<Object, HostFiles> opened = new HashMap<>();

  public OpenPlaces(HostPlaces places) {
    this.places = places;
  }

  /**
   * Uses the files to which the path leads, once: what broke while they were used is made anew for
   * the next.
   */
  public <R> R use(Estate estate, HostPath path, Use<R> use) throws IOException {
    Place place = places.place(estate, path);
    try {
      return use.with(alive(place), place.path());
    } catch (FileTrouble e) {
      if (isLost(e)) {
        forget(place);
      }
      throw e;
    }
  }

  private HostFiles alive(Place place) throws FileTrouble {
    HostFiles kept = opened.get(place.host());
    if (kept != null) {
      try {
        var unused = kept.look(place.path());
        return kept;
      } catch (FileTrouble e) {
        if (!isLost(e)) {
          return kept;
        }
        forget(place);
      }
    }
    HostFiles fresh = place.opening().open();
    opened.put(place.host(), fresh);
    return fresh;
  }

  private static boolean isLost(FileTrouble e) {
    return e.kind() == Kind.CONNECTION_LOST || e.kind() == Kind.TIMED_OUT;
  }

  private void forget(Place place) {
    HostFiles lost = opened.remove(place.host());
    if (lost != null) {
      lost.close();
    }
  }

  @Override
  public void close() {
    opened.values().forEach(HostFiles::close);
    opened.clear();
  }
}
