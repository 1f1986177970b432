package io.umzug.application.host;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.FileTrouble;

/** Driven port: tries whether a machine lets Umzug in, and what answers there. */
@FunctionalInterface
public interface RemoteShells {

  /**
   * Logs in, has one word said, and leaves.
   *
   * @param host a machine that the estate reaches by SSH
   * @return what answered, for people
   * @throws FileTrouble where it does not answer, shows another key, or refuses the account
   */
  String look(Estate estate, String host) throws FileTrouble, InterruptedException;
}
