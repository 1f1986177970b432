package io.umzug.application.saga;

import java.time.Duration;

/**
 * How long a move may wait for a person before it is said.
 *
 * @param usual of a step that waits
 * @param paused of a move that a person paused
 * @param again how long after the escalation, and after each reminder that follows it
 */
public record WaitingLimits(Patience usual, Patience paused, Duration again) {

  /**
   * Both from the beginning of the wait.
   *
   * @param reminder until the person is reminded
   * @param escalation until others hear of it
   */
  public record Patience(Duration reminder, Duration escalation) {

    /**
     * @throws IllegalArgumentException unless the reminder comes first
     */
    public Patience {
      if (!reminder.isPositive() || escalation.compareTo(reminder) <= 0) {
        throw new IllegalArgumentException(
            "umzug.waiting: the escalation (%s) has to come after the reminder (%s)"
                .formatted(escalation, reminder));
      }
    }
  }

  /** How long after the reminder before it, or after the wait began, this one comes. */
  Duration until(int times, boolean whilePaused) {
    Patience patience = whilePaused ? paused : usual;
    return switch (times) {
      case 1 -> patience.reminder();
      case 2 -> patience.escalation().minus(patience.reminder());
      default -> again;
    };
  }

  static boolean escalates(int times) {
    return times == 2;
  }
}
