package io.umzug.domain.plan;

/** Who carries out an action. */
public enum Performer {
  /** A person; the programs involved have no command line that anybody knows of (U3). */
  OPERATOR,
  /** Umzug, by a worker. */
  UMZUG,
  /** Umzug and then a person, or the reverse, within one step. */
  BOTH
}
