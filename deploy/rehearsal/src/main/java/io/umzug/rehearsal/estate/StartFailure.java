package io.umzug.rehearsal.estate;

/** Why the XPhone service ends by itself: its service-specific exit codes. */
public enum StartFailure {
  CONFIGURATION_UNREADABLE(1),
  SQL_SERVER_UNREACHABLE(2),
  DATABASE_MISSING(3),
  ACCESS_DENIED(4),
  TABLES_INCOMPLETE(5),
  TABLES_PARTLY_CREATED(6),
  SCHEMA_NEWER(7),
  DATABASE_ERROR(8),
  TERMINATED(9),
  VERSION_LEFT_OUT(10);

  private final int exitCode;

  StartFailure(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
