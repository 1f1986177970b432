package io.umzug.domain.preflight;

import java.util.List;

/** Everything that a preflight looks at, in the order in which it is told. */
public enum Check {
  SERVER_REACHABLE("Reachability", "R27"),
  ATLAS_READABLE("atlas.xml", "U1", "R29"),
  ATLAS_SERVERS("SQL Servers in atlas.xml", "R27", "R29"),
  SERVER_VERSION("SQL Server version", "R17"),
  SERVER_EDITION("SQL Server edition", "R18", "R19", "R22"),
  SERVER_MACHINE("Machine of the SQL Server", "R18", "R19", "R20", "R21"),
  SYSADMIN("sysadmin", "R33"),
  DATABASE_CREATION("Right to create databases", "R24", "R33"),
  DATABASE_OWNER("db_owner of the service account", "R25"),
  FILESTREAM("FILESTREAM", "R26"),
  TARGET_NOT_OLDER("Version from old to new", "M1"),
  EXPRESS_LIMIT("Limit of SQL Express", "R22"),
  RESTORE_ROOM("Room for the restore", true, "B2"),
  SHARE("Share from both sides", "B2", "B3", "B4"),
  BACKUP_CERTIFICATE("Certificate of encrypted backups", "R23", "R33"),
  BACKUP_ROOM("Room for the backups", true, "B2"),
  RECOVERY_MODEL("Recovery model", "F3"),
  COLLATION("Collation"),
  COMPATIBILITY_LEVEL("Compatibility level", "M1"),
  ORPHANED_USERS("Orphaned users", "R25"),
  SERVICE_CONTROL("Service control", "U2"),
  SERVICE_ACCOUNT("Service account", "R27"),
  APPLICATION_POOL("Application pool of Analytics", "R28"),
  NAMES("Names of the machines", "R34"),
  PORTS("Ports", "F4", "R35"),
  PAGES("Web pages", "R30");

  private final String title;
  private final boolean isVolatile;
  private final List<String> rules;

  Check(String title, String... rules) {
    this(title, false, rules);
  }

  Check(String title, boolean isVolatile, String... rules) {
    this.title = title;
    this.isVolatile = isVolatile;
    this.rules = List.of(rules);
  }

  /** What is looked at, as a person calls it. */
  public String title() {
    return title;
  }

  /** Identifiers such as {@code R27}; empty where no rule of the vendor's speaks of it. */
  public List<String> rules() {
    return rules;
  }

  /** Whether the observed value always moves, as free bytes do: then only the verdict counts. */
  public boolean isVolatile() {
    return isVolatile;
  }
}
