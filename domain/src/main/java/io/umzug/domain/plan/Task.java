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
  CONFIRM_BY_HAND;

  /** Whether a worker does it. */
  public boolean isWork() {
    return this != CONFIRM_BY_HAND;
  }
}
