package io.umzug.application.host;

import io.umzug.application.estate.Estate;
import java.io.IOException;

/** Looks whether something listens at a TCP address (F4, R35). */
public interface Listeners {

  /**
   * Connects from this machine, and leaves again without a word.
   *
   * @param address {@code HOST:PORT}; an IPv6 address stands in brackets
   * @throws IOException where nothing listens, or the address is none
   */
  void reach(String address) throws IOException;

  /**
   * The same from another machine, as it sees names and firewalls.
   *
   * @param machine by the name that the estate gives it
   * @throws IOException also where that machine cannot be used for it
   */
  void reachFrom(Estate estate, String machine, String address) throws IOException;
}
