package io.umzug.application.filesystem;

import io.umzug.application.estate.Estate;

/** Driven port: finds the way to where a path of an estate leads, and goes it. */
@FunctionalInterface
public interface HostPlaces {

  /** Connects where that is needed. */
  @FunctionalInterface
  interface Opening {
    HostFiles open() throws FileTrouble;
  }

  /**
   * Where a path leads; nothing is connected yet.
   *
   * @param host equal for all paths that the same files lead to
   * @param path what it is called there
   */
  record Place(Object host, String path, Opening opening) {}

  /**
   * Files that can be used now, and what the path is called there.
   *
   * @param files to be closed by {@link #close}
   */
  record Found(HostFiles files, String path) implements AutoCloseable {
    @Override
    public void close() {
      files.close();
    }
  }

  /**
   * @throws FileTrouble where no way leads there
   */
  Place place(Estate estate, HostPath path) throws FileTrouble;

  /** Connects where that is needed. */
  default Found open(Estate estate, HostPath path) throws FileTrouble {
    Place place = place(estate, path);
    return new Found(place.opening().open(), place.path());
  }
}
