package io.umzug.application.preflight;

import java.time.Duration;

/**
 * How a preflight spares the machines it looks at.
 *
 * @param parallel how many checks run at a time
 * @param each how long one may take; then it is a failure and is not waited for any more
 */
public record PreflightLimits(int parallel, Duration each) {

  public static PreflightLimits usual() {
    return new PreflightLimits(4, Duration.ofSeconds(60));
  }
}
