package io.umzug.domain.plan;

/** One of the places between which a move goes: an XPhone server and its databases. */
public enum Site {
  /** Where the XPhone server was. */
  SOURCE,
  /** The intermediate server that is updated in parallel and may be deleted in the end (R15). */
  INTERMEDIATE,
  /** Where it will be. */
  TARGET
}
