package io.umzug.domain.plan;

/** One part of a step: work for a worker, or something that a person does and confirms. */
public enum Task {
  BACK_UP_DATABASES,
  CREATE_DATABASES,
  ENABLE_FILESTREAM,
  /** R27: are the SQL Servers that atlas.xml names reachable? Asked before row 7 is offered. */
  PROBE_SQL_SERVERS,
  REWRITE_ATLAS,
  START_SERVICE,
  RESTORE_DATABASES,
  RESTART_SERVICE,
  CONFIRM_BY_HAND,
  STOP_SERVICE,
  /** Starts a service whose databases are there already: nothing is healed (R31). */
  RUN_SERVICE,
  /** R10: databases and files of a site, to go back to. */
  TAKE_SNAPSHOT,
  RESTORE_SNAPSHOT,
  /** R33: what would a restore destroy? */
  SURVEY_TARGETS,
  /** R33: a person types the names of the databases with user rows that may be destroyed. */
  APPROVE_OVERWRITE,
  /** M2: each database's schema and data as a script for the target's version. */
  EXPORT_SCRIPTS,
  /** M4: the scripts at the target, over what is there, and the comparison of every table. */
  RUN_SCRIPTS,
  /** Compares the databases at their new home with what was backed up. */
  VERIFY_DATABASES,
  /** E4: the two batch files, which a person has approved instead of running them. */
  RUN_BATCH_FILES,
  /** R7: the CSV of the users, line by line. */
  CHECK_CSV,
  /** Every check that the route needs at this moment of it. */
  RUN_PREFLIGHT,
  /** A person accepts what the checks have found, where that is worse than it was accepted. */
  ACCEPT_FINDINGS;

  /** The part of a procedure in whose place it is done. */
  public Task inProcedure() {
    return this == RUN_BATCH_FILES ? CONFIRM_BY_HAND : this;
  }

  /** Whether a worker does it. */
  public boolean isWork() {
    return this != CONFIRM_BY_HAND && this != APPROVE_OVERWRITE && this != ACCEPT_FINDINGS;
  }
}
