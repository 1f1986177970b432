package io.umzug.application.filesystem;

import io.umzug.application.estate.Estate;

/** Driven port: finds the way to where a path of an estate leads, and goes it. */
@FunctionalInterface
public interface HostPlaces {

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

  /** Connects where that is needed. */
  Found open(Estate estate, HostPath path) throws FileTrouble;
}
