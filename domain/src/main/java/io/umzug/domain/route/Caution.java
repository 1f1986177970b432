package io.umzug.domain.route;

/** What the way has in it that somebody must know before it is taken. */
public enum Caution {
  /** R22: for so many users Standard or Enterprise is strongly advised. */
  EXPRESS_NOT_ADVISED,
  /** R17: another version of SQL Server than the recommended one. */
  SQL_SERVER_NOT_RECOMMENDED,
  /** M1: no backup can be restored there. */
  NO_RESTORE_THERE,
  /** R23, E2: the complete backup is the Backup-Manager's. */
  BACKUP_MANAGER_TOO,
  /** B2, B3: an external SQL Server needs a shared folder for the backup. */
  SHARED_FOLDER,
  /** R12, R13: what follows each major update. */
  AFTER_EACH_HOP,
  /** R10, R11: snapshots of the virtual machine. */
  VM_SNAPSHOTS,
  /** R14: nobody said how long a major update takes. */
  NO_ESTIMATE,
  /** R1, R2: the last V4 and its Migrations-Manager first. */
  LAST_V4_FIRST,
  /** R5: the journal is lost. */
  JOURNAL_IS_LOST,
  /** R8: the licence is asked for with the old machine's MAC address. */
  LICENCE_BY_OLD_MAC,
  /** F5: a virtual machine needs a static MAC address. */
  STATIC_MAC,
  /** R34: the certificates of Federation. */
  FEDERATION_CERTIFICATES,
  /** R35, R36: what the mobile application needs. */
  MOBILE_ACCESS,
  /** F6: the mobile web applications belong on a server of their own. */
  MOBILE_SERVER,
  /** E7: the old instances stay for the time being. */
  OLD_INSTANCES_STAY
}
