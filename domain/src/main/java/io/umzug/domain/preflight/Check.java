package io.umzug.domain.preflight;

import java.util.List;

/** Everything that a preflight looks at, in the order in which it is told. */
public enum Check {
  SERVER_REACHABLE("SQL Server answers", "R27"),
  ATLAS_READABLE("atlas.xml can be read and is understood", "U1", "R29"),
  ATLAS_SERVERS("Every SQL Server that atlas.xml names answers", "R27", "R29"),
  SERVER_VERSION("SQL Server is recent enough", "R17"),
  SERVER_EDITION("SQL Server's edition suits the plan", "R19", "R22"),
  SYSADMIN("Umzug's login is sysadmin", "R33"),
  DATABASE_CREATION("Umzug's login may create databases", "R24", "R33"),
  DATABASE_OWNER("The service account is db_owner", "R25"),
  FILESTREAM("FILESTREAM is in effect", "R26"),
  TARGET_NOT_OLDER("The new SQL Server is not older than the old one", "M1"),
  EXPRESS_LIMIT("The databases fit into SQL Express", "R22"),
  RESTORE_ROOM("The volumes of the new SQL Server have room for the restore", true, "B2"),
  SHARE("SQL Server and Umzug reach the same share", "B2", "B3", "B4"),
  BACKUP_ROOM("The share has room for the backups", true, "B2"),
  RECOVERY_MODEL("The databases' recovery model is Simple", "F3"),
  COLLATION("Both SQL Servers have the same collation"),
  COMPATIBILITY_LEVEL("The databases' compatibility level stays what it is", "M1"),
  ORPHANED_USERS("The databases' users have logins on the new SQL Server", "R25"),
  SERVICE_CONTROL("The service control manager knows the XPhone service", "U2"),
  PORTS("The XPhone server's ports answer", "F4", "R35"),
  PAGES("Web-Admin and Analytics answer", "R30");

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

  /** What is so when the check passes. */
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
