package io.umzug.infrastructure.filesystem.smb;

import org.slf4j.LoggerFactory;

/** Closes what may be gone already, with its connection. */
final class Quietly {

  private Quietly() {}

  static void close(AutoCloseable handle) {
    try {
      handle.close();
    } catch (Exception e) {
      LoggerFactory.getLogger(Quietly.class).debug("{} was gone already", handle, e);
    }
  }
}
