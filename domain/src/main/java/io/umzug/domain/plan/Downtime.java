package io.umzug.domain.plan;

/** How the updates up to V8 are lived through. */
public enum Downtime {
  /** The server is down for the whole route: needs a long maintenance window (R14). */
  IN_PLACE,
  /** An intermediate server is updated in parallel; the old one keeps running (R15). */
  INTERMEDIATE_SERVER
}
