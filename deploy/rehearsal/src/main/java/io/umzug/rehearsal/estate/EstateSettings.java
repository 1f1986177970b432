package io.umzug.rehearsal.estate;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What an estate is asked to be.
 *
 * @param route empty for the remembered one, or V8
 * @param plan empty for the remembered one, or C
 * @param downtime empty for the remembered one, or in place
 * @param transport empty for the remembered one, or by backup
 * @param rows to seed, empty for the remembered number, or 2000
 * @param faults to arm, as on the command line; the same list at a re-start is not armed again
 * @param startDelay how long the XPhone service stays START_PENDING at least
 */
public record EstateSettings(
    Path folder,
    Optional<Route> route,
    Optional<Plan> plan,
    Optional<Downtime> downtime,
    Optional<Transport> transport,
    Optional<Long> rows,
    List<String> faults,
    Duration startDelay,
    InstantSource clock) {

  static final Plan DEFAULT_PLAN = Plan.C;
  static final long DEFAULT_ROWS = 2_000;
}
