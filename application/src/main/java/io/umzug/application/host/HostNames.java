package io.umzug.application.host;

import java.io.IOException;
import java.util.List;

/** Asks for a machine's addresses, as this machine's system resolves names. */
@FunctionalInterface
public interface HostNames {

  /**
   * @return at least one, in the order in which they would be tried
   * @throws IOException where no machine is known by this name
   */
  List<String> addresses(String name) throws IOException;
}
