package io.umzug.domain.preflight;

/** When a preflight takes place. */
public enum Occasion {
  /** Before anything is done: what the move itself will install is not there yet. */
  START,
  /** Before the copy of the databases overwrites those of the intermediate server (R15, R33). */
  COPY,
  /** Between two major updates, on the server that is updated (R12). */
  BETWEEN_HOPS,
  /** Before databases are overwritten (R33): everything has to be there. */
  RESTORE
}
