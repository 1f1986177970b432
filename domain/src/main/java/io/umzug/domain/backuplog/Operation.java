package io.umzug.domain.backuplog;

/** What the Backup-Manager was about. */
public enum Operation {
  BACKUP,
  RESTORE,
  /** The test of a shared folder, which backs up to it (B2, B6). */
  SHARE_TEST,
  /** The log does not say it in words that Umzug knows. */
  UNKNOWN;

  /** Such as {@code backup of XPDATA}, for a sentence. */
  String of(String database) {
    String what =
        switch (this) {
          case BACKUP -> "backup";
          case RESTORE -> "restore";
          case SHARE_TEST -> "test of the shared folder";
          case UNKNOWN -> "work of the Backup-Manager";
        };
    String preposition = this == BACKUP || this == RESTORE ? "of" : "with";
    return database.isEmpty()
        ? "the " + what
        : "the %s %s %s".formatted(what, preposition, database);
  }
}
