package io.umzug.domain.plan;

/** What a hop does. */
public enum HopKind {
  /** Before the first update: the backup to which one can always go back (R10). */
  PREPARATION,
  /** The intermediate server gets a copy of the databases (R15). */
  COPY,
  /** A major update, on the machine where the server is (R9). */
  UPDATE,
  /** Plan A, B, C or D (R16 to R25). */
  RELOCATION,
  /** The configuration of a V4 goes to a new machine (R1 to R8). */
  TRANSFER,
  /** A newer SQL Express on the same machine (E1 to E7). */
  SQL_EXPRESS_UPDATE
}
