package io.umzug.application.preflight;

import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.preflight.Occasion;

/** For which way, and when on it, a preflight is made. */
public record PreflightQuestion(
    RouteKind route, Plan plan, Downtime downtime, Transport transport, Occasion occasion) {

  /** By backup and restore, which needs every check that a script needs, and more. */
  public PreflightQuestion(RouteKind route, Plan plan, Downtime downtime, Occasion occasion) {
    this(route, plan, downtime, Transport.BACKUP_AND_RESTORE, occasion);
  }
}
