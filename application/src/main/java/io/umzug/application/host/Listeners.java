package io.umzug.application.host;

import java.io.IOException;

/** Looks whether something listens at a TCP address (F4, R35). */
public interface Listeners {

  /**
   * Connects, and leaves again without a word.
   *
   * @param address {@code HOST:PORT}
   * @throws IOException where nothing listens, or the address is none
   */
  void reach(String address) throws IOException;
}
