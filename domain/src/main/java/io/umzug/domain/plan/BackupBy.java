package io.umzug.domain.plan;

/**
 * Who makes and restores the backup that the move goes by, or makes and runs the scripts (M2, M4);
 * Umzug's own copy is made either way.
 */
public enum BackupBy {
  /**
   * A person with the vendor's Backup-Manager, which has a window and no command line (B1); a
   * script with SQL Server's own tools (M5).
   */
  BACKUP_MANAGER,
  /** Umzug alone, for the databases. */
  UMZUG
}
