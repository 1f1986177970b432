package io.umzug.domain.plan;

/** How a database's rows get to their new SQL Server. */
public enum Transport {
  /** Backup there, restore here (R24 row 12). */
  BACKUP_AND_RESTORE,
  /** A script of schema and data, where the target is the older SQL Server (M1). */
  SCRIPT
}
