package io.umzug.application.preflight;

import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.preflight.Occasion;

/** For which way, and when on it, a preflight is made. */
public record PreflightQuestion(RouteKind route, Plan plan, Downtime downtime, Occasion occasion) {}
