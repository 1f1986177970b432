package io.umzug.domain.migration;

import java.time.Instant;

/**
 * R16: the window that was agreed on for the change of servers.
 *
 * @param number of the event that scheduled it: a later one is another window
 */
public record CutOverWindow(long number, Instant from, Instant until, Stage stage) {

  /** How far its time for a way back has gone. */
  public enum Stage {
    OPEN,
    /** The last moment for a way back is near. */
    CLOSING,
    /** The last moment is past: nothing is begun any more. */
    CLOSED,
    /** The last moment is past, and a person goes on all the same. */
    OVERRIDDEN
  }

  CutOverWindow at(Stage other) {
    return new CutOverWindow(number, from, until, other);
  }
}
